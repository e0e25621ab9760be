//! Throughput of the quotation step alone, beside copying and validating the same bytes.
//!
//! `cargo bench -p khabar-extract --bench quotes` reads the files named in `KHABAR_BENCH_NEWS` (plain text, one
//! article a line, `\n` escaped as a line separator U+2028), else the sample archive of this repository. Best
//! of several interleaved rounds of wall time on one core.

use khabar_extract::{QuoteExtractor, QuoteScratch};
use khabar_normalize::{Analyzer, Profile};
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

const ROUNDS: usize = 9;
/// The sample archive is repeated up to so many bytes.
const BYTES: usize = 4_000_000;

fn texts() -> Vec<String> {
    if let Ok(files) = std::env::var("KHABAR_BENCH_NEWS") {
        let lines = files.split(':').filter_map(|f| std::fs::read_to_string(f).ok());
        return lines.flat_map(|all| all.lines().map(|l| l.replace('\u{2028}', "\n")).collect::<Vec<_>>()).collect();
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
    let analyzer = Analyzer::new(Profile::News);
    let mut worker = analyzer.worker();
    let extractor = QuoteExtractor::new();
    let (mut scratch, mut quotes) = (QuoteScratch::default(), Vec::new());
    let mut best = [Duration::MAX; 4];
    let mut found = 0;
    for _ in 0..ROUNDS {
        let mut spent = [Duration::ZERO; 4];
        found = 0;
        for text in &texts {
            let start = Instant::now();
            black_box(black_box(text.as_bytes()).to_vec());
            spent[0] += start.elapsed();
            let start = Instant::now();
            black_box(std::str::from_utf8(black_box(text.as_bytes())).is_ok());
            spent[1] += start.elapsed();
            let start = Instant::now();
            let layers = worker.analyze(text);
            spent[2] += start.elapsed();
            let start = Instant::now();
            extractor.extract(&layers, &[], &mut scratch, &mut quotes);
            spent[3] += start.elapsed();
            found += black_box(&quotes).len();
        }
        for (best, spent) in best.iter_mut().zip(spent) {
            *best = (*best).min(spent);
        }
    }
    println!("{} texts, {bytes} bytes, {found} quotations", texts.len());
    for (name, time) in ["copy", "validate UTF-8", "layers", "quotations"].iter().zip(best) {
        println!("{name:<16} {:>9.1} MB/s", bytes as f64 / time.as_secs_f64() / 1e6);
    }
}
