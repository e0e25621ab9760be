//! The second look: what the same words were called elsewhere in the document.
//!
//! A name is often clear in one sentence (`قال زهير المغزاوي`) and bare in the next (`وأضاف المغزاوي`). The name
//! layer therefore runs twice; the second time each word also sees how its other occurrences were tagged.

use super::context::Frame;
use super::hash::mix;
use super::tags::{Tag, begins, kind};
use super::word::{Shape, Template, Word, feature};
use rustc_hash::FxHashMap;

/// Types of the name layer and outside.
const KINDS: usize = 12;

/// How often a word or a pair of words was tagged in which way.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    total: u16,
    /// Per type, 0 for outside: as the first word of a name.
    first: [u16; KINDS],
    /// As a later word of a name.
    later: [u16; KINDS],
}

impl Tally {
    fn change(&mut self, tag: Tag, by: i16) {
        let k = kind(tag).map_or(0, |k| k + 1);
        let count = if begins(tag) || k == 0 { &mut self.first[k] } else { &mut self.later[k] };
        *count = count.saturating_add_signed(by);
        self.total = self.total.saturating_add_signed(by);
    }

    /// The commonest way, as a small number, and its share: 0 all, 1 most, 2 fewer.
    fn commonest(&self) -> (u64, u64) {
        let mut best = (0, 0);
        for (k, &n) in self.first.iter().chain(&self.later).enumerate() {
            if n > best.1 {
                best = (k as u64, n);
            }
        }
        let share = if best.1 == self.total {
            0
        } else if best.1 * 2 > self.total {
            1
        } else {
            2
        };
        (best.0, share)
    }

    /// The commonest type among the names, 0 where never in a name.
    fn name_kind(&self) -> u64 {
        (1..KINDS)
            .max_by_key(|&k| (self.first[k] + self.later[k], KINDS - k))
            .filter(|&k| self.first[k] + self.later[k] > 0)
            .unwrap_or(0) as u64
    }
}

/// Tags of the words of one document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    words: FxHashMap<u64, Tally>,
}

fn counts(word: &Word) -> bool {
    matches!(word.shape, Shape::Word | Shape::Latin | Shape::LatinCapitals)
}

fn pair(a: &Word, b: &Word) -> u64 {
    mix(a.stem, b.stem.rotate_left(1))
}

impl Memory {
    /// Forgets the last document.
    pub(crate) fn clear(&mut self) {
        self.words.clear();
    }

    /// Takes in a tagged sentence.
    pub(crate) fn add(&mut self, frame: &Frame, tags: &[Tag]) {
        for (i, (word, &tag)) in frame.words.iter().zip(tags).enumerate() {
            if !counts(word) {
                continue;
            }
            self.words.entry(word.stem).or_default().change(tag, 1);
            if let Some(next) = frame.words.get(i + 1).filter(|w| counts(w)) {
                self.words.entry(pair(word, next)).or_default().change(tag, 1);
            }
        }
    }

    /// Gives the features of token `i`, tagged `tag` itself at the first look; none for words that occur once.
    pub(crate) fn features(&self, frame: &Frame, i: usize, tags: &[Tag], mut push: impl FnMut(u64)) {
        let word = &frame.words[i];
        if !counts(word) {
            return;
        }
        let others = |key: u64, tag: Tag| {
            let mut tally = *self.words.get(&key)?;
            tally.change(tag, -1);
            (tally.total > 0).then_some(tally)
        };
        if let Some(tally) = others(word.stem, tags[i]) {
            let (way, share) = tally.commonest();
            push(feature(Template::Elsewhere, mix(mix(1, way), share)));
            push(feature(Template::Elsewhere, mix(mix(2, way), u64::from(tally.total.min(4)))));
            push(feature(Template::Elsewhere, mix(mix(3, tally.name_kind()), u64::from(word.article))));
            push(feature(Template::Elsewhere, mix(mix(4, way), u64::from(word.lists))));
        }
        for (side, at) in [(0, i.checked_sub(1)), (1, Some(i))] {
            let Some((a, b)) = at.and_then(|at| Some((at, frame.words.get(at + 1)?))) else { continue };
            if !counts(&frame.words[a]) || !counts(b) {
                continue;
            }
            if let Some(tally) = others(pair(&frame.words[a], b), tags[a]) {
                let (way, share) = tally.commonest();
                push(feature(Template::ElsewhereContext, mix(mix(side, way), share)));
            }
        }
    }
}
