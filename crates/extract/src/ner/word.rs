//! What one word says by itself: its identities, its lists and clusters, and the features it gives to
//! its own position and to its neighbours.
//!
//! All of it depends on the word alone, so training computes it once a word type, and the tagger adds up
//! its weights once and remembers the sums.

use super::fold;
use super::hash::{self, mix};
use super::lexicon::{CLUSTERINGS, Clusters, Lexicon, word_hash};
use khabar_normalize::{Proclitics, TokenKind};

/// Kinds of features; part of every key, so numbers are never reused.
#[derive(Clone, Copy)]
#[repr(u64)]
pub(crate) enum Template {
    Raw = 1,
    Full,
    Stem,
    Bare,
    Prefix,
    Suffix,
    Trigram,
    Shape,
    Length,
    Proclitics,
    Cluster = 12,
    List,
    Lists,
    Ending,
    ClusterArticle,
    // Features of a place in a sentence.
    StemPair = 40,
    ClusterPair,
    ClusterTriple,
    Phrase,
    PhraseSet,
    PhraseBefore,
    Quoted,
    QuoteTrigger,
    Bracketed,
    Place,
    TriggerBefore,
    TriggerWord,
    BeyondQuote,
    Elsewhere,
    ElsewhereContext,
    OuterType,
    OuterWord,
    NameTag,
    NameTagWord,
    Corpus,
}

/// The hash of a feature of a template.
#[inline]
pub(crate) fn feature(template: Template, value: u64) -> u64 {
    mix(template as u64, value)
}

/// Where a word's feature is seen from: its own position, or the position `n` to its left or right.
/// `OFFSETS[k]` is the relative position of the word for list [`Word::features`]`[slot(k)]`.
pub(crate) const OFFSETS: [i32; 5] = [0, -1, 1, -2, 2];

/// Which of the three feature lists serves an offset.
pub(crate) const fn slot(offset: usize) -> usize {
    match offset {
        0 => 0,
        1 | 2 => 1,
        _ => 2,
    }
}

/// The key of a word's feature at an offset (an index of [`OFFSETS`]).
#[inline]
pub(crate) fn at_offset(feature: u64, offset: usize) -> u64 {
    if offset == 0 { feature } else { mix(feature, 1000 + offset as u64) }
}

/// A word type.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    /// Of the folded word, of its stem and of its stem without the article.
    pub(crate) full: u64,
    pub(crate) stem: u64,
    pub(crate) bare: u64,
    pub(crate) clusters: Clusters,
    /// The two coarser clusters, each with the shape, as pairs of neighbours are hashed.
    pub(crate) classes: [u64; 2],
    /// Whether a phrase of several words may begin here.
    pub(crate) longer: bool,
    /// Lists that hold the word or its stem.
    pub(crate) lists: u32,
    pub(crate) shape: Shape,
    pub(crate) article: bool,
}

/// What a token looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Shape {
    #[default]
    Word,
    Latin,
    LatinCapitals,
    Number,
    Year,
    Quote,
    Open,
    Close,
    Comma,
    Stop,
    Dash,
    Colon,
    OtherMark,
    Symbol,
    Address,
}

impl Shape {
    fn of(text: &str, kind: TokenKind) -> Self {
        match kind {
            TokenKind::Word | TokenKind::Hashtag => Self::Word,
            TokenKind::Latin | TokenKind::Handle => {
                if text.len() > 1 && text.bytes().all(|b| !b.is_ascii_lowercase()) {
                    Self::LatinCapitals
                } else {
                    Self::Latin
                }
            }
            TokenKind::Number => {
                if text.len() == 4 && (text.starts_with("19") || text.starts_with("20")) {
                    Self::Year
                } else {
                    Self::Number
                }
            }
            TokenKind::Punct => match text.as_bytes()[0] {
                b'"' => Self::Quote,
                b'(' | b'[' => Self::Open,
                b')' | b']' => Self::Close,
                b'.' | b'!' => Self::Stop,
                b'-' => Self::Dash,
                b':' => Self::Colon,
                _ => match text.chars().next() {
                    Some('،' | ',' | '؛') => Self::Comma,
                    Some('؟' | '…') => Self::Stop,
                    Some('–' | '—') => Self::Dash,
                    _ => Self::OtherMark,
                },
            },
            TokenKind::Url | TokenKind::Email => Self::Address,
            _ => Self::Symbol,
        }
    }

    /// Whether a span of names never crosses it lightly: commas, stops, brackets.
    pub(crate) const fn breaks(self) -> bool {
        matches!(self, Self::Open | Self::Close | Self::Comma | Self::Stop | Self::Colon)
    }
}

/// Reused buffers of [`describe`].
#[derive(Clone, Debug, Default)]
pub(crate) struct WordScratch {
    folded: String,
    stem: String,
    /// The features for the word itself, for its neighbours, for those two away.
    pub(crate) features: [Vec<u64>; 3],
}

/// Describes a word and leaves its features in `scratch`.
pub(crate) fn describe(
    text: &str,
    kind: TokenKind,
    proclitics: Proclitics,
    lexicon: &Lexicon,
    scratch: &mut WordScratch,
) -> Word {
    let WordScratch { folded, stem, features } = scratch;
    folded.clear();
    stem.clear();
    features.iter_mut().for_each(Vec::clear);
    fold::push(text, folded);
    fold::push_stem(text, proclitics, stem);
    let shape = Shape::of(text, kind);
    let article = proclitics.has_article();
    let bare = if article { stem.strip_prefix("ال").unwrap_or(stem) } else { stem.as_str() };
    let mut word = Word {
        full: word_hash(folded),
        stem: word_hash(stem),
        bare: word_hash(bare),
        clusters: [0; CLUSTERINGS],
        classes: [0; 2],
        longer: false,
        lists: 0,
        shape,
        article,
    };
    if shape == Shape::Word || shape == Shape::Latin || shape == Shape::LatinCapitals {
        word.lists = lexicon.lists(word.full) | lexicon.lists(word.stem);
        word.longer = lexicon.longer(word.full) || lexicon.longer(word.stem);
    }
    word.clusters = lexicon
        .clusters(word.stem)
        .or_else(|| lexicon.clusters(word.full))
        .or_else(|| lexicon.clusters(word.bare))
        .unwrap_or([0; CLUSTERINGS]);
    word.classes = classes(&word.clusters, shape);
    let [own, near, far] = features;
    if matches!(shape, Shape::Number | Shape::Year | Shape::Address) {
        // Numbers are told apart by shape and length alone.
        let value = mix(shape as u64, text.len().min(8) as u64);
        word.full = value;
        word.stem = value;
        word.bare = value;
        own.push(feature(Template::Shape, value));
        near.push(feature(Template::Shape, shape as u64));
        far.push(feature(Template::Shape, shape as u64));
        return word;
    }
    own.push(feature(Template::Shape, shape as u64));
    near.push(feature(Template::Shape, shape as u64));
    far.push(feature(Template::Stem, word.stem));
    near.push(feature(Template::Stem, word.stem));
    own.push(feature(Template::Stem, word.stem));
    if shape as u8 >= Shape::Quote as u8 {
        return word;
    }
    own.push(feature(Template::Raw, hash::bytes(3, text.as_bytes())));
    own.push(feature(Template::Full, word.full));
    near.push(feature(Template::Full, word.full));
    own.push(feature(Template::Bare, word.bare));
    near.push(feature(Template::Bare, word.bare));
    affixes(bare, article, own, near);
    let joined = proclitics.iter().fold(0u64, |bits, p| bits | p as u64);
    own.push(feature(Template::Proclitics, joined));
    near.push(feature(Template::Proclitics, joined));
    for (k, &cluster) in word.clusters.iter().enumerate() {
        let value = feature(Template::Cluster, mix(k as u64, u64::from(cluster)));
        own.push(value);
        near.push(value);
        far.push(value);
    }
    own.push(feature(Template::ClusterArticle, mix(u64::from(word.clusters[1]), joined)));
    for bit in 0..31 {
        if word.lists >> bit & 1 == 1 {
            own.push(feature(Template::List, bit));
            near.push(feature(Template::List, bit));
            far.push(feature(Template::List, bit));
        }
    }
    own.push(feature(Template::Lists, mix(u64::from(word.lists), joined)));
    near.push(feature(Template::Lists, u64::from(word.lists)));
    word
}

/// The two coarser clusters of a word, each with its shape.
pub(crate) fn classes(clusters: &Clusters, shape: Shape) -> [u64; 2] {
    [0, 1].map(|g| mix(g as u64, mix(u64::from(clusters[g]), shape as u64)))
}

/// Prefixes, suffixes, trigrams and length of a folded stem without article.
fn affixes(bare: &str, article: bool, own: &mut Vec<u64>, near: &mut Vec<u64>) {
    let mut ends = [0usize; 33];
    let mut letters = 0;
    for (at, c) in bare.char_indices().take(32) {
        letters += 1;
        ends[letters] = at + c.len_utf8();
    }
    let bytes = bare.as_bytes();
    let piece = |a: usize, b: usize| hash::bytes(5, &bytes[ends[a]..ends[b]]);
    for n in 1..=4.min(letters) {
        own.push(feature(Template::Prefix, piece(0, n)));
        own.push(feature(Template::Suffix, piece(letters - n, letters)));
    }
    for n in 1..=3.min(letters) {
        let ending = mix(piece(letters - n, letters), u64::from(article));
        own.push(feature(Template::Ending, ending));
        near.push(feature(Template::Ending, ending));
    }
    for a in 0..letters.saturating_sub(2) {
        own.push(feature(Template::Trigram, piece(a, a + 3)));
    }
    own.push(feature(Template::Length, letters.min(12) as u64));
}
