//! The output formats: encoding on the worker threads, writing in order on one.

use super::conll::ConllEncoder;
use super::duckling::DucklingEncoder;
use super::jsonl::{BytesWriter, JsonlEncoder};
use super::parquet::{ParquetEncoder, ParquetWriter};
use super::timeml::TimemlEncoder;
use crate::config::LayerSet;
use crate::record::{Built, arrow_schema};
use crate::{Error, ErrorKind, Result};
use arrow::record_batch::RecordBatch;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io;

/// A format of the output folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum OutputFormat {
    /// One JSON object a line.
    Jsonl,
    /// The same fields as nested columns.
    Parquet,
    /// One token a line with its entity tag.
    Conll,
    /// TimeML with inline TIMEX3 tags, one document a line.
    Timex3,
    /// Values in the shape of Duckling's answers, one document a line.
    Duckling,
}

impl OutputFormat {
    /// How its files end.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
            Self::Conll => "conll",
            Self::Timex3 => "timeml",
            Self::Duckling => "duckling.jsonl",
        }
    }

    /// Whether it writes values, whatever the layers of the records.
    #[must_use]
    pub const fn takes_values(self) -> bool {
        matches!(self, Self::Timex3 | Self::Duckling)
    }

    /// An encoder for records with these layers.
    ///
    /// # Errors
    /// [`ErrorKind::Internal`] when a record's columns cannot be built.
    pub fn encoder(self, layers: LayerSet) -> Result<Box<dyn Encoder>> {
        Ok(match self {
            Self::Jsonl => Box::new(JsonlEncoder::default()),
            Self::Conll => Box::new(ConllEncoder::default()),
            Self::Timex3 => Box::new(TimemlEncoder::default()),
            Self::Duckling => Box::new(DucklingEncoder::default()),
            Self::Parquet => Box::new(ParquetEncoder::new(arrow_schema(layers)).map_err(internal)?),
        })
    }

    /// A writer of one file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn writer(self, file: File, layers: LayerSet) -> io::Result<Box<dyn Writer>> {
        Ok(match self {
            Self::Jsonl | Self::Conll | Self::Timex3 | Self::Duckling => Box::new(BytesWriter::new(file)),
            Self::Parquet => Box::new(ParquetWriter::new(file, arrow_schema(layers))?),
        })
    }
}

/// The encoding of a record failed: the program's own fault.
pub(super) fn internal(e: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(ErrorKind::Internal, format!("the record could not be encoded: {e}")).caused_by(e)
}

/// Encoded records.
#[derive(Debug)]
pub enum Encoded {
    /// As they stand in the file.
    Bytes(Vec<u8>),
    /// As columns.
    Rows(RecordBatch),
}

/// Encodes records, on a worker thread.
pub trait Encoder: Send {
    /// Adds a record; one that fails leaves nothing behind.
    ///
    /// # Errors
    /// [`ErrorKind::Internal`].
    fn push(&mut self, built: &Built<'_>) -> Result<()>;

    /// What was added since the last call; `None` where that is nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Internal`].
    fn take(&mut self) -> Result<Option<Encoded>>;
}

/// Writes what an [`Encoder`] of the same format made, into one file.
pub trait Writer: Send {
    /// Adds encoded records.
    ///
    /// # Errors
    /// When writing fails.
    fn write(&mut self, encoded: &Encoded) -> io::Result<()>;

    /// Ends the file and returns it.
    ///
    /// # Errors
    /// When writing fails.
    fn finish(self: Box<Self>) -> io::Result<File>;
}
