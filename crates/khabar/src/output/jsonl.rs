//! One JSON object a line.

use super::encode::{Encoded, Encoder, Writer, internal};
use crate::Result;
use crate::record::Built;
use std::fs::File;
use std::io::{self, BufWriter, Write};

/// Encodes records as lines of JSON, fields in a fixed order.
#[derive(Debug, Default)]
pub(super) struct JsonlEncoder {
    lines: Lines,
}

impl Encoder for JsonlEncoder {
    fn push(&mut self, built: &Built<'_>) -> Result<()> {
        self.lines.add(|out| {
            serde_json::to_writer(&mut *out, &built.record).map_err(internal)?;
            out.push(b'\n');
            Ok(())
        })
    }

    fn take(&mut self) -> Result<Option<Encoded>> {
        Ok(self.lines.take())
    }
}

/// Lines of whole records: what an error or a panic leaves of a record is dropped.
#[derive(Debug, Default)]
pub(super) struct Lines {
    bytes: Vec<u8>,
    /// Where the last whole record ends.
    whole: usize,
}

impl Lines {
    /// Adds what `write` writes.
    pub(super) fn add(&mut self, write: impl FnOnce(&mut Vec<u8>) -> Result<()>) -> Result<()> {
        self.bytes.truncate(self.whole);
        write(&mut self.bytes)?;
        self.whole = self.bytes.len();
        Ok(())
    }

    /// The lines gathered, if any.
    pub(super) fn take(&mut self) -> Option<Encoded> {
        self.bytes.truncate(self.whole);
        self.whole = 0;
        (!self.bytes.is_empty()).then(|| Encoded::Bytes(std::mem::take(&mut self.bytes)))
    }
}

/// Writes bytes as they come.
#[derive(Debug)]
pub(super) struct BytesWriter {
    file: BufWriter<File>,
}

impl BytesWriter {
    pub(super) fn new(file: File) -> Self {
        Self { file: BufWriter::with_capacity(1 << 20, file) }
    }
}

impl Writer for BytesWriter {
    fn write(&mut self, encoded: &Encoded) -> io::Result<()> {
        match encoded {
            Encoded::Bytes(bytes) => self.file.write_all(bytes),
            Encoded::Rows(_) => unreachable!("columns belong to the Parquet writer"),
        }
    }

    fn finish(self: Box<Self>) -> io::Result<File> {
        self.file.into_inner().map_err(io::IntoInnerError::into_error)
    }
}
