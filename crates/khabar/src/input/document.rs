//! One document as the analysis takes it.

use std::borrow::Cow;

/// A decoded page with what its archive says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Document<'a> {
    /// Its name in the output.
    pub id: Cow<'a, str>,
    /// Where it came from: a path, with the line in a file of many.
    pub source: Cow<'a, str>,
    /// Its address, where known.
    pub url: Option<Cow<'a, str>>,
    /// Its title, where the archive states one.
    pub title: Option<Cow<'a, str>>,
    /// When it was published, as the archive states it: an ISO date, perhaps with a time.
    pub published: Option<Cow<'a, str>>,
    /// Who wrote it, where the archive says so.
    pub author: Option<Cow<'a, str>>,
    /// The page text.
    pub text: Cow<'a, str>,
    /// Whether page chrome is to be taken out; `None` leaves it to the configuration.
    pub clean: Option<bool>,
}
