//! One document through the page step and the analysis to its record: the seam to the other crates.

use super::{Stage, Timings};
use crate::config::{Config, Layer, TaggerChoice};
use crate::input::Document;
use crate::output::OutputFormat;
use crate::record::{Built, Head, Provenance, RecordBuilder};
use crate::{Error, ErrorKind, Result};
use jiff::civil::{Date, DateTime};
use khabar_extract::ner::{AnyTagger, LinearTagger};
use khabar_extract::{Engine, Step, Worker};
use khabar_normalize::{Buffer, Normalizer, Profile};
use khabar_page::{Hints, PageReader};
use std::path::Path;

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
    /// Loads what a configuration and its output formats ask for.
    ///
    /// # Errors
    /// [`ErrorKind::Model`] when the tagger's model cannot be loaded.
    pub(crate) fn new(config: &Config, formats: &[OutputFormat]) -> Result<Self> {
        let own_rules = config.rules != Profile::News.rules();
        let engine = engine(config, formats)?;
        Ok(Self {
            pages: PageReader::new(),
            normalizer: own_rules.then(|| Normalizer::new(config.rules)),
            provenance: Provenance {
                khabar: env!("CARGO_PKG_VERSION"),
                config: config.sha256(),
                model: engine.model().map(str::to_owned),
            },
            engine,
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
            anchor: config.published.map(Date::into),
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
    anchor: Option<DateTime>,
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
        let anchor = published.and_then(moment).or(self.anchor);
        let text = khabar_extract::Document { text: &page.text, published: anchor };
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
            anchor,
            author: document.author.as_deref().or(page.author.as_deref()),
            agency: page.agency.as_deref(),
        };
        let builder = &mut self.builder;
        timings.time(Stage::Encode, || emit(&builder.build(head, source, &page, normalized, &found, provenance)))
    }
}

/// An engine that takes the steps whose layers are written. Speakers are named after entities, and the
/// columns of CoNLL carry them, so these two need the entity step.
fn engine(config: &Config, formats: &[OutputFormat]) -> Result<Engine> {
    let has = |layer| config.layers.has(layer);
    let mut builder = Engine::builder();
    if !has(Layer::Entities) && !has(Layer::Quotes) && !formats.contains(&OutputFormat::Conll) {
        builder = builder.without(Step::Entities);
    }
    if !has(Layer::Values) && !formats.iter().any(|format| format.takes_values()) {
        builder = builder.without(Step::Values);
    }
    if !has(Layer::Quotes) {
        builder = builder.without(Step::Quotations);
    }
    if config.tagger == TaggerChoice::Linear {
        return Ok(builder.build());
    }
    let tagger = tagger_of(&config.tagger)?;
    Ok(builder.build_with(|| tagger))
}

/// Loads a tagger.
///
/// # Errors
/// [`ErrorKind::Model`] when the file or folder holds no model.
pub(crate) fn tagger_of(choice: &TaggerChoice) -> Result<AnyTagger> {
    match choice {
        TaggerChoice::Linear => Ok(LinearTagger::embedded().into()),
        TaggerChoice::LinearFile(path) => {
            let bytes = std::fs::read(path).map_err(|e| Error::io("read", path, e))?;
            LinearTagger::from_bytes(&bytes).map(AnyTagger::from).map_err(|e| {
                Error::new(ErrorKind::Model, e.to_string())
                    .at_path(&path.display().to_string())
                    .remedy("Name a model file that `khabar train` of this version wrote.")
                    .caused_by(e)
            })
        }
        TaggerChoice::Bert(folder) => bert(folder),
    }
}

#[cfg(feature = "bert")]
fn bert(folder: &Path) -> Result<AnyTagger> {
    khabar_extract::ner::BertTagger::open(folder).map(AnyTagger::from).map_err(|e| {
        Error::new(ErrorKind::Model, e.to_string())
            .remedy(
                "Name a folder of a token classification model (BERT, RoBERTa or XLM-R) with config.json, \
                 tokenizer.json and model.safetensors.",
            )
            .caused_by(e)
    })
}

#[cfg(not(feature = "bert"))]
fn bert(folder: &Path) -> Result<AnyTagger> {
    Err(Error::new(ErrorKind::Model, "this program was built without the BERT tagger")
        .at_path(&folder.display().to_string())
        .remedy("Run tools/install-libtorch.sh and build with `--features bert`, or use `--tagger linear`."))
}

/// A stated time of publication on its own clock: a day, or a day with a time and perhaps a zone
/// (`2022-01-24T10:00:00+03:00`, `2022-01-24 10:00`).
fn moment(published: &str) -> Option<DateTime> {
    let published = published.trim();
    published
        .trim_end_matches(['Z', 'z'])
        .parse()
        .ok()
        .or_else(|| published.get(..10)?.parse::<Date>().ok().map(Date::into))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[cfg(not(feature = "bert"))]
    #[test]
    fn a_bert_folder_needs_the_build_feature() {
        let error = tagger_of(&TaggerChoice::Bert("model".into())).unwrap_err().to_string();
        assert!(error.contains("built without the BERT tagger"), "{error}");
    }

    #[test]
    fn the_time_of_publication_in_the_forms_archives_use() {
        let day = Some(date(2022, 1, 24).at(0, 0, 0, 0));
        let ten = Some(date(2022, 1, 24).at(10, 0, 0, 0));
        for (text, expected) in [
            ("2022-01-24", day),
            ("2022-01-24T10:00:00+03:00", ten),
            ("2022-01-24T10:00:00Z", ten),
            ("2022-01-24 10:00:00", ten),
            ("2022-01-24 في الصباح", day),
            ("24/01/2022", None),
            ("الإثنين 24", None),
            ("", None),
        ] {
            assert_eq!(moment(text), expected, "{text}");
        }
    }
}
