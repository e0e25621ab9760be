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

use super::LinearTagger;
use super::chain::{Paths, Row, Viterbi};
use super::context::Frame;
use super::lexicon::Lexicon;
use super::model::{Chain, Model, ModelError};
use super::quantized::{quantize, scale_of};
use super::sentence;
use super::tags::{NAME_WIDTH, OFFICE_WIDTH};
use super::word::{WordScratch, describe};
use adagrad::{Sequence, Weights};
use khabar_normalize::{Layers, Sentence};
use prepare::{NameTags, Prepared, Sequences, sequences};

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
    /// Parts of the corpus that are tagged by models of the other parts; below 2: none, and no second look.
    pub folds: usize,
    /// Passes over the data for those models.
    pub fold_epochs: usize,
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
            folds: 4,
            fold_epochs: 4,
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
    let tags = jackknife(config, &prepared, &mut log);
    let data = sequences(&prepared, &tags, config.least);
    let used: usize = data.names.iter().map(|s| s.features.len()).sum();
    let tokens: usize = data.names.iter().map(Sequence::len).sum();
    log(&format!("{} features, {tokens} tokens, {:.1} features a token", data.keys.len(), used as f64 / tokens as f64));
    let n = data.keys.len();
    let mut see = |name: &str, epoch: usize, loss: f64| log(&format!("{name} {:2}: {loss:.4}", epoch + 1));
    let names = adagrad::fit::<NAME_WIDTH>(&refs(&data.names), n, 23, config.names, |e, l, _| see("names", e, l));
    let offices =
        adagrad::fit::<OFFICE_WIDTH>(&refs(&data.offices), n, 3, config.offices, |e, l, _| see("offices", e, l));
    let inner = adagrad::fit::<NAME_WIDTH>(&refs(&data.inner), n, 23, config.inner, |e, l, _| see("inner", e, l));
    let model = assemble(config, lexicon.data().clone(), &data, &names, &offices, &inner);
    log(&format!("{} features kept", model.keys.len()));
    model.to_bytes()
}

/// A model that is readier (positive `names`) or slower to see names: `names` is taken from the score of every
/// tag outside names, in all three layers. Raises recall at the cost of precision without new training.
///
/// # Errors
/// When the bytes are not a model of this version.
pub fn lean(model: &[u8], names: f32) -> Result<Vec<u8>, ModelError> {
    fn shift<const W: usize>(chain: &mut Chain<W>, by: f32) {
        chain.transitions.start[0] -= by;
        chain.transitions.pair.iter_mut().for_each(|row| row[0] -= by);
    }
    let mut model = Model::from_bytes(model)?;
    shift(&mut model.names, names);
    shift(&mut model.offices, names);
    shift(&mut model.inner, names);
    Ok(model.to_bytes())
}

/// What the name layer sees of each token at its first look, sentence by sentence: the same features for another
/// learner.
#[must_use]
pub fn features(tagger: &LinearTagger, layers: &Layers<'_>) -> Vec<Vec<Vec<u64>>> {
    let mut scratch = WordScratch::default();
    let mut quotes = Vec::new();
    let of_sentence = |sentence: &Sentence| {
        let mut frame = Frame::default();
        let mut lists = Vec::new();
        for token in layers.tokens_of(sentence) {
            let text = token.text(layers.normalized);
            frame.words.push(describe(text, token.kind, token.proclitics, &tagger.lexicon, &mut scratch));
            lists.push(scratch.features.clone());
        }
        sentence::quotes_within(layers, sentence, &mut quotes);
        frame.first = sentence::is_headline(layers, sentence);
        frame.complete(&tagger.lexicon, &quotes);
        let of_token = |i: usize| {
            let mut all = Vec::new();
            sentence::all_features(&frame, |j, k| &lists[j][k], i, |f| all.push(f));
            all
        };
        (0..frame.words.len()).map(of_token).collect()
    };
    layers.sentences.iter().map(of_sentence).collect()
}

fn refs<T>(items: &[T]) -> Vec<&T> {
    items.iter().collect()
}

/// Tags each document by a model that has not seen it: what the office layer and the second look learn from,
/// since a model's tags of its own training text are too good to be true.
fn jackknife(config: &Config, prepared: &Prepared, mut log: impl FnMut(&str)) -> NameTags {
    let mut tags = NameTags::new();
    if config.folds < 2 {
        return tags;
    }
    tags.resize(prepared.sentences.len(), vec![]);
    let data = sequences(prepared, &NameTags::new(), config.least);
    let schedule = Schedule { epochs: config.fold_epochs, averaged: 2, ..config.names };
    for fold in 0..config.folds {
        let held = |document: usize| document % config.folds == fold;
        let (mut seen, mut unseen) = (vec![], vec![]);
        for (d, document) in prepared.documents.iter().enumerate() {
            if held(d) { &mut unseen } else { &mut seen }.extend(document.clone());
        }
        let part: Vec<&Sequence<NAME_WIDTH>> = seen.iter().map(|&n| &data.names[n]).collect();
        let weights = adagrad::fit::<NAME_WIDTH>(&part, data.keys.len(), 23, schedule, |_, _, _| ());
        let (mut viterbi, mut scores) = (Viterbi::default(), vec![]);
        let paths = Paths::new(&weights.transitions);
        for n in unseen {
            weights.score(&data.names[n], false, &mut scores);
            viterbi.run(&scores, &paths, &mut tags[n]);
        }
        log(&format!("fold {} tagged", fold + 1));
    }
    tags
}

fn largest<const W: usize>(row: &Row<W>) -> f32 {
    row.iter().fold(0.0, |m, w| m.max(w.abs()))
}

/// Drops the rows without weight and quantizes the rest.
fn assemble(
    config: &Config,
    lexicon: super::lexicon::LexiconData,
    data: &Sequences,
    names: &Weights<NAME_WIDTH>,
    offices: &Weights<OFFICE_WIDTH>,
    inner: &Weights<NAME_WIDTH>,
) -> Model {
    let kept: Vec<usize> = (0..data.keys.len())
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
        keys: kept.iter().map(|&k| data.keys[k]).collect(),
        heat: kept.iter().map(|&k| data.counts[k].ilog2() as u8).collect(),
        names: chain(names, &kept),
        offices: chain(offices, &kept),
        inner: chain(inner, &kept),
    }
}
