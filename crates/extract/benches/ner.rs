//! Speed of the embedded tagger on real news: tagging alone, resolving names, and, as references in the same
//! run, the analysis of the same texts into layers and the `crfs` crate tagging them with the same features in a
//! model of its own. Also load time and memory.
//!
//! The reference gets its features as finished strings and is timed on its tagging alone (one look, no offices,
//! no inner names, no probabilities); the tagger's time holds the making of its features and all its looks.
//!
//! `cargo bench -p khabar-extract --bench ner` reads `../shared/news/saudinewsnet.jsonl.zst` where it exists,
//! else the sample archive. CPU time of one thread, the best of several interleaved rounds.

use khabar_extract::ner::train::features;
use khabar_extract::ner::{LinearTagger, Mention, Resolver, Tagger};
use khabar_normalize::{Analyzer, Layers, Profile};
use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

const ROUNDS: usize = 4;
const BYTES: u64 = 8_000_000;

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

/// Sentences that the reference is trained on, and as many again that it tags.
const REFERENCE: usize = 3000;

type Items = Vec<Vec<crfs::Attribute>>;

/// The features of a document's sentences as attributes.
fn attributes(tagger: &LinearTagger, layers: &Layers<'_>) -> Vec<Items> {
    let named = |f: &u64| crfs::Attribute::new(format!("{f:x}"), 1.0);
    let of_sentence = |s: &Vec<Vec<u64>>| s.iter().map(|t| t.iter().map(named).collect()).collect();
    features(tagger, layers).iter().map(of_sentence).collect()
}

/// The outermost names of the tokens of a document's sentences as BIO tags.
fn tags(layers: &Layers<'_>, mentions: &[Mention]) -> Vec<Vec<String>> {
    let tag = |token: &khabar_normalize::Token| {
        let name = mentions
            .iter()
            .find(|m| m.depth == 0 && m.norm.start() < token.norm.end() && token.norm.start() < m.norm.end());
        name.map_or("O".to_owned(), |m| {
            let first = m.norm.start() < token.norm.end() && token.norm.start() <= m.norm.start();
            format!("{}-{}", if first { "B" } else { "I" }, m.label.name())
        })
    };
    layers.sentences.iter().map(|s| layers.tokens_of(s).iter().map(tag).collect()).collect()
}

/// Trains the `crfs` crate on what the tagger finds, and gives its speed in tokens a second.
fn reference(tagger: &LinearTagger, texts: &[String]) -> f64 {
    let mut worker = Analyzer::new(Profile::News).worker();
    let (mut names, mut mentions) = (tagger.worker(), Vec::new());
    let mut trainer = crfs::train::Trainer::averaged_perceptron().with_max_iterations(3).expect("a valid number");
    let mut seen = 0;
    let mut unseen: Vec<Items> = Vec::new();
    for text in texts {
        let layers = worker.analyze(text);
        names.tag(&[layers], &mut mentions);
        for (items, tags) in attributes(tagger, &layers).into_iter().zip(tags(&layers, &mentions[0])) {
            if items.is_empty() {
                continue;
            }
            if seen < REFERENCE {
                seen += 1;
                trainer.append(&items, &tags).expect("as many tags as items");
            } else {
                unseen.push(items);
            }
        }
        if unseen.len() >= REFERENCE {
            break;
        }
    }
    let path = std::env::temp_dir().join(format!("khabar-bench-{}.crfs", std::process::id()));
    trainer.train(&path).expect("a model");
    let bytes = std::fs::read(&path).expect("the model just written");
    std::fs::remove_file(&path).ok();
    let model = crfs::Model::new(&bytes).expect("a model");
    let other = model.tagger().expect("a tagger");
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let start = clock();
        for items in &unseen {
            std::hint::black_box(other.tag(items).expect("tags"));
        }
        best = best.min(clock() - start);
    }
    unseen.iter().map(Vec::len).sum::<usize>() as f64 / best.as_secs_f64()
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
    println!("{} texts, {tokens} tokens, {found} names; resident {} MB in all", texts.len(), resident());
    for (step, time) in ["layers", "tagging", "resolving"].into_iter().zip(best) {
        println!("{step:10} {:8.0} tokens/s", tokens as f64 / time.as_secs_f64());
    }
    println!("crfs crate {:8.0} tokens/s, tagging alone with the same features", reference(&tagger, &texts));
}
