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
pub(crate) const KINDS: usize = 12;

/// Ways a word can be tagged: as the first or a later word of each type.
pub(crate) const WAYS: usize = 2 * KINDS;

/// Values of [`Way::share`].
pub(crate) const SHARES: usize = 3;

/// Values of [`Way::total`] that are told apart, from 1.
pub(crate) const TOTALS: usize = 4;

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

    fn way(&self) -> Way {
        let total = usize::from(self.total).min(TOTALS);
        if self.first[0] == self.total {
            return Way { way: 0, share: 0, total, kind: 0 };
        }
        let mut best = (0, 0);
        for (k, &n) in self.first.iter().chain(&self.later).enumerate() {
            if n > best.1 {
                best = (k, n);
            }
        }
        let share = if best.1 == self.total {
            0
        } else if best.1 * 2 > self.total {
            1
        } else {
            2
        };
        Way { way: best.0, share, total, kind: self.name_kind() }
    }

    /// The commonest type among the names, 0 where never in a name.
    fn name_kind(&self) -> usize {
        (1..KINDS)
            .max_by_key(|&k| (self.first[k] + self.later[k], KINDS - k))
            .filter(|&k| self.first[k] + self.later[k] > 0)
            .unwrap_or(0)
    }
}

/// How the other occurrences of a word, or of two words, were tagged.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Way {
    /// The commonest way, below [`WAYS`].
    pub(crate) way: usize,
    /// Its share: 0 all, 1 most, 2 fewer.
    pub(crate) share: usize,
    /// How many, up to [`TOTALS`].
    pub(crate) total: usize,
    /// The commonest type among the names, 0 where never in a name.
    pub(crate) kind: usize,
}

/// What a document says of a token from its other places.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Elsewhere {
    /// Of its word.
    pub(crate) word: Option<Way>,
    /// Of the word with the one before and with the one after.
    pub(crate) pairs: [Option<Way>; 2],
}

pub(crate) fn share_feature(way: usize, share: usize) -> u64 {
    feature(Template::Elsewhere, mix(mix(1, way as u64), share as u64))
}

pub(crate) fn total_feature(way: usize, total: usize) -> u64 {
    feature(Template::Elsewhere, mix(mix(2, way as u64), total as u64))
}

pub(crate) fn kind_feature(kind: usize, article: bool) -> u64 {
    feature(Template::Elsewhere, mix(mix(3, kind as u64), u64::from(article)))
}

pub(crate) fn lists_feature(way: usize, lists: u32) -> u64 {
    feature(Template::Elsewhere, mix(mix(4, way as u64), u64::from(lists)))
}

pub(crate) fn pair_feature(side: usize, way: usize, share: usize) -> u64 {
    feature(Template::ElsewhereContext, mix(mix(side as u64, way as u64), share as u64))
}

impl Elsewhere {
    /// Gives the features of a token with this word.
    pub(crate) fn features(&self, word: &Word, mut push: impl FnMut(u64)) {
        if let Some(Way { way, share, total, kind }) = self.word {
            push(share_feature(way, share));
            push(total_feature(way, total));
            push(kind_feature(kind, word.article));
            push(lists_feature(way, word.lists));
        }
        for (side, pair) in self.pairs.iter().enumerate() {
            if let Some(Way { way, share, .. }) = pair {
                push(pair_feature(side, *way, *share));
            }
        }
    }
}

/// Where a memory keeps a token's word and the pair it begins; [`UNSEEN`] for none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    word: u32,
    pair: u32,
}

const UNSEEN: u32 = u32::MAX;

/// Tags of the words of one document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory {
    index: FxHashMap<u64, u32>,
    tallies: Vec<Tally>,
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
        self.index.clear();
        self.tallies.clear();
    }

    fn count(&mut self, key: u64, tag: Tag) -> u32 {
        let at = *self.index.entry(key).or_insert_with(|| {
            self.tallies.push(Tally::default());
            self.tallies.len() as u32 - 1
        });
        self.tallies[at as usize].change(tag, 1);
        at
    }

    /// Takes in a tagged sentence; leaves in `seen` where its tokens are kept.
    pub(crate) fn add(&mut self, frame: &Frame, tags: &[Tag], seen: &mut Vec<Seen>) {
        seen.clear();
        for (i, (word, &tag)) in frame.words.iter().zip(tags).enumerate() {
            let mut at = Seen { word: UNSEEN, pair: UNSEEN };
            if counts(word) {
                at.word = self.count(word.stem, tag);
                if let Some(next) = frame.words.get(i + 1).filter(|w| counts(w)) {
                    at.pair = self.count(pair(word, next), tag);
                }
            }
            seen.push(at);
        }
    }

    /// What the other places of the document say of token `i` of a sentence taken in with these tags.
    pub(crate) fn elsewhere(&self, seen: &[Seen], tags: &[Tag], i: usize) -> Elsewhere {
        let others = |at: u32, tag: Tag| {
            let tally = self.tallies.get(at as usize).filter(|t| t.total > 1)?;
            let mut tally = *tally;
            tally.change(tag, -1);
            Some(tally.way())
        };
        if seen[i].word == UNSEEN {
            return Elsewhere::default();
        }
        let before = i.checked_sub(1).and_then(|b| others(seen[b].pair, tags[b]));
        Elsewhere { word: others(seen[i].word, tags[i]), pairs: [before, others(seen[i].pair, tags[i])] }
    }
}
