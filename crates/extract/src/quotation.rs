//! Quotations as data.

use khabar_normalize::{NormSpan, Span};

/// Who said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// In the original text.
    pub span: Span,
    /// Index of the entity in the document's entities, where it is one.
    pub entity: Option<u32>,
}

/// One quotation or reported statement. A report inside a report lies inside the outer one's span, so the chain
/// of who says that who says it is the chain of spans that hold each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// In the original text; with its marks when direct, from أن or إن on when indirect.
    pub span: Span,
    /// In the normalized text.
    pub norm: NormSpan,
    /// In quotation marks.
    pub direct: bool,
    /// Who said it.
    pub speaker: Option<Speaker>,
    /// The reporting word, in the original text.
    pub cue: Option<Span>,
}
