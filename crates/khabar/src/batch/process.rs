//! Raw documents to encoded records, on a worker thread.

use super::guard::guarded;
use super::{Analysis, Analyst, Idle, Stage, Timings};
use crate::config::Config;
use crate::input::{Body, Document, RawDocument, RecordLine, decode};
use crate::output::{Encoder, OutputFormat, Part, Quarantined, document_digest};
use crate::{Error, ErrorKind, Result};
use serde::Serialize;
use std::borrow::Cow;

/// Turns documents into encoded records; shared by all threads.
pub(crate) struct Processor<'c> {
    analysis: &'c Analysis,
    config: &'c Config,
    formats: &'c [OutputFormat],
    idle: Idle<Station<'c>>,
}

impl std::fmt::Debug for Processor<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Processor").field("config", self.config).field("formats", &self.formats).finish_non_exhaustive()
    }
}

/// Buffers of one thread.
struct Station<'c> {
    /// `None` after a panic, which may have left it half changed.
    analyst: Option<Analyst<'c>>,
    encoders: Vec<Box<dyn Encoder>>,
}

/// Some consecutive documents of one shard.
#[derive(Debug, Default)]
pub(crate) struct Portion {
    /// The shard they belong to.
    pub shard: u64,
    /// Documents, or why one could not be read.
    pub documents: Vec<Result<RawDocument>>,
    /// The time that reading them took.
    pub timings: Timings,
}

/// What `pipe` writes in the place of a line that gave no record.
#[derive(Serialize)]
struct BadLine<'a> {
    id: Option<&'a str>,
    error: BadLineError<'a>,
}

#[derive(Serialize)]
struct BadLineError<'a> {
    kind: &'static str,
    message: &'a str,
}

impl<'c> Processor<'c> {
    /// A processor whose records are encoded in `formats`.
    #[must_use]
    pub(crate) fn new(analysis: &'c Analysis, config: &'c Config, formats: &'c [OutputFormat]) -> Self {
        Self { analysis, config, formats, idle: Idle::default() }
    }

    /// Processes documents of an archive; those that fail are listed for the quarantine.
    ///
    /// # Errors
    /// [`ErrorKind::Internal`] when records cannot be encoded at all.
    pub(crate) fn portion(&self, portion: Portion) -> Result<(Part, Timings)> {
        let mut timings = portion.timings;
        let mut part = Part { shard: portion.shard, ..Part::default() };
        let mut station = self.station()?;
        for raw in portion.documents {
            match raw {
                Ok(raw) => {
                    let source = source_of(&raw);
                    part.digests.push(document_digest(&source, raw.body.bytes()));
                    match self.raw_document(&mut station, &raw, &source, &mut timings) {
                        Ok(()) => part.records += 1,
                        Err((id, e)) => part.quarantined.push(Quarantined::new(id.as_deref(), &source, &e)),
                    }
                }
                Err(e) => {
                    let path = e.path().unwrap_or_default();
                    let source = e.place().line.map_or(path.to_owned(), |line| format!("{path}:{line}"));
                    part.digests.push(document_digest(&source, e.kind().name().as_bytes()));
                    part.quarantined.push(Quarantined::new(None, &source, &e));
                }
            }
        }
        part.encoded = station.take(&mut timings)?;
        self.idle.put_back(station);
        Ok((part, timings))
    }

    /// Processes lines of `pipe`: the answers, one line each, and how many of them are errors.
    ///
    /// # Errors
    /// [`ErrorKind::Internal`] when records cannot be encoded at all.
    pub(crate) fn lines(&self, lines: Vec<Result<RawDocument>>) -> Result<(Vec<u8>, u64)> {
        let mut timings = Timings::default();
        let mut out = Vec::new();
        let mut bad = 0;
        let mut station = self.station()?;
        for raw in lines {
            let answer = match &raw {
                Ok(raw) => self.raw_document(&mut station, raw, &source_of(raw), &mut timings),
                Err(e) => Err((None, Error::new(e.kind(), e.message().to_owned()))),
            };
            match answer {
                Ok(()) => {
                    for encoded in station.take(&mut timings)?.into_iter().flatten() {
                        if let crate::output::Encoded::Bytes(mut bytes) = encoded {
                            out.append(&mut bytes);
                        }
                    }
                }
                Err((id, e)) => {
                    bad += 1;
                    write_bad_line(&mut out, id.as_deref(), &e);
                }
            }
        }
        self.idle.put_back(station);
        Ok((out, bad))
    }

    fn station(&self) -> Result<Station<'c>> {
        if let Some(station) = self.idle.take() {
            return Ok(station);
        }
        let encoders = self.formats.iter().map(|format| format.encoder(self.config.layers)).collect::<Result<_>>()?;
        Ok(Station { analyst: None, encoders })
    }

    /// One document; an error comes with the document's id where it states one.
    fn raw_document(
        &self,
        station: &mut Station<'c>,
        raw: &RawDocument,
        source: &str,
        timings: &mut Timings,
    ) -> Result<(), (Option<String>, Error)> {
        let line = timings.time(Stage::Decode, || match &raw.body {
            Body::Json(line) => RecordLine::parse(line, source),
            Body::PageText(bytes) => RecordLine { id: None, document: page_text(bytes, source) },
        });
        let id = line.id;
        line.document
            .and_then(|document| self.document(station, &document, timings))
            .map_err(|e| (id.map(Cow::into_owned), e))
    }

    fn document(&self, station: &mut Station<'c>, document: &Document<'_>, timings: &mut Timings) -> Result<()> {
        let mut analyst = station.analyst.take().unwrap_or_else(|| self.analysis.analyst(self.config));
        let encoders = &mut station.encoders;
        let outcome = guarded(|| {
            analyst.record(document, timings, |built| encoders.iter_mut().try_for_each(|encoder| encoder.push(built)))
        })?;
        station.analyst = Some(analyst);
        outcome
    }
}

impl Station<'_> {
    fn take(&mut self, timings: &mut Timings) -> Result<Vec<Option<crate::output::Encoded>>> {
        timings.time(Stage::Encode, || self.encoders.iter_mut().map(|encoder| encoder.take()).collect())
    }
}

/// The file, with the line in a file of many: `news.jsonl:12`.
fn source_of(raw: &RawDocument) -> String {
    raw.line.map_or_else(|| raw.file.to_string(), |line| format!("{}:{line}", raw.file))
}

fn page_text<'a>(bytes: &'a [u8], source: &str) -> Result<Document<'a>> {
    let text = decode(bytes)?;
    if text.trim().is_empty() {
        return Err(Error::new(ErrorKind::Empty, "the file holds no text").remedy("Take it out of the archive."));
    }
    Ok(Document { id: source.to_owned().into(), source: source.to_owned().into(), text, ..Document::default() })
}

fn write_bad_line(out: &mut Vec<u8>, id: Option<&str>, e: &Error) {
    let mut message = e.message().to_owned();
    if let Some(byte) = e.place().byte {
        message += &format!(" (byte {byte})");
    }
    if let Some(remedy) = e.what_to_do() {
        message = format!("{message}. {remedy}");
    }
    let line = BadLine { id, error: BadLineError { kind: e.kind().name(), message: &message } };
    serde_json::to_writer(&mut *out, &line).expect("strings are always JSON");
    out.push(b'\n');
}
