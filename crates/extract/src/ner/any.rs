//! One of the taggers, chosen at run time.

use super::linear::{LinearTagger, LinearWorker};
use super::tagger::{Mention, Tagger};
use super::train::Guideline;
#[cfg(feature = "bert")]
use super::{BertTagger, BertWorker};
use khabar_normalize::Layers;

/// A tagger of either kind. Immutable; share one between all threads.
#[derive(Debug)]
#[non_exhaustive]
pub enum AnyTagger {
    /// The linear tagger.
    Linear(Box<LinearTagger>),
    /// A BERT tagger.
    #[cfg(feature = "bert")]
    Bert(Box<BertTagger>),
}

impl From<LinearTagger> for AnyTagger {
    fn from(tagger: LinearTagger) -> Self {
        Self::Linear(Box::new(tagger))
    }
}

#[cfg(feature = "bert")]
impl From<BertTagger> for AnyTagger {
    fn from(tagger: BertTagger) -> Self {
        Self::Bert(Box::new(tagger))
    }
}

impl AnyTagger {
    /// Name and hash of the model, for the provenance of records.
    #[must_use]
    pub fn model(&self) -> &str {
        match self {
            Self::Linear(tagger) => tagger.model(),
            #[cfg(feature = "bert")]
            Self::Bert(tagger) => tagger.model(),
        }
    }

    /// A worker with its own buffers, for one thread.
    #[must_use]
    pub fn worker(&self) -> AnyWorker<'_> {
        self.worker_for(Guideline::Nested)
    }

    /// A worker that marks what a guideline marks.
    #[must_use]
    pub fn worker_for(&self, guideline: Guideline) -> AnyWorker<'_> {
        match self {
            Self::Linear(tagger) => AnyWorker::Linear(Box::new(tagger.worker_for(guideline))),
            #[cfg(feature = "bert")]
            Self::Bert(tagger) => AnyWorker::Bert(Box::new(tagger.worker_for(guideline))),
        }
    }
}

/// A [`Tagger`] over a shared [`AnyTagger`].
#[derive(Debug)]
#[non_exhaustive]
pub enum AnyWorker<'t> {
    /// Over the linear tagger.
    Linear(Box<LinearWorker<'t>>),
    /// Over a BERT tagger.
    #[cfg(feature = "bert")]
    Bert(Box<BertWorker<'t>>),
}

impl Tagger for AnyWorker<'_> {
    fn tag(&mut self, documents: &[Layers<'_>], mentions: &mut Vec<Vec<Mention>>) {
        match self {
            Self::Linear(worker) => worker.tag(documents, mentions),
            #[cfg(feature = "bert")]
            Self::Bert(worker) => worker.tag(documents, mentions),
        }
    }

    fn model(&self) -> &str {
        match self {
            Self::Linear(worker) => worker.model(),
            #[cfg(feature = "bert")]
            Self::Bert(worker) => worker.model(),
        }
    }
}
