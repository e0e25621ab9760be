//! Throughput of the value step alone, beside copying and validating the same bytes.
//!
//! `cargo bench -p khabar-extract --bench values` reads the files named in `KHABAR_BENCH_NEWS` (plain text, one
//! article a line, `\n` escaped as a line separator U+2028), else the sample archive of this repository. Best
//! of several interleaved rounds, in CPU time of one thread.

use khabar_extract::{ValueExtractor, ValueScratch};
use khabar_normalize::{Analyzer, Profile};
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

const ROUNDS: usize = 7;
/// The sample archive is repeated up to so many bytes.
const BYTES: usize = 4_000_000;

/// CPU time of this thread.
fn clock() -> Duration {
    cpu_time::ThreadTime::now().as_duration()
}

fn texts() -> Vec<String> {
    if let Ok(files) = std::env::var("KHABAR_BENCH_NEWS") {
        let all = files.split(':').filter_map(|f| std::fs::read_to_string(f).ok());
        return all.flat_map(|t| t.lines().map(|l| l.replace('\u{2028}', "\n")).collect::<Vec<_>>()).collect();
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/sample");
    let pages = std::fs::read_dir(folder).expect("the sample archive");
    let texts: Vec<String> = pages.filter_map(|e| std::fs::read_to_string(e.ok()?.path()).ok()).collect();
    let size: usize = texts.iter().map(String::len).sum::<usize>().max(1);
    texts.iter().cycle().take(texts.len() * (BYTES / size + 1)).cloned().collect()
}

fn main() {
    let texts = texts();
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut worker = Analyzer::new(Profile::News).worker();
    let start = clock();
    let extractor = ValueExtractor::new();
    let compiled = clock() - start;
    let (mut scratch, mut values) = (ValueScratch::default(), Vec::new());
    let published = Some(jiff::civil::datetime(2022, 1, 24, 0, 0, 0, 0));
    let mut best = [Duration::MAX; 4];
    let mut found = 0;
    for _ in 0..ROUNDS {
        let mut spent = [Duration::ZERO; 4];
        found = 0;
        for text in &texts {
            let start = clock();
            black_box(black_box(text.as_bytes()).to_vec());
            spent[0] += clock() - start;
            let start = clock();
            black_box(std::str::from_utf8(black_box(text.as_bytes())).is_ok());
            spent[1] += clock() - start;
            let start = clock();
            let layers = worker.analyze(text);
            spent[2] += clock() - start;
            values.clear();
            let start = clock();
            extractor.extract(&layers, published, &mut scratch, &mut values);
            spent[3] += clock() - start;
            found += black_box(&values).len();
        }
        for (best, spent) in best.iter_mut().zip(spent) {
            *best = (*best).min(spent);
        }
    }
    println!("{} texts, {bytes} bytes, {found} values; tables compiled in {compiled:?}", texts.len());
    for (name, time) in ["copy", "validate", "analyze", "values"].iter().zip(best) {
        println!("{name:>9} {:9.1} MB/s", bytes as f64 / 1e6 / time.as_secs_f64());
    }
}
