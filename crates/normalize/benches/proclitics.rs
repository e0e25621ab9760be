//! Time per word of the proclitics, beside hashing the same words.
//!
//! `cargo bench -p khabar-normalize --bench proclitics` reads the news files that the `normalize` bench
//! reads; `KHABAR_BENCH_NEWS` names others. CPU time, best of several interleaved rounds.

#[path = "../src/proclitic/mod.rs"]
mod proclitic;

use khabar_normalize::{Normalizer, Proclitic, Proclitics, Profile};
use rustc_hash::FxHasher;
use std::hash::Hasher as _;
use std::hint::black_box;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

const ROUNDS: usize = 9;
/// Text taken from each file.
const BYTES: usize = 12_000_000;

/// CPU time of this thread.
fn clock() -> Duration {
    cpu_time::ThreadTime::now().as_duration()
}

fn main() {
    let texts = texts();
    let words: Vec<&str> = texts
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && !('\u{640}'..'\u{660}').contains(&c)))
        .filter(|word| !word.is_empty())
        .collect();
    let bytes: usize = words.iter().map(|word| word.len()).sum();
    let start = clock();
    black_box(proclitic::proclitics("وبالعراق"));
    println!("tables built in {:.2} ms", (clock() - start).as_secs_f64() * 1e3);
    println!("{} words, {:.1} MB", words.len(), bytes as f64 / 1e6);
    let hash = |word: &str, _: &str, _: &str| {
        let mut hasher = FxHasher::default();
        hasher.write(word.as_bytes());
        hasher.finish()
    };
    let alone = |word: &str, _: &str, _: &str| u64::from(proclitic::proclitics(word).len());
    let context = |word: &str, before: &str, after: &str| {
        u64::from(proclitic::proclitics_in_context(Some(before), word, Some(after)).len())
    };
    let mut best = [Duration::MAX; 3];
    for _ in 0..ROUNDS {
        best[0] = best[0].min(pass(&words, hash));
        best[1] = best[1].min(pass(&words, alone));
        best[2] = best[2].min(pass(&words, context));
    }
    for (name, time) in ["hash of the word", "proclitics", "proclitics in context"].iter().zip(best) {
        let seconds = time.as_secs_f64();
        println!(
            "{name:<24}{:>8.1} ns a word {:>8.1} M words/s {:>9.1} MB/s",
            seconds * 1e9 / words.len() as f64,
            words.len() as f64 / seconds / 1e6,
            bytes as f64 / seconds / 1e6
        );
    }
    let cut = words.iter().filter(|word| !proclitic::proclitics(word).is_empty()).count();
    println!("{:.1} % of the words have proclitics or the article", 100.0 * cut as f64 / words.len() as f64);
    let example: Vec<_> = proclitic::proclitics("وللعراق").iter().map(Proclitic::form).collect();
    assert_eq!(example, ["و", "ل", "ال"]);
}

fn pass(words: &[&str], work: impl Fn(&str, &str, &str) -> u64) -> Duration {
    let start = clock();
    let mut sum = 0u64;
    for three in words.windows(3) {
        sum = sum.wrapping_add(work(three[1], three[0], three[2]));
    }
    black_box(sum);
    clock() - start
}

fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files: Vec<PathBuf> = match std::env::var("KHABAR_BENCH_NEWS") {
        Ok(list) => list.split(':').map(PathBuf::from).collect(),
        Err(_) => ["saudinewsnet", "antcorpus", "hespress", "sanad"]
            .iter()
            .map(|name| root.join(format!("../shared/news/{name}.jsonl.zst")))
            .collect(),
    };
    files.retain(|file| file.exists());
    let mut texts: Vec<String> = files.iter().map(|file| news(file)).collect();
    if texts.is_empty() {
        let pages = std::fs::read_dir(root.join("data/sample")).expect("the sample archive");
        let pages = pages.filter_map(|entry| std::fs::read_to_string(entry.ok()?.path()).ok());
        texts = vec![pages.collect::<String>().repeat(100)];
    }
    let normalizer = Normalizer::new(Profile::News);
    texts.iter().map(|text| normalizer.normalize(text).text().to_owned()).collect()
}

fn news(file: &Path) -> String {
    let mut json = Vec::new();
    let decoder = zstd::Decoder::new(std::fs::File::open(file).expect("a news file")).expect("a zstd file");
    decoder.take(BYTES as u64).read_to_end(&mut json).expect("zstd");
    let json = String::from_utf8_lossy(&json);
    let records = json.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let bodies: Vec<String> = records.filter_map(|record| Some(record.get("text")?.as_str()?.to_owned())).collect();
    bodies.join("\n")
}
