//! One line of JSONL as a document.

use super::Document;
use crate::{Error, ErrorKind, Result};
use serde::Deserialize;
use std::borrow::Cow;

/// The fields that are read; all others are passed over.
#[derive(Debug, Deserialize)]
struct Fields<'a> {
    id: Option<Id<'a>>,
    #[serde(borrow)]
    text: Option<Cow<'a, str>>,
    html: Option<serde::de::IgnoredAny>,
    #[serde(borrow)]
    title: Option<Cow<'a, str>>,
    #[serde(borrow)]
    url: Option<Cow<'a, str>>,
    #[serde(borrow)]
    published: Option<Cow<'a, str>>,
    #[serde(borrow)]
    author: Option<Cow<'a, str>>,
    clean: Option<bool>,
}

/// Text, or a whole number, which becomes text.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "`id` must be a string or a whole number")]
enum Id<'a> {
    Text(#[serde(borrow)] Cow<'a, str>),
    Signed(i64),
    Unsigned(u64),
}

impl<'a> Id<'a> {
    fn into_text(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => text,
            Self::Signed(n) => n.to_string().into(),
            Self::Unsigned(n) => n.to_string().into(),
        }
    }
}

/// A line that was read: its id where it has one, and the document or what is wrong with it.
#[derive(Debug)]
pub(crate) struct RecordLine<'a> {
    /// The id that the line states.
    pub id: Option<Cow<'a, str>>,
    /// The document; its `id` is `source` where the line states none.
    pub document: Result<Document<'a>>,
}

impl<'a> RecordLine<'a> {
    /// Reads a line; `source` names it (`news.jsonl:12`).
    #[must_use]
    pub(crate) fn parse(line: &'a [u8], source: &str) -> Self {
        let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
        if line.trim_ascii().is_empty() {
            return Self { id: None, document: Err(Error::new(ErrorKind::Empty, "the line is empty")) };
        }
        let fields: Fields<'a> = match serde_json::from_slice(line) {
            Ok(fields) => fields,
            Err(e) => return Self { id: stated_id(line), document: Err(broken(line, &e)) },
        };
        let id = fields.id.map(Id::into_text);
        let Some(text) = fields.text else {
            let error = match fields.html {
                Some(_) => Error::new(ErrorKind::Unsupported, "`html` is not read; only page text is")
                    .remedy("Give the text of the page in `text`."),
                None => Error::new(ErrorKind::NoText, "the object has no `text`")
                    .remedy("Give the text of the page in `text`."),
            };
            return Self { id, document: Err(error) };
        };
        let document = Document {
            id: id.clone().unwrap_or_else(|| source.to_owned().into()),
            source: source.to_owned().into(),
            url: fields.url,
            title: fields.title,
            published: fields.published,
            author: fields.author,
            text,
            clean: fields.clean,
        };
        Self { id, document: Ok(document) }
    }
}

/// The id of a line whose other fields are of the wrong type.
fn stated_id(line: &[u8]) -> Option<Cow<'_, str>> {
    #[derive(Deserialize)]
    struct OnlyId<'a> {
        #[serde(borrow)]
        id: Option<Id<'a>>,
    }
    serde_json::from_slice::<OnlyId<'_>>(line).ok()?.id.map(Id::into_text)
}

fn broken(line: &[u8], e: &serde_json::Error) -> Error {
    if let Err(utf8) = std::str::from_utf8(line) {
        return Error::new(ErrorKind::Encoding, "the line is not UTF-8")
            .at_byte(utf8.valid_up_to() as u64)
            .remedy("JSONL is always UTF-8; convert the file.");
    }
    // serde_json ends its messages with the place, which the error carries itself
    let full = e.to_string();
    let message = full.rsplit_once(" at line ").map_or(full.as_str(), |(message, _)| message).to_owned();
    let byte = if e.is_eof() { line.len() } else { e.column().saturating_sub(1) };
    Error::new(ErrorKind::Json, message)
        .at_byte(byte as u64)
        .remedy(r#"Write one JSON object a line: {"id": "1", "text": "…"}"#)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(line: &str) -> (Option<String>, ErrorKind) {
        let read = RecordLine::parse(line.as_bytes(), "x:1");
        (read.id.map(Cow::into_owned), read.document.unwrap_err().kind())
    }

    #[test]
    fn reads_the_fields_and_passes_over_others() {
        let line = r#"{"id":"7","text":"قال \"نعم\"","published":"2022-01-24","clean":false,"tags":[1,2]}"#;
        let document = RecordLine::parse(line.as_bytes(), "x:1").document.unwrap();
        assert_eq!(document.id, "7");
        assert_eq!(document.text, "قال \"نعم\"");
        assert_eq!(document.published.as_deref(), Some("2022-01-24"));
        assert_eq!(document.clean, Some(false));
    }

    #[test]
    fn ids_may_be_numbers_or_missing() {
        let id = |line: &str| RecordLine::parse(line.as_bytes(), "x:1").document.unwrap().id.into_owned();
        assert_eq!(id(r#"{"id":12,"text":""}"#), "12");
        assert_eq!(id(r#"{"id":18446744073709551615,"text":""}"#), "18446744073709551615");
        assert_eq!(id(r#"{"text":"a"}"#), "x:1");
        assert_eq!(id(r#"{"id":null,"text":"a"}"#), "x:1");
    }

    #[test]
    fn says_what_is_wrong_and_keeps_the_id() {
        assert_eq!(error(r#"{"id":"a","html":"<p>"}"#), (Some("a".into()), ErrorKind::Unsupported));
        assert_eq!(error(r#"{"id":"a"}"#), (Some("a".into()), ErrorKind::NoText));
        assert_eq!(error(r#"{"id":"a","text":5}"#), (Some("a".into()), ErrorKind::Json));
        assert_eq!(error(r#"{"id":"a","text":"x"#), (None, ErrorKind::Json));
        assert_eq!(error(r#"{"id":"a","text":"\ud800"}"#), (Some("a".into()), ErrorKind::Json));
        assert_eq!(error("[]"), (None, ErrorKind::Json));
        assert_eq!(error(" "), (None, ErrorKind::Empty));
    }

    #[test]
    fn names_the_byte() {
        let e = RecordLine::parse(r#"{"id":"خبر" "text":"x"}"#.as_bytes(), "x:1").document.unwrap_err();
        assert_eq!(e.place().byte, Some(15));
        let e = RecordLine::parse(b"{\"text\":\"\xC7\"}", "x:1").document.unwrap_err();
        assert_eq!((e.kind(), e.place().byte), (ErrorKind::Encoding, Some(9)));
    }
}
