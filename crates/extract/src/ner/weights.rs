//! The compiled weights: half a cache line a feature, and fast answers to "is this a feature at all".
//!
//! Tagging is bound by memory: a word of news asks for some 60 features, most of which no model knows, in
//! tables larger than the fast caches. So a small bit set turns most strangers away, the features that
//! training met most lie together, and so do the weights that every token needs.

use super::hash;
use super::model::Model;
use super::quantized::{self, Bytes, Total};
use super::table::KeyTable;
use super::tags::{NAME_WIDTH, OFFICE_WIDTH};

/// Places of a line: the name tags, the office tags, padding to a whole number of vectors.
const WIDTH: usize = 32;

/// The weights of a feature in the two chains that run over every token.
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
pub(crate) struct Line(Bytes<WIDTH>);

impl Line {
    fn new(names: &Bytes<NAME_WIDTH>, offices: &Bytes<OFFICE_WIDTH>) -> Self {
        let mut line = [0; WIDTH];
        line[..NAME_WIDTH].copy_from_slice(names);
        line[NAME_WIDTH..NAME_WIDTH + OFFICE_WIDTH].copy_from_slice(offices);
        Self(line)
    }

    pub(crate) fn names(&self) -> &Bytes<NAME_WIDTH> {
        self.0.first_chunk().expect("a line begins with the names")
    }

    pub(crate) fn offices(&self) -> &Bytes<OFFICE_WIDTH> {
        self.0[NAME_WIDTH..].first_chunk().expect("the offices follow")
    }
}

/// The sum of some lines.
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
pub(crate) struct Sum(Total<WIDTH>);

/// The sum of no line.
pub(crate) const NOTHING: Sum = Sum([0; WIDTH]);

impl Sum {
    pub(crate) fn add(&mut self, line: &Line) {
        quantized::add(&mut self.0, &line.0);
    }

    pub(crate) fn join(&mut self, other: &Self) {
        quantized::join(&mut self.0, &other.0);
    }

    pub(crate) fn names(&self) -> Total<NAME_WIDTH> {
        *self.0.first_chunk().expect("a sum begins with the names")
    }

    pub(crate) fn offices(&self) -> Total<OFFICE_WIDTH> {
        *self.0[NAME_WIDTH..].first_chunk().expect("the offices follow")
    }
}

/// Bits of [`Weights::filter`] a feature: 16 to 32 let through one stranger in 17 to 33.
const FILTER_BITS: usize = 16;

/// The features met most, most of all hits: their keys and lines together fit a second-level cache.
const HOT: usize = 1 << 13;

/// Feature keys and lines, the features met most first.
#[derive(Debug)]
pub(crate) struct Weights {
    filter: Vec<u64>,
    /// Keys of the first [`HOT`] lines.
    hot: KeyTable,
    /// Keys of the other lines.
    cold: KeyTable,
    lines: Vec<Line>,
    /// The inner chain runs inside names only and keeps its weights apart.
    inner: Vec<Bytes<NAME_WIDTH>>,
}

/// Buffer of [`Weights::find_all`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Survivors(Vec<u64>);

impl Weights {
    pub(crate) fn new(model: &Model) -> Self {
        let bits = (model.keys.len() * FILTER_BITS).next_power_of_two().max(64);
        let mut filter = vec![0u64; bits / 64];
        for &key in &model.keys {
            let (word, bit) = place(key, bits / 64);
            filter[word] |= bit;
        }
        let mut order: Vec<usize> = (0..model.keys.len()).collect();
        order.sort_by_key(|&k| std::cmp::Reverse(model.heat[k]));
        let (hot, cold) = order.split_at(order.len().min(HOT));
        let table = |part: &[usize]| KeyTable::new(part.iter().map(|&k| model.keys[k]));
        Self {
            filter,
            hot: table(hot),
            cold: table(cold),
            lines: order.iter().map(|&k| Line::new(&model.names.rows[k], &model.offices.rows[k])).collect(),
            inner: order.iter().map(|&k| model.inner.rows[k]).collect(),
        }
    }

    fn search(&self, key: u64) -> Option<u32> {
        self.hot.get(key).or_else(|| Some(self.cold.get(key)? + HOT as u32))
    }

    /// The line of a feature.
    pub(crate) fn find(&self, feature: u64) -> Option<&Line> {
        self.number(feature).map(|at| self.line(at))
    }

    /// The number of a feature's line.
    pub(crate) fn number(&self, feature: u64) -> Option<u32> {
        let key = hash::key(feature);
        let (word, bit) = place(key, self.filter.len());
        if self.filter[word] & bit == 0 {
            return None;
        }
        self.search(key)
    }

    /// The inner chain's weights by the line's number.
    pub(crate) fn inner(&self, at: u32) -> &Bytes<NAME_WIDTH> {
        &self.inner[at as usize]
    }

    /// A line by its number.
    pub(crate) fn line(&self, at: u32) -> &Line {
        &self.lines[at as usize]
    }

    /// Appends the numbers of the known among `features` to `found`.
    pub(crate) fn find_all(&self, features: &[u64], survivors: &mut Survivors, found: &mut Vec<u32>) {
        let kept = &mut survivors.0;
        if kept.len() < features.len() {
            kept.resize(features.len(), 0);
        }
        let mut n = 0;
        for &feature in features {
            let key = hash::key(feature);
            let (word, bit) = place(key, self.filter.len());
            kept[n] = key;
            n += usize::from(self.filter[word] & bit != 0);
        }
        found.extend(kept[..n].iter().filter_map(|&key| self.search(key)));
    }
}

/// Where a filter of `words` words, a power of two, keeps a key's bit.
fn place(key: u64, words: usize) -> (usize, u64) {
    let at = key as usize;
    ((at >> 6) & (words - 1), 1 << (at & 63))
}
