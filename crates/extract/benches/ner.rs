//! Speed of the embedded tagger on real news: tagging alone, tagging with names resolved, and, as a reference
//! in the same run, the analysis of the same texts into layers. Also load time and size.
//!
//! `cargo bench -p khabar-extract --bench ner` reads `../shared/news/saudinewsnet.jsonl.zst` where it exists,
//! else the sample archive. CPU time of one thread, the best of several interleaved rounds.

use khabar_extract::ner::{LinearTagger, Resolver, Tagger};
use khabar_normalize::{Analyzer, Profile};
use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

const ROUNDS: usize = 5;
const BYTES: u64 = 24_000_000;

fn clock() -> Duration {
    cpu_time::ThreadTime::now().as_duration()
}

fn texts() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    if let Ok(file) = std::fs::File::open(root.join("../shared/news/saudinewsnet.jsonl.zst")) {
        let mut json = Vec::new();
        zstd::Decoder::new(file).expect("a zstd file").take(BYTES).read_to_end(&mut json).ok();
        return String::from_utf8_lossy(&json)
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .filter_map(|record| record.get("text")?.as_str().map(str::to_owned))
            .collect();
    }
    let pages = std::fs::read_dir(root.join("data/sample")).expect("the sample archive");
    let pages: Vec<String> = pages.filter_map(|e| std::fs::read_to_string(e.ok()?.path()).ok()).collect();
    pages.iter().cycle().take(2000).cloned().collect()
}

/// Resident memory of the process in MB, where the system tells.
fn resident() -> u64 {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    pages.split_whitespace().nth(1).and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) * 4096 / 1_000_000
}

fn main() {
    let before = resident();
    let start = clock();
    let tagger = LinearTagger::embedded();
    let load = clock() - start;
    let start = clock();
    let resolver = Resolver::new();
    println!("load: tagger {load:.1?}, resolver {:.1?}", clock() - start);
    let mut names = tagger.worker();
    println!("resident: {} MB more than before loading", resident() - before);

    let texts = texts();
    let mut worker = Analyzer::new(Profile::News).worker();
    let (mut mentions, mut entities) = (Vec::new(), Vec::new());
    let mut best = [Duration::MAX; 3];
    let (mut tokens, mut found) = (0, 0);
    for _ in 0..ROUNDS {
        let mut spent = [Duration::ZERO; 3];
        (tokens, found) = (0, 0);
        for text in &texts {
            let start = clock();
            let layers = worker.analyze(text);
            let analyzed = clock();
            names.tag(&[layers], &mut mentions);
            let tagged = clock();
            resolver.resolve(&layers, &mentions[0], &mut entities);
            let resolved = clock();
            tokens += layers.tokens.len();
            found += entities.len();
            for (sum, step) in spent.iter_mut().zip([analyzed - start, tagged - analyzed, resolved - tagged]) {
                *sum += step;
            }
        }
        best = std::array::from_fn(|k| best[k].min(spent[k]));
    }
    println!("{} texts, {tokens} tokens, {found} names", texts.len());
    for (step, time) in ["layers", "tagging", "resolving"].into_iter().zip(best) {
        println!("{step:10} {:8.0} tokens/s", tokens as f64 / time.as_secs_f64());
    }
}
