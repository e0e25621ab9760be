//! Throughput of each step on real news, in one table with copying and validating the same bytes.
//!
//! `cargo bench -p khabar-normalize` reads `../shared/news/*.jsonl.zst` where that folder exists (or the
//! files named in `KHABAR_BENCH_NEWS`), else the sample archive of this repository. Figures are the best of
//! several rounds in CPU time; rounds are interleaved, so that a busy machine slows all rows alike.

use khabar_normalize::{Analyzer, Normalizer, Profile};
use std::hint::black_box;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

const ROUNDS: usize = 15;
/// Text taken from each file.
const BYTES: usize = 12_000_000;

/// CPU time of this thread.
fn clock() -> Duration {
    cpu_time::ThreadTime::now().as_duration()
}

fn corpora() -> Vec<(String, Vec<String>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files: Vec<PathBuf> = match std::env::var("KHABAR_BENCH_NEWS") {
        Ok(list) => list.split(':').map(PathBuf::from).collect(),
        Err(_) => ["saudinewsnet", "antcorpus", "hespress", "sanad"]
            .iter()
            .map(|name| root.join(format!("../shared/news/{name}.jsonl.zst")))
            .collect(),
    };
    files.retain(|f| f.exists());
    let mut corpora: Vec<_> = files.iter().map(|f| (name(f), news(f))).collect();
    if corpora.is_empty() {
        let pages = std::fs::read_dir(root.join("data/sample")).expect("the sample archive");
        let texts: Vec<String> = pages.filter_map(|e| std::fs::read_to_string(e.ok()?.path()).ok()).collect();
        let texts = texts.iter().cycle().take(3000).cloned().collect();
        corpora.push(("sample".to_owned(), texts));
    }
    let all: Vec<String> = corpora.iter().flat_map(|(_, texts)| texts.iter().cloned()).collect();
    if corpora.len() > 1 {
        corpora.insert(0, ("all".to_owned(), all));
    }
    corpora
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().split('.').next().unwrap_or_default().to_owned()
}

fn news(file: &Path) -> Vec<String> {
    let mut json = Vec::new();
    let file = std::fs::File::open(file).expect("a news file");
    let decoder = zstd::Decoder::new(file).expect("a zstd file");
    decoder.take(3 * BYTES as u64).read_to_end(&mut json).ok();
    let json = String::from_utf8_lossy(&json);
    let mut left = BYTES;
    json.lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|record| record.get("text")?.as_str().map(str::to_owned))
        .take_while(|text| {
            let more = left > 0;
            left = left.saturating_sub(text.len());
            more
        })
        .collect()
}

/// One pass over all texts.
type Pass<'a> = Box<dyn FnMut(&[String]) + 'a>;

struct Row<'a> {
    name: &'static str,
    run: Pass<'a>,
    best: Duration,
}

fn row<'a>(name: &'static str, run: impl FnMut(&[String]) + 'a) -> Row<'a> {
    Row { name, run: Box::new(run), best: Duration::MAX }
}

fn rows<'a>() -> Vec<Row<'a>> {
    let mut copy = Vec::new();
    let mut rows = vec![
        row("memcpy", move |texts: &[String]| {
            for t in texts {
                copy.clear();
                copy.extend_from_slice(t.as_bytes());
                black_box(&copy);
            }
        }),
        row("simdutf8 validation", |texts: &[String]| {
            for t in texts {
                black_box(simdutf8::basic::from_utf8(t.as_bytes()).is_ok());
            }
        }),
        row("std::str::from_utf8", |texts: &[String]| {
            for t in texts {
                black_box(std::str::from_utf8(t.as_bytes()).is_ok());
            }
        }),
    ];
    for (name, profile) in [
        ("normalize news + alignment", Profile::News),
        ("normalize display + alignment", Profile::Display),
        ("normalize search + alignment", Profile::Search),
    ] {
        let normalizer = Normalizer::new(profile);
        let mut buffer = khabar_normalize::Buffer::default();
        rows.push(row(name, move |texts: &[String]| {
            for t in texts {
                normalizer.normalize_into(t, &mut buffer);
                black_box(buffer.text(t));
            }
        }));
    }
    rows
}

/// Steps that need the ones before them: the time of the step alone is taken inside.
fn steps(texts: &[String]) -> Vec<(&'static str, Duration)> {
    let analyzer = Analyzer::new(Profile::News);
    let mut worker = analyzer.worker();
    let names = [
        "quotation pairs",
        "sentences (given pairs)",
        "quotation pairs + sentences",
        "tokens + proclitics",
        "all layers",
    ];
    let mut best = [Duration::MAX; 5];
    for _ in 0..ROUNDS / 3 {
        // texts are taken in batches of one: the clock is read around each step of a joined text
        let mut sum = [Duration::ZERO; 4];
        for batch in texts.chunks(500) {
            let joined = batch.join("\n");
            let t0 = clock();
            black_box(worker.normalize(&joined));
            let t1 = clock();
            black_box(worker.pair_quotes(&joined));
            let t2 = clock();
            black_box(worker.split_sentences(&joined));
            let t3 = clock();
            black_box(worker.tokenize(&joined));
            let t4 = clock();
            for (slot, step) in sum.iter_mut().zip([t1 - t0, t2 - t1, t3 - t2, t4 - t3]) {
                *slot += step;
            }
        }
        let [norm, pairs, sentences, tokens] = sum;
        let round = [pairs, sentences, pairs + sentences, tokens, norm + pairs + sentences + tokens];
        for (slot, step) in best.iter_mut().zip(round) {
            *slot = step.min(*slot);
        }
    }
    names.into_iter().zip(best).collect()
}

fn main() {
    for (name, texts) in corpora() {
        let bytes: usize = texts.iter().map(String::len).sum();
        println!("\n{name}: {} texts, {:.1} MB", texts.len(), bytes as f64 / 1e6);
        let mut rows = rows();
        for _ in 0..ROUNDS {
            for row in &mut rows {
                let start = clock();
                (row.run)(&texts);
                row.best = row.best.min(clock() - start);
            }
        }
        let figures = rows.iter().map(|r| (r.name, r.best)).chain(steps(&texts));
        for (name, time) in figures {
            println!("  {name:<32} {:>8.0} MB/s", bytes as f64 / 1e6 / time.as_secs_f64());
        }
    }
}
