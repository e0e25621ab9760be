//! `manifest.json`: what a run read, how it was set, and the shards that are finished.

use crate::config::{Config, hex};
use crate::output::OutputFormat;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The name of the manifest's form.
const SCHEMA: &str = "khabar-manifest/1";

/// The file's contents.
#[derive(Clone, Debug, Serialize)]
pub struct Manifest {
    /// `khabar-manifest/1`.
    pub schema: &'static str,
    /// The program's version.
    pub khabar: &'static str,
    /// SHA-256 of the settings.
    pub config: String,
    /// The settings themselves.
    pub settings: Config,
    /// Name and hash of the tagger's model.
    pub model: Option<String>,
    /// The formats written.
    pub formats: Vec<OutputFormat>,
    /// Documents of the archive in one shard.
    pub shard_documents: u64,
    /// What was read.
    pub inputs: InputSummary,
    /// Whether the archive was read to its end.
    pub finished: bool,
    /// Documents read.
    pub documents: u64,
    /// Records written.
    pub records: u64,
    /// Documents in `quarantine.jsonl`.
    pub quarantined: u64,
    /// The finished shards, in order.
    pub shards: Vec<ShardEntry>,
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct InputSummary {
    /// The arguments.
    pub arguments: Vec<String>,
    /// Files found.
    pub files: u64,
    /// Their size on disk.
    pub bytes: u64,
    /// Files of folders that belong to no archive.
    pub passed_over: u64,
}

/// One finished shard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShardEntry {
    /// Counted from 0.
    pub number: u64,
    /// Its files, one a format.
    pub files: Vec<ShardFile>,
    /// Documents read for it.
    pub documents: u64,
    /// Records in it.
    pub records: u64,
    /// Documents of it in `quarantine.jsonl`.
    pub quarantined: u64,
    /// SHA-256 over the SHA-256 of each document's source and bytes: the input's identity.
    pub input: String,
}

/// One file of a shard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShardFile {
    /// Its name in the output folder.
    pub name: String,
    /// Its size.
    pub bytes: u64,
}

/// What of an older manifest decides whether a folder may be written again.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Earlier {
    pub(super) schema: String,
    pub(super) config: String,
    pub(super) model: Option<String>,
}

impl Earlier {
    /// Whether a file holds a manifest that this program wrote.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice::<Self>(bytes).ok().filter(|earlier| earlier.schema == SCHEMA)
    }
}

impl Manifest {
    /// The manifest of a run that has written nothing yet.
    #[must_use]
    pub fn new(settings: Config, model: Option<String>, formats: Vec<OutputFormat>, shard_documents: u64) -> Self {
        Self {
            schema: SCHEMA,
            khabar: env!("CARGO_PKG_VERSION"),
            config: settings.sha256(),
            settings,
            model,
            formats,
            shard_documents,
            inputs: InputSummary::default(),
            finished: false,
            documents: 0,
            records: 0,
            quarantined: 0,
            shards: Vec::new(),
        }
    }

    /// Adds a finished shard.
    pub(super) fn add(&mut self, shard: ShardEntry) {
        self.documents += shard.documents;
        self.records += shard.records;
        self.quarantined += shard.quarantined;
        self.shards.push(shard);
    }
}

/// The identity of one document: its source's name and its bytes.
#[must_use]
pub(crate) fn document_digest(source: &str, bytes: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update((source.len() as u64).to_le_bytes());
    hash.update(source);
    hash.update(bytes);
    hash.finalize().into()
}

/// Gathers the identities of a shard's documents.
#[derive(Clone, Debug, Default)]
pub(super) struct ShardDigest(Sha256);

impl ShardDigest {
    pub(super) fn add(&mut self, document: &[u8; 32]) {
        self.0.update(document);
    }

    pub(super) fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}
