//! The record's fields as nested columns, compressed with Zstandard.

use super::encode::{Encoded, Encoder, Writer, internal};
use crate::Result;
use crate::record::Built;
use arrow::datatypes::SchemaRef;
use arrow::error::ArrowError;
use arrow::json::ReaderBuilder;
use arrow::json::reader::Decoder;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use parquet::schema::types::ColumnPath;
use std::fs::File;
use std::io;

/// Documents in a row group at most.
const GROUP_ROWS: usize = 4096;
/// Rows that buffers are first made for; they grow where a portion has more.
const ROWS_AT_ONCE: usize = 64;
/// Bytes a row group takes in memory at most, but for the documents added last.
const GROUP_BYTES: usize = 32 << 20;

/// Turns records into columns through the same serialization as JSON, so that both carry the same
/// fields; a field that the schema does not know is an error.
pub(super) struct ParquetEncoder {
    decoder: Decoder,
}

impl ParquetEncoder {
    pub(super) fn new(schema: SchemaRef) -> Result<Self, ArrowError> {
        let decoder =
            ReaderBuilder::new(schema).with_strict_mode(true).with_batch_size(ROWS_AT_ONCE).build_decoder()?;
        Ok(Self { decoder })
    }
}

impl Encoder for ParquetEncoder {
    fn push(&mut self, built: &Built<'_>) -> Result<()> {
        self.decoder.serialize(&[&built.record]).map_err(internal)
    }

    fn take(&mut self) -> Result<Option<Encoded>> {
        Ok(self.decoder.flush().map_err(internal)?.map(Encoded::Rows))
    }
}

/// Writes columns in row groups of bounded size.
#[derive(Debug)]
pub(super) struct ParquetWriter {
    inner: ArrowWriter<File>,
}

impl ParquetWriter {
    pub(super) fn new(file: File, schema: SchemaRef) -> io::Result<Self> {
        let level = ZstdLevel::try_new(3).map_err(io::Error::other)?;
        let whole_texts = ["text", "normalized"].map(ColumnPath::from);
        let mut properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_created_by(concat!("khabar ", env!("CARGO_PKG_VERSION")).to_owned());
        for column in whole_texts {
            properties = properties.set_column_dictionary_enabled(column, false);
        }
        let inner = ArrowWriter::try_new(file, schema, Some(properties.build())).map_err(io::Error::other)?;
        Ok(Self { inner })
    }
}

impl Writer for ParquetWriter {
    fn write(&mut self, encoded: &Encoded) -> io::Result<()> {
        let Encoded::Rows(rows) = encoded else { unreachable!("only columns belong to the Parquet writer") };
        self.inner.write(rows).map_err(io::Error::other)?;
        if self.inner.in_progress_size() > GROUP_BYTES {
            self.inner.flush().map_err(io::Error::other)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<File> {
        self.inner.into_inner().map_err(io::Error::other)
    }
}
