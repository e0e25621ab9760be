//! What a run writes: records in shards, a manifest, a quarantine list.

mod conll;
mod duckling;
mod encode;
mod folder;
mod jsonl;
mod manifest;
mod parquet;
mod quarantine;
mod shard;
#[cfg(test)]
mod testing;
mod timeml;

pub use encode::OutputFormat;
pub(crate) use encode::{Encoded, Encoder, Writer};
pub(crate) use folder::OutputFolder;
pub use manifest::Manifest;
pub(crate) use manifest::{InputSummary, ShardEntry, ShardFile};
pub(crate) use quarantine::Quarantined;
pub(crate) use shard::{Part, Shards};

pub(crate) use manifest::document_digest;
