//! Where the time goes: processor time of the thread, so that other programs on the machine do not count.

use cpu_time::ThreadTime;
use std::fmt;
use std::ops::{AddAssign, Index, IndexMut};
use std::time::Duration;

/// A step of the way from the archive to the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Stage {
    /// Reading and decompressing.
    Read,
    /// Bytes to a document: encodings, JSON.
    Decode,
    /// Page chrome out.
    Page,
    /// Normalization, tokens, entities, values, quotations.
    Analyze,
    /// Layers to a record, offsets, encoding.
    Encode,
    /// Writing to files.
    Write,
}

impl Stage {
    const ALL: [Self; 6] = [Self::Read, Self::Decode, Self::Page, Self::Analyze, Self::Encode, Self::Write];

    const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Decode => "decode",
            Self::Page => "page",
            Self::Analyze => "analyze",
            Self::Encode => "encode",
            Self::Write => "write",
        }
    }
}

/// Time and text by stage, summed over threads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Timings {
    spent: [Duration; Stage::ALL.len()],
    /// Bytes of page text that went through.
    pub text_bytes: u64,
}

impl Timings {
    /// Runs `step` and counts its processor time.
    pub(crate) fn time<T>(&mut self, stage: Stage, step: impl FnOnce() -> T) -> T {
        let start = ThreadTime::now();
        let result = step();
        self[stage] += start.elapsed();
        result
    }
}

impl Index<Stage> for Timings {
    type Output = Duration;

    fn index(&self, stage: Stage) -> &Duration {
        &self.spent[stage as usize]
    }
}

impl IndexMut<Stage> for Timings {
    fn index_mut(&mut self, stage: Stage) -> &mut Duration {
        &mut self.spent[stage as usize]
    }
}

impl AddAssign for Timings {
    fn add_assign(&mut self, other: Self) {
        for (mine, theirs) in self.spent.iter_mut().zip(other.spent) {
            *mine += theirs;
        }
        self.text_bytes += other.text_bytes;
    }
}

impl fmt::Display for Timings {
    /// A table: stage, seconds, share, megabytes of page text a second.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all: Duration = self.spent.iter().sum();
        let megabytes = self.text_bytes as f64 / 1e6;
        writeln!(f, "{:<8} {:>9} {:>7} {:>9}", "stage", "seconds", "share", "MB/s")?;
        let mut row = |name: &str, spent: Duration| {
            let seconds = spent.as_secs_f64();
            let share = 100.0 * seconds / all.as_secs_f64().max(f64::MIN_POSITIVE);
            writeln!(f, "{name:<8} {seconds:>9.3} {share:>6.1}% {:>9.1}", megabytes / seconds.max(f64::MIN_POSITIVE))
        };
        for stage in Stage::ALL {
            row(stage.name(), self[stage])?;
        }
        row("all", all)
    }
}
