//! The trait both taggers share.

use crate::entity::Label;
use khabar_normalize::{Layers, NormSpan};

/// One name as a tagger finds it, before names are resolved over the document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mention {
    /// In the normalized text, without joined proclitics and enclosing quotation marks.
    pub norm: NormSpan,
    /// Its type.
    pub label: Label,
    /// Probability, 0 to 1.
    pub score: f32,
    /// 0 for an outermost name.
    pub depth: u8,
}

/// Finds names in documents.
///
/// Implementations own whatever buffers they need, hence `&mut self`: a program keeps one value a thread.
/// They may be `Send` without being `Sync`.
pub trait Tagger {
    /// Fills `mentions[k]` with the names of `documents[k]`, sorted by start, the longer first. The vectors
    /// inside `mentions` are reused; it is resized to the number of documents.
    fn tag(&mut self, documents: &[Layers<'_>], mentions: &mut Vec<Vec<Mention>>);

    /// Name and hash of the model, for the provenance of records.
    fn model(&self) -> &str;
}
