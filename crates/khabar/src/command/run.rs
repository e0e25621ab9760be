//! `khabar run`: an archive into shards and a manifest.

use super::Outcome;
use crate::args::Plan;
use crate::batch::{Analysis, Portion, Processor, Stage, Timings, ordered};
use crate::input::{Archive, Discovered, Reader, discover};
use crate::interrupt::Interrupt;
use crate::output::{InputSummary, Manifest, OutputFolder, Shards};
use crate::progress::Progress;
use crate::{Error, ErrorKind, Result};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// Documents handed to a thread at once, at most.
const PORTION_DOCUMENTS: usize = 64;
/// Bytes handed to a thread at once, but for the last document.
const PORTION_BYTES: usize = 256 << 10;

/// Runs a plan.
///
/// # Errors
/// When nothing can be read or written at all; single documents that fail are listed in
/// `quarantine.jsonl`.
pub fn run(plan: &Plan, interrupt: &Interrupt) -> Result<Outcome> {
    let found = discover(&plan.inputs)?;
    let analysis = Analysis::new(&plan.config, &plan.formats)?;
    let model = analysis.model().map(str::to_owned);
    let mut manifest = Manifest::new(plan.config.clone(), model, plan.formats.clone(), plan.shard_documents);
    manifest.inputs = summary(plan, &found);
    let folder = OutputFolder::prepare(&plan.out, &manifest, plan.overwrite)?;
    let mut shards = Shards::new(folder, manifest);

    let position = Arc::new(AtomicU64::new(0));
    let progress = Progress::new(plan.quiet, found.files.iter().map(|f| f.bytes).sum(), Arc::clone(&position));
    let archive = Archive::new(found.files, plan.config.max_document_bytes, position);
    let mut portions = Portions { reader: archive, documents: 0, shard_documents: plan.shard_documents };
    let processor = Processor::new(&analysis, &plan.config, &plan.formats);
    let pool = threads(plan.jobs)?;
    let mut timings = Timings::default();
    ordered(
        pool.as_ref(),
        || (!interrupt.is_set()).then(|| portions.next()).flatten(),
        |portion| processor.portion(portion),
        |processed| {
            let (part, spent) = processed?;
            timings += spent;
            timings.time(Stage::Write, || shards.write(&part))?;
            progress.update(part.digests.len() as u64);
            Ok::<_, Error>(())
        },
    )?;
    let manifest = timings.time(Stage::Write, || shards.finish(!interrupt.is_set()))?;
    progress.finish(&manifest, &plan.out);
    if plan.timings {
        eprint!("{timings}");
    }
    Ok(match manifest {
        _ if interrupt.is_set() => Outcome::Interrupted,
        Manifest { quarantined: 0, .. } => Outcome::Done,
        _ => Outcome::SomeFailed,
    })
}

fn summary(plan: &Plan, found: &Discovered) -> InputSummary {
    InputSummary {
        arguments: plan.inputs.iter().map(|input| input.display().to_string()).collect(),
        files: found.files.len() as u64,
        bytes: found.files.iter().map(|file| file.bytes).sum(),
        passed_over: found.passed_over,
    }
}

/// A pool of that many threads; none for one.
pub(super) fn threads(jobs: usize) -> Result<Option<rayon::ThreadPool>> {
    if jobs == 1 {
        return Ok(None);
    }
    rayon::ThreadPoolBuilder::new().num_threads(jobs).build().map(Some).map_err(|e| {
        Error::new(ErrorKind::Io, format!("could not start {jobs} threads: {e}")).remedy("Give a smaller --jobs.")
    })
}

/// Cuts the documents of an archive into portions; none reaches over the end of a shard.
struct Portions<R> {
    reader: R,
    documents: u64,
    shard_documents: u64,
}

impl<R: Reader> Portions<R> {
    fn next(&mut self) -> Option<Portion> {
        let mut portion = Portion { shard: self.documents / self.shard_documents, ..Portion::default() };
        let mut bytes = 0;
        let mut timings = Timings::default();
        while portion.documents.len() < PORTION_DOCUMENTS && bytes < PORTION_BYTES {
            let Some(document) = timings.time(Stage::Read, || self.reader.next()) else { break };
            bytes += document.as_ref().map_or(0, |raw| raw.body.bytes().len());
            portion.documents.push(document);
            self.documents += 1;
            if self.documents.is_multiple_of(self.shard_documents) {
                break;
            }
        }
        portion.timings = timings;
        (!portion.documents.is_empty()).then_some(portion)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::{Body, RawDocument};

    #[test]
    fn portions_end_where_shards_end() {
        let document = |n: usize| Ok(RawDocument { file: "a".into(), line: None, body: Body::PageText(vec![b'x'; n]) });
        let sizes = (0..10).map(|_| 10).chain([PORTION_BYTES, 10]);
        let mut portions = Portions { reader: sizes.map(document), documents: 0, shard_documents: 7 };
        let cut: Vec<_> =
            std::iter::from_fn(|| portions.next()).map(|portion| (portion.shard, portion.documents.len())).collect();
        assert_eq!(cut, [(0, 7), (1, 4), (1, 1)]);
    }
}
