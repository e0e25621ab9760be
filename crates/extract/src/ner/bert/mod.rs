//! A BERT tagger over libtorch: any local folder of a token classification model (feature `bert`).
//!
//! The folder holds `config.json`, `tokenizer.json` and `model.safetensors` as Hugging Face libraries write
//! them, of model type `bert`, `roberta` or `xlm-roberta`. The words are the tokens of the layers, not the
//! pieces: a word's tag is read at its first piece.
//!
//! Sentences are packed with their neighbours into windows of at most [`WINDOW`] pieces; a longer sentence is
//! cut into windows that overlap, and each word is read where it stands farthest from an edge.

mod batch;
mod decode;
mod error;
mod folder;
mod net;
mod pieces;
mod scheme;
#[cfg(test)]
mod tests;

pub use error::BertError;

use super::lexicon::Lexicon;
use super::spans::{self, Piece};
use super::tagger::{Mention, Tagger};
use super::train::Guideline;
use batch::Portion;
use folder::Folder;
use khabar_normalize::Layers;
use net::{Net, Weights};
use scheme::Scheme;
use std::path::Path;

/// Pieces of a window at most, the marks at both ends included. Longer ones cost more and gave no better F1 on
/// development data.
pub(crate) const WINDOW: usize = 256;

/// A model whose weights all workers share. Immutable; share one between all threads.
#[derive(Debug)]
pub struct BertTagger {
    about: String,
    scheme: Scheme,
    pieces: pieces::Pieces,
    weights: Weights,
    lexicon: Lexicon,
    window: usize,
}

impl BertTagger {
    /// Opens a folder.
    ///
    /// # Errors
    /// When a file is missing or broken, the labels are no BIO tags of known types, or the vocabulary, the
    /// configuration and the weights do not belong together.
    pub fn open(folder: &Path) -> Result<Self, BertError> {
        let folder = Folder::read(folder)?;
        let scheme = Scheme::new(&folder.labels).map_err(|what| folder.config_error(what))?;
        let pieces = pieces::Pieces::new(&folder)?;
        let weights = Weights::new(&folder)?;
        let window = folder.positions().min(WINDOW);
        Ok(Self { about: folder.about(), scheme, pieces, weights, lexicon: super::linear::lexicon(), window })
    }

    /// Name and hash of the model, for the provenance of records.
    #[must_use]
    pub fn model(&self) -> &str {
        &self.about
    }

    /// A worker with its own buffers, for one thread. It computes on that thread alone.
    #[must_use]
    pub fn worker(&self) -> BertWorker<'_> {
        self.worker_for(Guideline::Nested)
    }

    /// A worker that marks what a guideline marks, where the model has learnt several.
    #[must_use]
    pub fn worker_for(&self, guideline: Guideline) -> BertWorker<'_> {
        BertWorker { tagger: self, guideline, net: self.weights.net(), found: Vec::new(), settled: Vec::new() }
    }
}

/// A [`Tagger`] over a shared [`BertTagger`].
#[derive(Debug)]
pub struct BertWorker<'t> {
    tagger: &'t BertTagger,
    guideline: Guideline,
    net: Net,
    found: Vec<Piece>,
    settled: Vec<Piece>,
}

impl Tagger for BertWorker<'_> {
    fn tag(&mut self, documents: &[Layers<'_>], mentions: &mut Vec<Vec<Mention>>) {
        mentions.resize_with(documents.len(), Vec::new);
        mentions.iter_mut().for_each(Vec::clear);
        let mut portion = Portion::default();
        for (number, layers) in documents.iter().enumerate() {
            for (n, sentence) in layers.sentences.iter().enumerate() {
                let words = self.tagger.pieces.words(layers.tokens_of(sentence), layers.normalized);
                portion.push((number, n), words);
                if portion.is_full() {
                    self.finish(&mut portion, documents, mentions);
                }
            }
        }
        self.finish(&mut portion, documents, mentions);
    }

    fn model(&self) -> &str {
        &self.tagger.about
    }
}

impl BertWorker<'_> {
    /// Tags the sentences of a portion and empties it.
    fn finish(&mut self, portion: &mut Portion, documents: &[Layers<'_>], mentions: &mut [Vec<Mention>]) {
        let Self { tagger, guideline, net, found, settled } = self;
        let rows = portion.rows(&tagger.pieces, tagger.window, &tagger.scheme, net);
        for (&(number, n), rows) in portion.sentences().zip(&rows) {
            found.clear();
            tagger.scheme.decode(rows, *guideline, found);
            spans::settle(found, settled);
            let layers = &documents[number];
            spans::mentions(layers, &layers.sentences[n], settled, &tagger.lexicon, &mut mentions[number]);
        }
        portion.clear();
    }
}

const _: () = {
    const fn shared<T: Sync + Send>() {}
    const fn moved<T: Send>() {}
    shared::<BertTagger>();
    moved::<BertWorker<'_>>();
};
