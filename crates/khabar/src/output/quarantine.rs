//! Documents that could not be processed, each with its place, the reason and what to do.

use crate::Error;
use crate::error::Place;
use serde::Serialize;

/// One line of `quarantine.jsonl`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Quarantined {
    /// The document's name.
    pub id: String,
    /// The file, with the line in a file of many.
    pub source: String,
    /// Line and byte, as far as known.
    pub place: Place,
    /// The kind of failure ([`ErrorKind::name`](crate::ErrorKind::name)).
    pub reason: &'static str,
    /// What failed.
    pub message: String,
    /// What to do.
    pub remedy: Option<String>,
}

impl Quarantined {
    /// A document with its failure; `id` where it states one.
    #[must_use]
    pub(crate) fn new(id: Option<&str>, source: &str, error: &Error) -> Self {
        Self {
            id: id.unwrap_or(source).to_owned(),
            source: source.to_owned(),
            place: error.place(),
            reason: error.kind().name(),
            message: error.message().to_owned(),
            remedy: error.what_to_do().map(str::to_owned),
        }
    }
}
