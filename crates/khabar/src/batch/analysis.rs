//! One document through the page step and the analysis to its record: the seam to the other crates.

use super::{Stage, Timings};
use crate::Result;
use crate::config::Config;
use crate::input::Document;
use crate::record::{Built, Head, Provenance, RecordBuilder};
use khabar_extract::{Engine, Worker};
use khabar_normalize::{Buffer, Normalizer, Profile};
use khabar_page::{Hints, PageReader};

/// What all threads share: the models and rules of a run.
#[derive(Debug)]
pub(crate) struct Analysis {
    pages: PageReader,
    engine: Engine,
    /// For `normalized`, where its rules are not those the analysis itself stands on.
    normalizer: Option<Normalizer>,
    provenance: Provenance,
}

impl Analysis {
    /// Loads what a configuration asks for.
    ///
    /// # Errors
    /// [`ErrorKind::Model`](crate::ErrorKind::Model) when the tagger's model cannot be loaded.
    pub(crate) fn new(config: &Config) -> Result<Self> {
        let own_rules = config.rules != Profile::News.rules();
        Ok(Self {
            pages: PageReader::new(),
            engine: Engine::builder().build(),
            normalizer: own_rules.then(|| Normalizer::new(config.rules)),
            provenance: Provenance { khabar: env!("CARGO_PKG_VERSION"), config: config.sha256(), model: None },
        })
    }

    /// Name and hash of the tagger's model.
    #[must_use]
    pub(crate) fn model(&self) -> Option<&str> {
        self.provenance.model.as_deref()
    }

    /// The buffers of one thread.
    #[must_use]
    pub(crate) fn analyst<'c>(&'c self, config: &'c Config) -> Analyst<'c> {
        Analyst {
            analysis: self,
            config,
            worker: self.engine.worker(),
            builder: RecordBuilder::new(config),
            normalized: Buffer::default(),
            anchor: config.published.map(|date| date.to_string()),
        }
    }
}

/// Makes records on one thread.
#[derive(Debug)]
pub(crate) struct Analyst<'c> {
    analysis: &'c Analysis,
    config: &'c Config,
    worker: Worker<'c>,
    builder: RecordBuilder,
    normalized: Buffer,
    /// The day relative times count from where a document states none.
    anchor: Option<String>,
}

impl Analyst<'_> {
    /// Makes the record of a document and hands it to `emit`.
    ///
    /// # Errors
    /// Those of `emit`.
    pub(crate) fn record(
        &mut self,
        document: &Document<'_>,
        timings: &mut Timings,
        emit: impl FnOnce(&Built<'_>) -> Result<()>,
    ) -> Result<()> {
        let Analysis { pages, normalizer, provenance, .. } = self.analysis;
        let source = document.text.as_ref();
        timings.text_bytes += source.len() as u64;
        let hints = Hints { title: document.title.as_deref() };
        let clean = document.clean.unwrap_or(self.config.clean);
        let page = timings
            .time(Stage::Page, || if clean { pages.read(source, hints) } else { pages.read_as_is(source, hints) });
        let printed = page.published.map(|date| date.to_string());
        let published = document.published.as_deref().or(printed.as_deref());
        let text = khabar_extract::Document { text: &page.text, published: published.or(self.anchor.as_deref()) };
        let worker = &mut self.worker;
        let found = timings.time(Stage::Analyze, || worker.analyze(&text));
        let normalized = match normalizer {
            Some(normalizer) => {
                normalizer.normalize_into(&page.text, &mut self.normalized);
                self.normalized.text(&page.text)
            }
            None => found.layers.normalized,
        };
        let head = Head {
            id: &document.id,
            source: &document.source,
            url: document.url.as_deref(),
            title: page.title.as_deref(),
            published,
            author: document.author.as_deref().or(page.author.as_deref()),
            agency: page.agency.as_deref(),
        };
        let builder = &mut self.builder;
        timings.time(Stage::Encode, || emit(&builder.build(head, source, &page, normalized, &found, provenance)))
    }
}
