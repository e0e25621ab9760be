//! The layers over one text: sentences, tokens with proclitics, quotation pairs.

use crate::{Alignment, NormSpan, Span};
use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenKind {
    /// A word of Arabic or any other script but Latin.
    Word,
    /// A word whose first letter is Latin (`BBC`, `COVID-19`).
    Latin,
    /// Digits with their separators: `12.5`, `1,250`, `12/3/2021`, `15:30`, `+963-11-222`.
    Number,
    /// One punctuation mark, or a run of the same one (`...`).
    Punct,
    /// Any other visible character: currency signs, arrows, `%`, `°`.
    Symbol,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// `@name`.
    Handle,
    /// `#topic`, underscores included.
    Hashtag,
    /// One emoji, with its modifiers and joiners.
    Emoji,
}

impl TokenKind {
    /// The name in the output contract, which knows six kinds:
    /// `word`, `number`, `punct`, `latin`, `url`, `emoji`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Word | Self::Hashtag => "word",
            Self::Latin | Self::Handle => "latin",
            Self::Number => "number",
            Self::Punct | Self::Symbol => "punct",
            Self::Url | Self::Email => "url",
            Self::Emoji => "emoji",
        }
    }

    /// The finer name where [`name`](Self::name) merges two kinds.
    #[must_use]
    pub const fn subkind(self) -> Option<&'static str> {
        match self {
            Self::Hashtag => Some("hashtag"),
            Self::Handle => Some("handle"),
            Self::Symbol => Some("symbol"),
            Self::Email => Some("email"),
            _ => None,
        }
    }
}

/// A word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// In the original text.
    pub span: Span,
    /// In the normalized text.
    pub norm: NormSpan,
    /// What it is.
    pub kind: TokenKind,
    /// The proclitics at its head.
    pub proclitics: Proclitics,
}

impl Token {
    /// The token in the normalized text.
    #[must_use]
    pub fn text(self, normalized: &str) -> &str {
        self.norm.slice(normalized)
    }

    /// The token after `و ف ب ك ل س`, the article kept: `وبالعراق` gives `العراق`, `للعراق` gives
    /// `لعراق` (the article lost its alef).
    #[must_use]
    pub fn stem_span(self) -> NormSpan {
        NormSpan::new(self.norm.start() + self.proclitics.joined_len(), self.norm.end())
    }

    /// [`stem_span`](Self::stem_span) as text.
    #[must_use]
    pub fn stem(self, normalized: &str) -> &str {
        self.stem_span().slice(normalized)
    }

    /// The token after all proclitics and the article: `وبالعراق` gives `عراق`.
    #[must_use]
    pub fn bare_span(self) -> NormSpan {
        NormSpan::new(self.norm.start() + self.proclitics.len(), self.norm.end())
    }

    /// [`bare_span`](Self::bare_span) as text.
    #[must_use]
    pub fn bare(self, normalized: &str) -> &str {
        self.bare_span().slice(normalized)
    }
}

/// The proclitics of one word, in the order Arabic allows: a conjunction (`و ف`), then one particle
/// (`ب ك ل` before a noun, `س` or `ل` before a verb), then the article (`ال`, written `ل` after the
/// particle `ل`).
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Proclitics(u8);

impl std::fmt::Debug for Proclitics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter().map(Proclitic::form)).finish()
    }
}

/// One proclitic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Proclitic {
    /// `و`
    Waw = 1,
    /// `ف`
    Fa = 2,
    /// `ب`
    Ba = 4,
    /// `ك`
    Kaf = 8,
    /// `ل`
    Lam = 16,
    /// `س` of the future
    Sin = 32,
    /// the article `ال`
    Article = 64,
    /// the article after the particle `ل`, written `ل`
    ShortArticle = 128,
}

impl Proclitic {
    const ORDER: [Self; 8] =
        [Self::Waw, Self::Fa, Self::Ba, Self::Kaf, Self::Lam, Self::Sin, Self::Article, Self::ShortArticle];

    /// The dictionary form: the short article is `ال` too.
    #[must_use]
    pub const fn form(self) -> &'static str {
        match self {
            Self::Waw => "و",
            Self::Fa => "ف",
            Self::Ba => "ب",
            Self::Kaf => "ك",
            Self::Lam => "ل",
            Self::Sin => "س",
            Self::Article | Self::ShortArticle => "ال",
        }
    }

    /// Bytes it takes in the word.
    #[must_use]
    pub const fn width(self) -> u32 {
        match self {
            Self::Article => 4,
            _ => 2,
        }
    }

    /// Whether it is the article.
    #[must_use]
    pub const fn is_article(self) -> bool {
        matches!(self, Self::Article | Self::ShortArticle)
    }
}

impl Proclitics {
    /// No proclitic.
    pub const NONE: Self = Self(0);

    /// Adds one; the order inside the word is fixed by the grammar.
    #[must_use]
    pub const fn with(self, one: Proclitic) -> Self {
        Self(self.0 | one as u8)
    }

    /// Whether it is among them.
    #[must_use]
    pub const fn has(self, one: Proclitic) -> bool {
        self.0 & one as u8 != 0
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the article is among them.
    #[must_use]
    pub const fn has_article(self) -> bool {
        self.0 & (Proclitic::Article as u8 | Proclitic::ShortArticle as u8) != 0
    }

    /// All but the article.
    #[must_use]
    pub const fn without_article(self) -> Self {
        Self(self.0 & 63)
    }

    /// Bytes of the proclitics without the article.
    #[must_use]
    pub const fn joined_len(self) -> u32 {
        2 * (self.0 & 63).count_ones()
    }

    /// Bytes of all, the article included.
    #[must_use]
    pub const fn len(self) -> u32 {
        let article = match self.0 >> 6 {
            0 => 0,
            1 => 4,
            _ => 2,
        };
        self.joined_len() + article
    }

    /// Each in its order in the word.
    pub fn iter(self) -> impl Iterator<Item = Proclitic> {
        Proclitic::ORDER.into_iter().filter(move |&p| self.has(p))
    }

    /// Each with its span in the normalized text, for a word that begins at `start`.
    pub fn spans(self, start: u32) -> impl Iterator<Item = (Proclitic, NormSpan)> {
        self.iter().scan(start, |at, p| {
            let from = *at;
            *at += p.width();
            Some((p, NormSpan::new(from, *at)))
        })
    }
}

/// A sentence; never crosses a line break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// In the original text, outer white space left out.
    pub span: Span,
    /// In the normalized text.
    pub norm: NormSpan,
    /// Its tokens: indices into [`Layers::tokens`].
    pub tokens: Range<u32>,
    /// Its paragraph: the number of line breaks before it.
    pub paragraph: u32,
}

/// A quotation mark that opens and the one that closes it, found by position and context, not by glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotePair {
    /// The opening mark in the normalized text; empty (a place between two characters) where the
    /// page lost it.
    pub open: NormSpan,
    /// The closing mark; empty where the page lost it.
    pub close: NormSpan,
    /// 0 for an outermost pair.
    pub depth: u8,
}

impl QuotePair {
    /// The quoted text without its marks.
    #[must_use]
    pub fn inner(self) -> NormSpan {
        NormSpan::new(self.open.end(), self.close.start())
    }

    /// The quoted text with its marks.
    #[must_use]
    pub fn outer(self) -> NormSpan {
        NormSpan::new(self.open.start(), self.close.end())
    }
}

/// Everything the normalization crate knows of one text, borrowed from a [`Worker`](crate::Worker).
#[derive(Clone, Copy, Debug)]
pub struct Layers<'a> {
    /// The text as it was given.
    pub original: &'a str,
    /// The same text after the profile's rules.
    pub normalized: &'a str,
    /// Between the two.
    pub alignment: &'a Alignment,
    /// In order; together they hold every token.
    pub sentences: &'a [Sentence],
    /// In order, not overlapping.
    pub tokens: &'a [Token],
    /// Sorted by opening mark.
    pub quote_pairs: &'a [QuotePair],
}

impl<'a> Layers<'a> {
    /// The original span of a normalized one (see [`Alignment::to_original`]).
    #[must_use]
    pub fn original_span(&self, span: NormSpan) -> Span {
        self.alignment.to_original(span, self.original)
    }

    /// The tokens of a sentence.
    #[must_use]
    pub fn tokens_of(&self, sentence: &Sentence) -> &'a [Token] {
        &self.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize]
    }
}
