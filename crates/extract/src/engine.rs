//! The engine that all threads share and the worker that each thread owns.

use crate::ner::{AnyTagger, AnyWorker, LinearTagger, Mention, Resolver, Tagger};
use crate::{Entity, Label, Quotation, QuoteExtractor, QuoteScratch, Value, ValueExtractor, ValueKind, ValueScratch};
use khabar_normalize::{Analyzer, Layers, Profile};

/// A text to analyze.
#[derive(Clone, Copy, Debug, Default)]
pub struct Document<'a> {
    /// Paragraphs separated by line breaks.
    pub text: &'a str,
    /// When it was published, in its own time zone; relative times are resolved on it.
    pub published: Option<jiff::civil::DateTime>,
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

/// A step that an engine may leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Named entities.
    Entities,
    /// Numbers, amounts and times.
    Values,
    /// Quotations; their speakers are linked to entities where those are found too.
    Quotations,
}

/// Which steps an engine takes.
#[derive(Clone, Debug)]
pub struct EngineBuilder {
    entities: bool,
    values: bool,
    quotations: bool,
}

impl EngineBuilder {
    /// Leaves a step out; its layer stays empty.
    #[must_use]
    pub fn without(mut self, step: Step) -> Self {
        match step {
            Step::Entities => self.entities = false,
            Step::Values => self.values = false,
            Step::Quotations => self.quotations = false,
        }
        self
    }

    /// Builds the engine: loads the embedded model and compiles the tables.
    #[must_use]
    pub fn build(self) -> Engine {
        self.build_with(LinearTagger::embedded)
    }

    /// As [`build`](Self::build), with a tagger of one's own; it is asked for only where entities are found.
    #[must_use]
    pub fn build_with<T: Into<AnyTagger>>(self, tagger: impl FnOnce() -> T) -> Engine {
        Engine {
            analyzer: Analyzer::new(Profile::News),
            names: self.entities.then(|| Names { tagger: tagger().into(), resolver: Resolver::new() }),
            values: self.values.then(ValueExtractor::new),
            quotes: self.quotations.then(QuoteExtractor::new),
        }
    }
}

/// What the entity step needs.
#[derive(Debug)]
struct Names {
    tagger: AnyTagger,
    resolver: Resolver,
}

/// Finds all layers of documents. Immutable; share one between all threads.
///
/// ```
/// use khabar_extract::{Document, Engine};
/// let engine = Engine::builder().build();
/// let mut worker = engine.worker();
/// let text = "أعلنت وزارة الصحة العراقية تسجيل 175 إصابة في بغداد";
/// let analysis = worker.analyze(&Document { text, ..Document::default() });
/// assert_eq!(analysis.values[0].span.slice(text), "175 إصابة");
/// assert!(analysis.entities.iter().any(|e| e.span.slice(text) == "بغداد"));
/// ```
#[derive(Debug)]
pub struct Engine {
    analyzer: Analyzer,
    names: Option<Names>,
    values: Option<ValueExtractor>,
    quotes: Option<QuoteExtractor>,
}

impl Engine {
    /// An engine to be set up; all steps are on.
    #[must_use]
    pub const fn builder() -> EngineBuilder {
        EngineBuilder { entities: true, values: true, quotations: true }
    }

    /// Name and hash of the tagger's model, for the provenance of records.
    #[must_use]
    pub fn model(&self) -> Option<&str> {
        self.names.as_ref().map(|names| names.tagger.model())
    }

    /// Buffers for one thread.
    #[must_use]
    pub fn worker(&self) -> Worker<'_> {
        Worker {
            engine: self,
            text: self.analyzer.worker(),
            tagger: self.names.as_ref().map(|names| names.tagger.worker()),
            mentions: Vec::new(),
            value_scratch: ValueScratch::default(),
            quote_scratch: QuoteScratch::default(),
            entities: Vec::new(),
            values: Vec::new(),
            quotations: Vec::new(),
        }
    }
}

/// One thread's buffers.
#[derive(Debug)]
pub struct Worker<'e> {
    engine: &'e Engine,
    text: khabar_normalize::Worker,
    tagger: Option<AnyWorker<'e>>,
    mentions: Vec<Vec<Mention>>,
    value_scratch: ValueScratch,
    quote_scratch: QuoteScratch,
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
        if let (Some(tagger), Some(names)) = (&mut self.tagger, &self.engine.names) {
            tagger.tag(&[layers], &mut self.mentions);
            names.resolver.resolve(&layers, &self.mentions[0], &mut self.entities);
        }
        if let Some(values) = &self.engine.values {
            values.extract(&layers, document.published, &mut self.value_scratch, &mut self.values);
            drop_in_persons(&self.entities, &mut self.values);
        }
        if let Some(quotes) = &self.engine.quotes {
            quotes.extract(&layers, &self.entities, &mut self.quote_scratch, &mut self.quotations);
        }
        Analysis { layers, entities: &self.entities, values: &self.values, quotations: &self.quotations }
    }
}

/// Numbers that begin inside of a person's name are part of it: `باول ميلنكشوك`, `فيصل الثاني`. Both sorted
/// by start.
fn drop_in_persons(entities: &[Entity], values: &mut Vec<Value>) {
    let mut persons = entities.iter().filter(|e| e.label == Label::Pers && e.depth == 0).peekable();
    values.retain(|value| {
        while persons.next_if(|e| e.norm.end() <= value.norm.start()).is_some() {}
        let counts = matches!(value.kind, ValueKind::Ordinal | ValueKind::Cardinal | ValueKind::Quantity);
        !(counts && persons.peek().is_some_and(|e| e.norm.start() <= value.norm.start()))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_holds_no_rank() {
        let engine = Engine::builder().build();
        let mut worker = engine.worker();
        let text = "وصرح المخرج باول ميلنكشوك أن اللعبة الأولى جاهزة.";
        let analysis = worker.analyze(&Document { text, published: None });
        let spans: Vec<_> = analysis.values.iter().map(|v| v.span.slice(text)).collect();
        assert!(analysis.entities.iter().any(|e| e.span.slice(text) == "باول ميلنكشوك"));
        assert_eq!(spans, ["الأولى"]);
    }
}
