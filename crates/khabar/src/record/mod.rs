//! The document record of the output contract (`khabar/1`): the one model behind every writer.

mod build;
mod model;
mod offsets;
mod schema;
mod selection;
mod value;

pub(crate) use build::{Built, Head, RecordBuilder};
pub(crate) use model::Provenance;
pub(crate) use offsets::OffsetMap;
pub use offsets::OffsetUnit;
pub(crate) use schema::arrow_schema;
pub(crate) use value::ValueRecord;

/// The name of the output contract.
pub const SCHEMA: &str = "khabar/1";
