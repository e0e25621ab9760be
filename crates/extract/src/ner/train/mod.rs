//! Training: annotated corpora in, the bytes of a model file out.

mod adagrad;
mod corpus;
mod gazetteer;
mod prepare;

pub use super::fold::push_stem as fold_stem;
pub use adagrad::{Random, Schedule};
pub use corpus::{
    Annotated, Annotation, BLOCK, Class, ColumnSentence, CorpusError, Guideline, chunks, class_of, from_columns,
    read_columns, read_spans,
};
pub use gazetteer::{Gazetteers, Lists};

use super::chain::Row;
use super::lexicon::Lexicon;
use super::model::{Chain, Model};
use super::quantized::{quantize, scale_of};
use super::tags::{NAME_WIDTH, OFFICE_WIDTH};
use adagrad::{Sequence, Weights};
use prepare::{NameTags, Prepared, sequences};

pub(crate) use corpus::push_sentence;
pub(crate) use prepare::sentences_of;

/// How to train a model.
#[derive(Clone, Debug)]
pub struct Config {
    /// Of the name layer.
    pub names: Schedule,
    /// Of the office layer.
    pub offices: Schedule,
    /// Of the inner layer.
    pub inner: Schedule,
    /// Features seen less often are left out.
    pub least: u32,
    /// Rows whose largest weight is smaller are left out.
    pub prune: f32,
    /// Name and date, kept in the model for the provenance of records.
    pub about: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            names: Schedule::default(),
            offices: Schedule::default(),
            inner: Schedule::default(),
            least: 2,
            prune: 0.03,
            about: "khabar-ner".into(),
        }
    }
}

/// Trains a model on `corpora` with the word lists of `gazetteers`; `log` sees a line for each step.
///
/// The same corpora, lists and configuration give the same bytes.
#[must_use]
pub fn train(config: &Config, corpora: &[Annotated], gazetteers: Gazetteers, mut log: impl FnMut(&str)) -> Vec<u8> {
    let lexicon = Lexicon::new(gazetteers.build());
    let mut prepared = Prepared::default();
    prepared.add(corpora, &lexicon);
    log(&format!(
        "{} documents, {} sentences, {} annotations without a token",
        prepared.documents.len(),
        prepared.sentences.len(),
        prepared.lost
    ));
    let data = sequences(&prepared, &NameTags::new(), config.least);
    let used: usize = data.names.iter().map(|s| s.features.len()).sum();
    let tokens: usize = data.names.iter().map(Sequence::len).sum();
    log(&format!("{} features, {tokens} tokens, {:.1} features a token", data.keys.len(), used as f64 / tokens as f64));
    let n = data.keys.len();
    let mut see = |name: &str, epoch: usize, loss: f64| log(&format!("{name} {:2}: {loss:.4}", epoch + 1));
    let names = adagrad::fit::<NAME_WIDTH>(&data.names, n, 23, config.names, |e, l, _| see("names", e, l));
    let offices = adagrad::fit::<OFFICE_WIDTH>(&data.offices, n, 3, config.offices, |e, l, _| see("offices", e, l));
    let inner = adagrad::fit::<NAME_WIDTH>(&data.inner, n, 23, config.inner, |e, l, _| see("inner", e, l));
    let model = assemble(config, lexicon.data().clone(), &data.keys, &names, &offices, &inner);
    log(&format!("{} features kept", model.keys.len()));
    model.to_bytes()
}

fn largest<const W: usize>(row: &Row<W>) -> f32 {
    row.iter().fold(0.0, |m, w| m.max(w.abs()))
}

/// Drops the rows without weight and quantizes the rest.
fn assemble(
    config: &Config,
    lexicon: super::lexicon::LexiconData,
    keys: &[u64],
    names: &Weights<NAME_WIDTH>,
    offices: &Weights<OFFICE_WIDTH>,
    inner: &Weights<NAME_WIDTH>,
) -> Model {
    let kept: Vec<usize> = (0..keys.len())
        .filter(|&k| {
            largest(&names.rows[k]).max(largest(&offices.rows[k])).max(largest(&inner.rows[k])) >= config.prune
        })
        .collect();
    fn chain<const W: usize>(weights: &Weights<W>, kept: &[usize]) -> Chain<W> {
        let scale = scale_of(&weights.rows);
        let rows = kept.iter().map(|&k| quantize(&weights.rows[k], scale)).collect();
        Chain { rows, scale, transitions: weights.transitions.clone() }
    }
    Model {
        about: config.about.clone(),
        lexicon,
        keys: kept.iter().map(|&k| keys[k]).collect(),
        names: chain(names, &kept),
        offices: chain(offices, &kept),
        inner: chain(inner, &kept),
    }
}
