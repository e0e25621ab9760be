//! Words in the tables, whole and with proclitics and article cut off.

use super::lexicon::{Entry, LEXICON, Lexicon, Sense};
use super::tape::Prefix;

/// An entry with the proclitics and the article that were cut off to find it, and the bytes of the proclitics.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) entry: &'static Entry,
    pub(super) prefix: Prefix,
    pub(super) cut: u32,
}

/// The entry that gives the meanings of a folded word, and the one whose phrases begin with it: `اليوم` is the day
/// with its article, and the head of `اليوم الذي بعد الغد`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hits {
    pub(super) meaning: Option<Hit>,
    pub(super) phrases: Option<Hit>,
}

impl Hits {
    /// Takes an entry for what is still missing; true when the meaning is found. A word that keeps its first letter
    /// may still begin a phrase without it: `بعيد` is "soon after", `بعيد الميلاد` the feast.
    fn take(&mut self, word: &str, bits: u8, cut: u32) -> bool {
        let lexicon: &'static Lexicon = &LEXICON;
        if let Some(entry) = lexicon.get(word) {
            let hit = Some(Hit { entry, prefix: Prefix(bits), cut });
            if !entry.phrases.is_empty() {
                self.phrases = self.phrases.or(hit);
            }
            if !entry.senses.is_empty() && self.meaning.is_none() {
                self.meaning = hit;
                return entry.senses[..] != [Sense::Plain];
            }
        }
        false
    }

    /// [`take`](Self::take) as it stands, and without the article.
    fn take_both(&mut self, word: &str, bits: u8, cut: u32) -> bool {
        let bare = word.strip_prefix("ال").filter(|rest| rest.len() > 2);
        self.take(word, bits, cut) || bare.is_some_and(|bare| self.take(bare, bits | Prefix::ARTICLE, cut))
    }
}

/// Looks a folded word up, whole and with proclitics cut off.
pub(super) fn look_up(folded: &str) -> Hits {
    let mut hits = Hits::default();
    if folded.len() > 40 || !LEXICON.may_hold(folded) || hits.take_both(folded, 0, 0) {
        return hits;
    }
    let (mut word, mut bits, mut cut) = (folded, 0, 0);
    if let Some(rest) = word.strip_prefix(['و', 'ف']) {
        (word, bits, cut) = (rest, Prefix::AND, 2);
        if rest.len() < 4 || hits.take_both(word, bits, cut) {
            return hits;
        }
    }
    let bit = match word.chars().next() {
        Some('ب') => Prefix::BI,
        Some('ل') => Prefix::LI,
        Some('ك') => Prefix::KA,
        _ => return hits,
    };
    word = &word[2..];
    if word.len() < 4 || hits.take_both(word, bits | bit, cut + 2) {
        return hits;
    }
    // للعام: the article has lost its alef, the word is not cut
    if let Some(rest) = word.strip_prefix('ل').filter(|rest| bit == Prefix::LI && rest.len() > 2) {
        hits.take(rest, bits | bit | Prefix::ARTICLE, cut);
    }
    hits
}
