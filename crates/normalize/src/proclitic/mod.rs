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

mod letters;
mod lexicon;
mod weights;

use crate::{Proclitic, Proclitics};
use letters::{ALEF, BA, FA, KAF, LAM, Letters, SIN, WAW, begins_imperfect};
use lexicon::Lexicon;
use std::sync::LazyLock;
use weights::{Decision, Weights};

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(Segmenter::new);

/// The proclitics of a normalized Arabic word (no diacritics, no tatweel, letters not folded).
///
/// A word that holds anything but letters of the Arabic block, or more than
/// [`Letters::MAX`] of them, has none.
pub(crate) fn proclitics(word: &str) -> Proclitics {
    match Letters::of(word) {
        Some(letters) => SEGMENTER.word(word, &letters),
        None => Proclitics::NONE,
    }
}

struct Segmenter {
    lexicon: Lexicon,
    weights: Weights,
}

impl Segmenter {
    fn new() -> Self {
        Self { lexicon: Lexicon::new(), weights: Weights::new() }
    }

    fn word(&self, word: &str, letters: &Letters) -> Proclitics {
        let (conjunction, decision) = match letters.at(0) {
            ALEF => return self.article(Proclitics::NONE, word, letters, 0),
            WAW => (Proclitic::Waw, Decision::Waw),
            FA => (Proclitic::Fa, Decision::Fa),
            BA | KAF | LAM | SIN => {
                return self.lexicon.get(word).unwrap_or_else(|| self.particle(Proclitics::NONE, word, letters, 0));
            }
            _ => return Proclitics::NONE,
        };
        if let Some(known) = self.lexicon.get(word) {
            return known;
        }
        if letters.len() < 3 || !self.weights.decide(decision, letters, 0) {
            return Proclitics::NONE;
        }
        let found = Proclitics::NONE.with(conjunction);
        let rest = &word[2..];
        match letters.at(1) {
            ALEF => self.article(found, rest, letters, 1),
            BA | KAF | LAM | SIN => match self.lexicon.get(rest) {
                Some(known) => known.iter().fold(found, Proclitics::with),
                None => self.particle(found, rest, letters, 1),
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
            _ => self.article(with, &rest[2..], letters, at + 1),
        }
    }

    /// Adds the article to `found` when `host`, the letters from `at` on, has one.
    fn article(&self, found: Proclitics, host: &str, letters: &Letters, at: usize) -> Proclitics {
        let written = letters.len() - at >= 4 && letters.at(at) == ALEF && letters.at(at + 1) == LAM;
        if written && self.lexicon.get(host).is_none() { found.with(Proclitic::Article) } else { found }
    }
}

#[cfg(test)]
mod tests;
