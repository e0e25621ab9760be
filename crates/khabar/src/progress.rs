//! What a person sees of a run: a bar on a terminal, nothing in a pipe.

use crate::output::Manifest;
use indicatif::{ProgressBar, ProgressStyle};
use std::cell::Cell;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// A progress bar over the bytes of an archive, and the summary at the end.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    position: Arc<AtomicU64>,
    documents: Cell<u64>,
    start: Instant,
}

impl Progress {
    /// A bar over `bytes` on standard error, where that is a terminal and `quiet` is not asked for;
    /// `position` says how many of them were read.
    #[must_use]
    pub(crate) fn new(quiet: bool, bytes: u64, position: Arc<AtomicU64>) -> Self {
        let visible = !quiet && std::io::stderr().is_terminal();
        let bar = visible.then(|| {
            let bar = ProgressBar::new(bytes);
            let style = "{bar:30} {percent:>3}%  {bytes}/{total_bytes}  {msg}  {eta} left";
            bar.set_style(ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar
        });
        Self { bar, position, documents: Cell::new(0), start: Instant::now() }
    }

    /// More documents are done.
    pub(crate) fn update(&self, documents: u64) {
        self.documents.set(self.documents.get() + documents);
        if let Some(bar) = &self.bar {
            bar.set_position(self.position.load(Ordering::Relaxed));
            bar.set_message(format!("{} documents", self.documents.get()));
        }
    }

    /// Ends the bar. On a terminal it says what was done; what could not be processed is always said.
    pub(crate) fn finish(&self, manifest: &Manifest, out: &Path) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
            let seconds = self.start.elapsed().as_secs_f64();
            let out = out.display();
            eprintln!("{}: {} records, shards: {} ({seconds:.1} s)", out, manifest.records, manifest.shards.len());
        }
        if manifest.inputs.passed_over > 0 && self.bar.is_some() {
            eprintln!("passed over, as no part of a news archive: {} files", manifest.inputs.passed_over);
        }
        if manifest.quarantined > 0 {
            let list = out.join("quarantine.jsonl");
            eprintln!(
                "khabar: {} of {} documents could not be processed; {} says which and why",
                manifest.quarantined,
                manifest.documents,
                list.display()
            );
        }
        if !manifest.finished {
            eprintln!("khabar: interrupted; finished shards: {}", manifest.shards.len());
        }
    }
}
