//! The model file: lexicon, feature keys, quantized rows, transitions.
//!
//! Keys are sorted and stored as differences, rows as a bit set of the tags with a weight followed by
//! these weights; both as postcard's variable-length integers, after a magic number and a version.

use super::chain::{Row, Transitions};
use super::lexicon::LexiconData;
use super::quantized::Bytes;
use super::tags::{NAME_WIDTH, OFFICE_WIDTH};
use serde::{Deserialize, Serialize};

/// Why a model cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("not a usable tagger model: {0}")]
pub struct ModelError(String);

/// First bytes of a model file: name and version of the format.
const MAGIC: &[u8; 8] = b"khabner2";

/// One chain: a row for every feature of the model (zeros where it has none), and transitions.
#[derive(Clone, Debug)]
pub(crate) struct Chain<const W: usize> {
    pub(crate) rows: Vec<Bytes<W>>,
    pub(crate) scale: f32,
    pub(crate) transitions: Transitions<W>,
}

/// A trained tagger as data.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) about: String,
    pub(crate) lexicon: LexiconData,
    /// Sorted.
    pub(crate) keys: Vec<u64>,
    /// How often training met each feature, as a binary logarithm: which rows to keep near.
    pub(crate) heat: Vec<u8>,
    pub(crate) names: Chain<NAME_WIDTH>,
    pub(crate) offices: Chain<OFFICE_WIDTH>,
    pub(crate) inner: Chain<NAME_WIDTH>,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    about: String,
    phrase_keys: Vec<u64>,
    phrase_lists: Vec<u32>,
    cluster_keys: Vec<u64>,
    clusters: Vec<[u16; super::lexicon::CLUSTERINGS]>,
    keys: Vec<u64>,
    heat: Vec<u8>,
    names: StoredChain,
    offices: StoredChain,
    inner: StoredChain,
}

#[derive(Serialize, Deserialize)]
struct StoredChain {
    count: u8,
    scale: f32,
    used: Vec<u32>,
    weights: Vec<i8>,
    start: Vec<f32>,
    pair: Vec<f32>,
}

impl<const W: usize> From<&Chain<W>> for StoredChain {
    fn from(chain: &Chain<W>) -> Self {
        let mut used = Vec::with_capacity(chain.rows.len());
        let mut weights = Vec::new();
        for row in &chain.rows {
            let mut bits = 0;
            for (k, &w) in row.iter().enumerate().filter(|(_, w)| **w != 0) {
                bits |= 1 << k;
                weights.push(w);
            }
            used.push(bits);
        }
        let t = &chain.transitions;
        let pair = t.pair.iter().flatten().copied().collect();
        Self { count: t.count as u8, scale: chain.scale, used, weights, start: t.start.to_vec(), pair }
    }
}

impl StoredChain {
    fn open<const W: usize>(self, features: usize) -> Result<Chain<W>, ModelError> {
        let broken = |what: &str| ModelError(format!("a chain's {what} do not fit"));
        if usize::from(self.count) > W || self.used.len() != features {
            return Err(broken("rows"));
        }
        let mut weights = self.weights.into_iter();
        let mut rows = vec![[0i8; W]; features];
        for (row, bits) in rows.iter_mut().zip(self.used) {
            for (k, w) in row.iter_mut().enumerate() {
                if bits >> k & 1 == 1 {
                    *w = weights.next().ok_or_else(|| broken("weights"))?;
                }
            }
        }
        let start: Row<W> = self.start.try_into().map_err(|_| broken("first tags"))?;
        if self.pair.len() != W * W {
            return Err(broken("transitions"));
        }
        let pair = std::array::from_fn(|a| std::array::from_fn(|b| self.pair[a * W + b]));
        let transitions = Transitions { start, pair, count: usize::from(self.count) };
        Ok(Chain { rows, scale: self.scale, transitions })
    }
}

/// Sorted numbers as differences.
fn differences(sorted: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut last = 0;
    sorted.map(|k| k - std::mem::replace(&mut last, k)).collect()
}

/// The inverse of [`differences`].
fn sums(differences: Vec<u64>) -> Vec<u64> {
    let mut last = 0u64;
    differences
        .into_iter()
        .map(|d| {
            last = last.wrapping_add(d);
            last
        })
        .collect()
}

impl Model {
    /// The file's bytes.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let lexicon = &self.lexicon;
        let stored = Stored {
            about: self.about.clone(),
            phrase_keys: differences(lexicon.phrases.iter().map(|p| p.0)),
            phrase_lists: lexicon.phrases.iter().map(|p| p.1).collect(),
            cluster_keys: differences(lexicon.clusters.iter().map(|c| c.0)),
            clusters: lexicon.clusters.iter().map(|c| c.1).collect(),
            keys: differences(self.keys.iter().copied()),
            heat: self.heat.clone(),
            names: (&self.names).into(),
            offices: (&self.offices).into(),
            inner: (&self.inner).into(),
        };
        postcard::to_extend(&stored, MAGIC.to_vec()).expect("plain data")
    }

    /// Reads a file's bytes.
    ///
    /// # Errors
    /// When they are not a model of this version.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let body = bytes.strip_prefix(MAGIC).ok_or_else(|| ModelError("wrong first bytes".into()))?;
        let stored: Stored = postcard::from_bytes(body).map_err(|e| ModelError(e.to_string()))?;
        if stored.phrase_keys.len() != stored.phrase_lists.len() || stored.cluster_keys.len() != stored.clusters.len() {
            return Err(ModelError("a lexicon's columns differ in length".into()));
        }
        let features = stored.keys.len();
        if stored.heat.len() != features {
            return Err(ModelError("the features' columns differ in length".into()));
        }
        Ok(Self {
            about: stored.about,
            lexicon: LexiconData {
                phrases: sums(stored.phrase_keys).into_iter().zip(stored.phrase_lists).collect(),
                clusters: sums(stored.cluster_keys).into_iter().zip(stored.clusters).collect(),
            },
            keys: sums(stored.keys),
            heat: stored.heat,
            names: stored.names.open(features)?,
            offices: stored.offices.open(features)?,
            inner: stored.inner.open(features)?,
        })
    }
}
