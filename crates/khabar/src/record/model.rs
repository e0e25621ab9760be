//! The record's fields, in the order they are written. All offsets are in the unit of the run.

use super::value::ValueRecord;
use serde::Serialize;

/// One document. A layer that was not asked for is `None` and is not written.
#[derive(Clone, Debug, Serialize)]
pub struct Record<'a> {
    /// `khabar/1`.
    pub schema: &'static str,
    /// Its name.
    pub id: &'a str,
    /// Where it came from.
    pub source: &'a str,
    /// Its address.
    pub url: Option<&'a str>,
    /// Its title.
    pub title: Option<&'a str>,
    /// When it was published.
    pub published: Option<&'a str>,
    /// Who wrote it.
    pub author: Option<&'a str>,
    /// The news agency it came from.
    pub agency: Option<&'a str>,
    /// Title, captions and body, joined by line breaks; every offset counts in this.
    pub text: &'a str,
    /// The text after normalization.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub normalized: Option<&'a str>,
    /// Paragraphs, in order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraphs: Option<Vec<Paragraph>>,
    /// What was taken out of the page, in order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dropped: Option<Vec<DroppedText<'a>>>,
    /// Sentences, in order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentences: Option<Vec<Unlabelled>>,
    /// Tokens, in order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tokens: Option<Vec<TokenRecord<'a>>>,
    /// Entities, outer before inner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entities: Option<Vec<EntityRecord<'a>>>,
    /// Values, in order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<ValueRecord<'a>>>,
    /// Quotations, in order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotes: Option<Vec<Quote<'a>>>,
    /// What made the record.
    pub provenance: &'a Provenance,
}

/// A span without more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Unlabelled {
    /// First unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// A paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// First unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// `title caption dateline byline body`.
    pub role: &'static str,
    /// First unit in the page as it was read.
    pub source_start: u32,
    /// One past the last in the page.
    pub source_end: u32,
}

/// A piece of the page that is not in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DroppedText<'a> {
    /// The piece.
    pub text: &'a str,
    /// First unit in the page as it was read.
    pub source_start: u32,
    /// One past the last in the page.
    pub source_end: u32,
    /// Why it was dropped.
    pub reason: &'static str,
}

/// A token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TokenRecord<'a> {
    /// First unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The token after normalization.
    pub norm: &'a str,
    /// `word number punct latin url emoji`.
    pub kind: &'static str,
    /// `hashtag handle symbol email`, where `kind` merges two kinds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subkind: Option<&'static str>,
    /// Its proclitics, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub clitics: Vec<Clitic>,
}

/// A proclitic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Clitic {
    /// First unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Its dictionary form.
    pub form: &'static str,
}

/// A named entity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntityRecord<'a> {
    /// First unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The words.
    pub text: &'a str,
    /// Its class.
    pub label: &'static str,
    /// The tagger's probability, to four digits.
    pub score: f32,
    /// The longest name of its cluster.
    pub canonical: &'a str,
    /// Number of its cluster in the document.
    pub cluster: u32,
    /// 0 for an outermost entity.
    pub depth: u8,
    /// An identifier of what it names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<&'a str>,
}

/// A span with its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SpanText<'a> {
    /// First unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The words.
    pub text: &'a str,
}

/// A quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Quote<'a> {
    /// First unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The words.
    pub text: &'a str,
    /// In quotation marks.
    pub direct: bool,
    /// Who said it.
    pub speaker: Option<SpeakerText<'a>>,
    /// The reporting word.
    pub cue: Option<SpanText<'a>>,
}

/// Who said a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SpeakerText<'a> {
    /// First unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The words.
    pub text: &'a str,
    /// Index in the record's `entities`.
    pub entity: Option<u32>,
}

/// What made a record: the same for all records of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// The program's version.
    pub khabar: &'static str,
    /// SHA-256 of the resolved configuration.
    pub config: String,
    /// Name and hash of the tagger's model.
    pub model: Option<String>,
}
