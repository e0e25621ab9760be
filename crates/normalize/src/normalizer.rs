//! The normalization of one text: a fused pass that copies plain stretches and edits the rest.

use crate::pass::Pass;
use crate::{Alignment, NormSpan, Rules, Span};
use std::borrow::Cow;

/// Longest text that offsets can address: the highest bit of an offset serves the alignment.
const LONGEST: usize = (u32::MAX >> 1) as usize;

/// Applies a set of rules to texts. Immutable; share one between all threads.
///
/// ```
/// use khabar_normalize::{Normalizer, Profile};
/// let news = Normalizer::new(Profile::News);
/// assert_eq!(news.normalize("التابعة لـ”قسد”، ٢٥٫٣٪").text(), "التابعة ل\"قسد\"، 25.3%");
/// assert_eq!(news.normalize("الكويت ـ أ ف ب").text(), "الكويت - أ ف ب");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Normalizer {
    rules: Rules,
}

impl Normalizer {
    /// A normalizer for a [`Profile`](crate::Profile) or for [`Rules`] of one's own.
    #[must_use]
    pub fn new(rules: impl Into<Rules>) -> Self {
        Self { rules: rules.into() }
    }

    /// The rules it applies.
    #[must_use]
    pub const fn rules(&self) -> Rules {
        self.rules
    }

    /// The text after the rules, with its alignment. Borrows the text where no rule changes it.
    ///
    /// # Panics
    /// When the text is 2 GiB long or longer.
    #[must_use]
    pub fn normalize<'a>(&self, text: &'a str) -> NormalizedText<'a> {
        let mut buffer = Buffer::default();
        self.normalize_into(text, &mut buffer);
        let Buffer { text: out, alignment, changed, .. } = buffer;
        NormalizedText { original: text, text: if changed { Cow::Owned(out) } else { Cow::Borrowed(text) }, alignment }
    }

    /// As [`normalize`](Self::normalize), into a buffer that is used again: no allocation once it has
    /// grown to the size of the texts.
    ///
    /// # Panics
    /// When the text is 2 GiB long or longer.
    pub fn normalize_into(&self, text: &str, buffer: &mut Buffer) {
        assert!(text.len() <= LONGEST, "a text of {} bytes: the longest is 2 GiB", text.len());
        buffer.text.clear();
        buffer.alignment.clear(text.len() as u32);
        buffer.changed =
            Pass::new(self.rules, text, &mut buffer.text, &mut buffer.alignment, &mut buffer.scratch).run();
    }
}

/// Holds one normalized text and its alignment, and lends its memory to the next.
#[derive(Clone, Debug, Default)]
pub struct Buffer {
    text: String,
    alignment: Alignment,
    changed: bool,
    scratch: String,
}

impl Buffer {
    /// The normalized text; `original` must be the text it was made from.
    #[must_use]
    pub fn text<'a>(&'a self, original: &'a str) -> &'a str {
        if self.changed { &self.text } else { original }
    }

    /// The map between the two texts.
    #[must_use]
    pub const fn alignment(&self) -> &Alignment {
        &self.alignment
    }
}

/// A text beside its normalized form.
#[derive(Clone, Debug)]
pub struct NormalizedText<'a> {
    original: &'a str,
    text: Cow<'a, str>,
    alignment: Alignment,
}

impl<'a> NormalizedText<'a> {
    /// The text as it was.
    #[must_use]
    pub const fn original(&self) -> &'a str {
        self.original
    }

    /// The normalized text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The normalized text, by itself.
    #[must_use]
    pub fn into_text(self) -> Cow<'a, str> {
        self.text
    }

    /// The map between the two.
    #[must_use]
    pub const fn alignment(&self) -> &Alignment {
        &self.alignment
    }

    /// The original span of a normalized one; see [`Alignment::to_original`].
    #[must_use]
    pub fn to_original(&self, span: NormSpan) -> Span {
        self.alignment.to_original(span, self.original)
    }

    /// The normalized span of an original one; see [`Alignment::to_normalized`].
    #[must_use]
    pub fn to_normalized(&self, span: Span) -> NormSpan {
        self.alignment.to_normalized(span)
    }
}
