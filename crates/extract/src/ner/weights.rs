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

/// The weights of a feature in the two chains that run over every token.
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
pub(crate) struct Line {
    pub(crate) names: Bytes<NAME_WIDTH>,
    pub(crate) offices: Bytes<OFFICE_WIDTH>,
}

/// The sum of some lines.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sum {
    pub(crate) names: Total<NAME_WIDTH>,
    pub(crate) offices: Total<OFFICE_WIDTH>,
}

/// The sum of no line.
pub(crate) const NOTHING: Sum = Sum { names: [0; NAME_WIDTH], offices: [0; OFFICE_WIDTH] };

impl Sum {
    pub(crate) fn add(&mut self, line: &Line) {
        quantized::add(&mut self.names, &line.names);
        quantized::add(&mut self.offices, &line.offices);
    }

    pub(crate) fn join(&mut self, other: &Self) {
        quantized::join(&mut self.names, &other.names);
        quantized::join(&mut self.offices, &other.offices);
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
            lines: order.iter().map(|&k| Line { names: model.names.rows[k], offices: model.offices.rows[k] }).collect(),
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
