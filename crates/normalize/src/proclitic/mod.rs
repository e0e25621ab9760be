//! Proclitics: the one-letter words `و ف ب ك ل س` and the article that Arabic writes together with the
//! word after them.
//!
//! `وبالعراق` is `و` + `ب` + `ال` + `عراق`, but `وزير`, `بيروت` and `كلينتون` are whole words. Letters
//! alone do not tell: the decision is looked up in a lexicon (`data/proclitics.tsv`), and where the word
//! is not in it, taken by a linear model over its letters (`data/proclitic_weights.tsv`). Both files say
//! how they were made. A conjunction is decided first; what follows it is looked up as a word of its own,
//! so that one row for `وزير` serves `ووزير` and `فوزير`.
//!
//! # Convention
//! - Closed classes are cut as in Universal Dependencies: `به`, `لها`, `بأن`, `لأن`, `بما`, `لذلك`,
//!   `فقد`, `ولا`, `لهذا`. Words that dictionaries list whole are not: `كما`, `كذلك`, `لكن`, `لكي`, `لذا`,
//!   `لقد`, `لدى`, `فقط`, `فحسب`, `فيما`, `بينما`, `بعدما`, `كأن`, `لماذا`.
//! - `ال` of `الله` and of the relative pronouns (`الذي`, `التي`, …) belongs to the word, as does the `ال`
//!   of words spelled without their hamza (`الى`, `المانيا`, `الكتروني`) and of stems such as `التزام`.
//!   Names that every paper writes with the article have it: `العراق`, `الجزائر`, `اليابان`.
//! - After `ل` the article is the second `ل` (`للعراق`), but for words that begin with `ل` themselves,
//!   where the writing has lost it: `للجنة` is `ل` + `لجنة`.
//! - At least two letters stay, but for pronouns (`به`, `له`, `لي`, `لك`).
//!
//! The treebanks disagree with each other, and each with itself, on `لأن` (PUD `ل` + `أن`, PADT whole),
//! `لذلك`, `بما`, `لما`, `لقد`, `فحسب`, `كما`, `بيد` and `لعل`; the rows follow the list above.

mod letters;
mod lexicon;
mod weights;

use crate::{Proclitic, Proclitics};
use letters::{ALEF, BA, FA, KAF, LAM, Letters, SIN, WAW, begins_imperfect, letter};
use lexicon::Lexicon;
use std::sync::LazyLock;
use weights::{Decision, Weights};

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(Segmenter::new);

/// The proclitics of a normalized Arabic word (no diacritics, no tatweel, letters not folded).
///
/// A word that holds anything but letters of the Arabic block, or more than [`Letters::MAX`] of them, has
/// none but the article.
pub(crate) fn proclitics(word: &str) -> Proclitics {
    let &[lead, trail, ..] = word.as_bytes() else { return Proclitics::NONE };
    match letter(lead, trail) {
        ALEF => article(Proclitics::NONE, word),
        WAW | FA | BA | KAF | LAM | SIN => SEGMENTER.word(word),
        _ => Proclitics::NONE,
    }
}

/// Adds the article to `found` when `host` has one.
fn article(found: Proclitics, host: &str) -> Proclitics {
    const ARTICLE: &[u8] = "ال".as_bytes();
    let written = match host.as_bytes() {
        [a, b, c, d, lead, trail, _, _, ..] => [*a, *b, *c, *d] == ARTICLE && letter(*lead, *trail) != 0,
        _ => false,
    };
    if written && SEGMENTER.unarticled.get(host).is_none() { found.with(Proclitic::Article) } else { found }
}

/// [`proclitics`] of a word that stands between two others, white space alone between them.
///
/// The neighbours settle what the word cannot: no conjunction follows a preposition (`في وجدة`, where
/// `الرياض وجدة` has one), no particle stands inside a name (`بن وردة`, `آل لوتاه`), and `فان` and `بان`
/// are names before `غال` or `كي`, else `فإن` and `بأن` without their hamza.
pub(crate) fn proclitics_in_context(before: Option<&str>, word: &str, after: Option<&str>) -> Proclitics {
    let found = proclitics(word);
    if found.without_article().is_empty() {
        return found;
    }
    let before = before.unwrap_or_default();
    let joined = found.has(Proclitic::Waw) || found.has(Proclitic::Fa);
    let inside_name = NAME_HEADS.contains(&before) || BEFORE_NAMES.contains(&(word, after.unwrap_or_default()));
    let after_preposition =
        joined && !found.has_article() && PREPOSITIONS.contains(&before) && !PREPOSITIONS.contains(&&word[2..]);
    if inside_name || after_preposition { Proclitics::NONE } else { found }
}

/// Words that a noun must follow at once; the article may open it, a conjunction cannot
/// (in UD Arabic-PADT and PUD none of 388 does, but for `من وإلى`).
const PREPOSITIONS: [&str; 6] = ["في", "من", "إلى", "الى", "على", "عن"];

/// Words inside a personal name, before its next word.
const NAME_HEADS: [&str; 5] = ["بن", "أبو", "ابو", "آل", "عبد"];

/// `فان` (van) and `بان` (Ban) with the words after them, from the counted news.
const BEFORE_NAMES: [(&str, &str); 20] = [
    ("بان", "كي"),
    ("بان", "كيمون"),
    ("بان", "جي"),
    ("فان", "غال"),
    ("فان", "جال"),
    ("فان", "خال"),
    ("فان", "بيرسي"),
    ("فان", "دير"),
    ("فان", "در"),
    ("فان", "دين"),
    ("فان", "دن"),
    ("فان", "دايك"),
    ("فان", "دام"),
    ("فان", "هولن"),
    ("فان", "غوخ"),
    ("فان", "جوخ"),
    ("فان", "نيستلروي"),
    ("فان", "باستن"),
    ("فان", "مارفيك"),
    ("فان", "رومبوي"),
];

struct Segmenter {
    /// Words that do not begin with `ال`.
    lexicon: Lexicon,
    /// Words that begin with an `ال` that is no article.
    unarticled: Lexicon,
    weights: Weights,
}

impl Segmenter {
    fn new() -> Self {
        Self {
            lexicon: Lexicon::new(|form| !form.starts_with("ال")),
            unarticled: Lexicon::new(|form| form.starts_with("ال")),
            weights: Weights::new(),
        }
    }

    fn word(&self, word: &str) -> Proclitics {
        if let Some(known) = self.lexicon.get(word) {
            return known;
        }
        let Some(letters) = Letters::of(word) else { return Proclitics::NONE };
        let (conjunction, decision) = match letters.at(0) {
            WAW => (Proclitic::Waw, Decision::Waw),
            FA => (Proclitic::Fa, Decision::Fa),
            _ => return self.particle(Proclitics::NONE, word, &letters, 0),
        };
        if letters.len() < 3 || !self.weights.decide(decision, &letters, 0) {
            return Proclitics::NONE;
        }
        let found = Proclitics::NONE.with(conjunction);
        let rest = &word[2..];
        match letters.at(1) {
            ALEF => article(found, rest),
            BA | KAF | LAM | SIN => match self.lexicon.get(rest) {
                Some(known) => known.iter().fold(found, Proclitics::with),
                None => self.particle(found, rest, &letters, 1),
            },
            _ => found,
        }
    }

    /// What `rest`, the letters from `at` on, adds to `found`: a particle and the article.
    fn particle(&self, found: Proclitics, rest: &str, letters: &Letters, at: usize) -> Proclitics {
        let len = letters.len() - at;
        if len < 3 {
            return found;
        }
        let (particle, decision) = match letters.at(at) {
            BA => (Proclitic::Ba, Decision::Ba),
            KAF => (Proclitic::Kaf, Decision::Kaf),
            LAM => (Proclitic::Lam, Decision::Lam),
            SIN if len >= 4 && begins_imperfect(letters.at(at + 1)) => (Proclitic::Sin, Decision::Sin),
            _ => return found,
        };
        if !self.weights.decide(decision, letters, at) {
            return found;
        }
        let with = found.with(particle);
        match particle {
            Proclitic::Sin => with,
            Proclitic::Lam => {
                let short = len >= 4 && letters.at(at + 1) == LAM;
                if short && self.weights.decide(Decision::ShortArticle, letters, at) {
                    with.with(Proclitic::ShortArticle)
                } else {
                    with
                }
            }
            _ => article(with, &rest[2..]),
        }
    }
}

#[cfg(test)]
mod tests;
