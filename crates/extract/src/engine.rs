//! The engine that all threads share and the worker that each thread owns.

use crate::{Entity, Quotation, Value};
use khabar_normalize::{Analyzer, Layers, Profile, Rules};

/// A text to analyze.
#[derive(Clone, Copy, Debug, Default)]
pub struct Document<'a> {
    /// Paragraphs separated by line breaks.
    pub text: &'a str,
    /// When it was published, as a date or a moment in ISO 8601; relative times are resolved on it.
    pub published: Option<&'a str>,
}

/// Everything found in one document, borrowed from a [`Worker`].
#[derive(Clone, Copy, Debug)]
pub struct Analysis<'a> {
    /// Normalized text, alignment, sentences, tokens, quotation pairs.
    pub layers: Layers<'a>,
    /// Sorted by start, the longer first.
    pub entities: &'a [Entity],
    /// Sorted by start, not overlapping.
    pub values: &'a [Value],
    /// Sorted by start, the longer first.
    pub quotations: &'a [Quotation],
}

/// Which steps an engine takes, and how.
#[derive(Clone, Debug)]
pub struct EngineBuilder {
    rules: Rules,
}

impl EngineBuilder {
    /// The normalization rules; [`Profile::News`] unless said otherwise.
    #[must_use]
    pub fn rules(mut self, rules: impl Into<Rules>) -> Self {
        self.rules = rules.into();
        self
    }

    /// Builds the engine.
    #[must_use]
    pub fn build(self) -> Engine {
        Engine { analyzer: Analyzer::new(self.rules) }
    }
}

/// Finds all layers of documents. Immutable; share one between all threads.
#[derive(Debug)]
pub struct Engine {
    analyzer: Analyzer,
}

impl Engine {
    /// An engine to be set up.
    #[must_use]
    pub fn builder() -> EngineBuilder {
        EngineBuilder { rules: Profile::News.rules() }
    }

    /// Buffers for one thread.
    #[must_use]
    pub fn worker(&self) -> Worker<'_> {
        Worker {
            engine: self,
            text: self.analyzer.worker(),
            entities: Vec::new(),
            values: Vec::new(),
            quotations: Vec::new(),
        }
    }
}

/// One thread's buffers.
#[derive(Debug)]
pub struct Worker<'e> {
    #[allow(dead_code)]
    engine: &'e Engine,
    text: khabar_normalize::Worker,
    entities: Vec<Entity>,
    values: Vec<Value>,
    quotations: Vec<Quotation>,
}

impl Worker<'_> {
    /// All layers of a document.
    pub fn analyze<'a>(&'a mut self, document: &Document<'a>) -> Analysis<'a> {
        let layers = self.text.analyze(document.text);
        self.entities.clear();
        self.values.clear();
        self.quotations.clear();
        Analysis { layers, entities: &self.entities, values: &self.values, quotations: &self.quotations }
    }
}
