//! The compiled weights: one cache line a feature, and fast answers to "is this a feature at all".
//!
//! Tagging is bound by memory: a word of news asks for some 60 features, most of which no model knows, in
//! tables far larger than the fast caches. So a bit set of half a megabyte turns most strangers away, keys
//! are looked up in batches whose loads do not wait for each other, and all weights of a feature lie in one
//! line.

use super::hash;
use super::model::Model;
use super::quantized::{self, Bytes, Total};
use super::table::KeyTable;
use super::tags::{NAME_WIDTH, OFFICE_WIDTH};

/// The weights of a feature in all three chains.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(crate) struct Line {
    pub(crate) names: Bytes<NAME_WIDTH>,
    pub(crate) inner: Bytes<NAME_WIDTH>,
    pub(crate) offices: Bytes<OFFICE_WIDTH>,
}

/// The sum of some lines.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sum {
    pub(crate) names: Total<NAME_WIDTH>,
    pub(crate) inner: Total<NAME_WIDTH>,
    pub(crate) offices: Total<OFFICE_WIDTH>,
}

/// The sum of no line.
pub(crate) const NOTHING: Sum = Sum { names: [0; NAME_WIDTH], inner: [0; NAME_WIDTH], offices: [0; OFFICE_WIDTH] };

impl Sum {
    pub(crate) fn add(&mut self, line: &Line) {
        quantized::add(&mut self.names, &line.names);
        quantized::add(&mut self.inner, &line.inner);
        quantized::add(&mut self.offices, &line.offices);
    }

    pub(crate) fn join(&mut self, other: &Self) {
        quantized::join(&mut self.names, &other.names);
        quantized::join(&mut self.inner, &other.inner);
        quantized::join(&mut self.offices, &other.offices);
    }
}

/// Bits of [`Weights::filter`]: 22 lets through one stranger in twelve at 360,000 features.
const FILTER_BITS: u32 = 22;

/// Feature keys and lines.
#[derive(Debug)]
pub(crate) struct Weights {
    filter: Vec<u64>,
    table: KeyTable,
    lines: Vec<Line>,
}

/// Buffer of [`Weights::find_all`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Survivors(Vec<u64>);

impl Weights {
    pub(crate) fn new(model: &Model) -> Self {
        let mut filter = vec![0u64; 1 << (FILTER_BITS - 6)];
        for &key in &model.keys {
            let (word, bit) = place(key);
            filter[word] |= bit;
        }
        let lines = (0..model.keys.len())
            .map(|k| Line { names: model.names.rows[k], inner: model.inner.rows[k], offices: model.offices.rows[k] })
            .collect();
        Self { filter, table: KeyTable::new(model.keys.iter().copied()), lines }
    }

    /// The line of a feature.
    pub(crate) fn find(&self, feature: u64) -> Option<&Line> {
        let key = hash::key(feature);
        let (word, bit) = place(key);
        if self.filter[word] & bit == 0 {
            return None;
        }
        self.table.get(key).map(|at| self.line(at))
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
            let (word, bit) = place(key);
            kept[n] = key;
            n += usize::from(self.filter[word] & bit != 0);
        }
        self.table.get_all(&kept[..n], found);
    }
}

/// Where the filter keeps a key's bit.
fn place(key: u64) -> (usize, u64) {
    let at = key as usize & ((1 << FILTER_BITS) - 1);
    (at >> 6, 1 << (at & 63))
}
