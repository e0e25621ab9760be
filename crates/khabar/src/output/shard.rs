//! The shards of a run, written in order.

use super::folder::QUARANTINE;
use super::manifest::ShardDigest;
use super::{Encoded, Manifest, OutputFolder, OutputFormat, Quarantined, ShardEntry, ShardFile, Writer};
use crate::config::LayerSet;
use crate::{Error, Result};
use std::fs::File;
use std::io::{self, BufWriter, Write};

/// Some consecutive documents of the archive, processed: all of them belong to one shard.
#[derive(Debug, Default)]
pub(crate) struct Part {
    /// The shard's number.
    pub shard: u64,
    /// The records in each of the run's formats.
    pub encoded: Vec<Option<Encoded>>,
    /// How many records that is.
    pub records: u64,
    /// What could not be processed.
    pub quarantined: Vec<Quarantined>,
    /// The identity of each document read.
    pub digests: Vec<[u8; 32]>,
}

/// Writes parts in order into the shards of a folder.
pub(crate) struct Shards {
    folder: OutputFolder,
    manifest: Manifest,
    layers: LayerSet,
    open: Option<OpenShard>,
    quarantine: Option<BufWriter<File>>,
}

struct OpenShard {
    entry: ShardEntry,
    writers: Vec<(String, Box<dyn Writer>)>,
    digest: ShardDigest,
}

impl std::fmt::Debug for Shards {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shards").field("folder", &self.folder).field("manifest", &self.manifest).finish_non_exhaustive()
    }
}

fn name_of(shard: u64, format: OutputFormat) -> String {
    format!("part-{shard:05}.{}", format.extension())
}

impl Shards {
    /// Writes into a folder that was prepared for `manifest`.
    #[must_use]
    pub(crate) fn new(folder: OutputFolder, manifest: Manifest) -> Self {
        let layers = manifest.settings.layers;
        Self { folder, manifest, layers, open: None, quarantine: None }
    }

    /// Adds the next part.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(crate) fn write(&mut self, part: &Part) -> Result<()> {
        if self.open.as_ref().is_some_and(|open| open.entry.number != part.shard) {
            self.close()?;
        }
        self.quarantine(&part.quarantined)?;
        let open = match &mut self.open {
            Some(open) => open,
            none => none.insert(OpenShard::create(&self.folder, part.shard, &self.manifest.formats, self.layers)?),
        };
        open.entry.documents += part.digests.len() as u64;
        open.entry.records += part.records;
        open.entry.quarantined += part.quarantined.len() as u64;
        part.digests.iter().for_each(|digest| open.digest.add(digest));
        for ((name, writer), encoded) in open.writers.iter_mut().zip(&part.encoded) {
            if let Some(encoded) = encoded {
                writer.write(encoded).map_err(|e| self.folder.failed(name, e))?;
            }
        }
        Ok(())
    }

    fn quarantine(&mut self, quarantined: &[Quarantined]) -> Result<()> {
        if quarantined.is_empty() {
            return Ok(());
        }
        let file = match &mut self.quarantine {
            Some(file) => file,
            none => none.insert(BufWriter::new(self.folder.create(QUARANTINE)?)),
        };
        let mut write = || -> io::Result<()> {
            for one in quarantined {
                serde_json::to_writer(&mut *file, one)?;
                file.write_all(b"\n")?;
            }
            Ok(())
        };
        write().map_err(|e| self.folder.failed(QUARANTINE, e))
    }

    /// Ends the open shard: its files get their names, then the manifest lists it.
    fn close(&mut self) -> Result<()> {
        let Some(mut open) = self.open.take() else { return Ok(()) };
        for (name, writer) in open.writers {
            let file = writer.finish().map_err(|e| self.folder.failed(&name, e))?;
            let bytes = self.folder.publish(&name, &file)?;
            open.entry.files.push(ShardFile { name, bytes });
        }
        open.entry.input = open.digest.finish();
        self.manifest.add(open.entry);
        self.folder.write_manifest(&self.manifest)
    }

    /// Ends the run. `finished` says that the archive was read to its end.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(crate) fn finish(mut self, finished: bool) -> Result<Manifest> {
        self.close()?;
        if let Some(quarantine) = self.quarantine.take() {
            let file = quarantine.into_inner().map_err(|e| self.folder.failed(QUARANTINE, e.into_error()))?;
            self.folder.publish(QUARANTINE, &file)?;
        }
        self.manifest.finished = finished;
        self.folder.write_manifest(&self.manifest)?;
        Ok(self.manifest)
    }
}

impl OpenShard {
    fn create(folder: &OutputFolder, number: u64, formats: &[OutputFormat], layers: LayerSet) -> Result<Self> {
        let writer = |&format: &OutputFormat| -> Result<(String, Box<dyn Writer>)> {
            let name = name_of(number, format);
            let writer = format
                .writer(folder.create(&name)?, layers)
                .map_err(|e: io::Error| -> Error { folder.failed(&name, e) })?;
            Ok((name, writer))
        };
        let writers = formats.iter().map(writer).collect::<Result<Vec<_>>>()?;
        let entry =
            ShardEntry { number, files: Vec::new(), documents: 0, records: 0, quarantined: 0, input: String::new() };
        Ok(Self { entry, writers, digest: ShardDigest::default() })
    }
}
