//! Word clusters from unlabelled news: skip-gram vectors with negative sampling, then k-means at several
//! sizes. One thread, seeded: the same text gives the same clusters.
//!
//! ```text
//! zstdcat news/*.jsonl.zst | cargo run --release -p khabar-extract --example ner_clusters -- clusters.tsv
//! ```
//!
//! Input: JSON lines with `text` (and `title`). Output: folded stem, then one cluster number a size.

use khabar_extract::ner::train::{Random, fold_stem};
use khabar_normalize::{Analyzer, Profile, TokenKind};
use std::collections::HashMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::BufRead;

/// Dimensions of a vector.
const DIM: usize = 64;
/// Words to each side; drawn from 1 to this for each place, so that near words count more.
const WINDOW: usize = 3;
const NEGATIVE: usize = 5;
const EPOCHS: usize = 2;
const RATE: f32 = 0.05;
/// Rarer words have no vector.
const LEAST: u32 = 12;
/// Frequent words are skipped at random above this share of the text (Mikolov et al. 2013).
const FREQUENT: f32 = 1e-4;
/// The cluster counts.
const SIZES: [usize; 3] = [96, 400, 1600];

fn main() -> Result<(), Box<dyn Error>> {
    let out = std::env::args().nth(1).ok_or("usage: ner_clusters OUT < news.jsonl")?;
    let (words, counts, text) = read()?;
    eprintln!("{} words, {} tokens", words.len(), text.len());
    let vectors = skip_grams(&counts, &text);
    eprintln!("vectors done");
    let clusterings: Vec<Vec<u16>> = SIZES.iter().map(|&k| k_means(&vectors, k)).collect();
    let mut table = String::new();
    for (n, word) in words.iter().enumerate() {
        table.push_str(word);
        clusterings.iter().for_each(|c| write!(table, "\t{}", c[n] + 1).expect("a string"));
        table.push('\n');
    }
    fs::write(out, table)?;
    Ok(())
}

/// Words by falling frequency, their counts, and the text as word numbers (`u32::MAX` ends a sentence).
type Corpus = (Vec<String>, Vec<u32>, Vec<u32>);

fn read() -> Result<Corpus, Box<dyn Error>> {
    let mut worker = Analyzer::new(Profile::News).worker();
    let mut index: HashMap<String, u32> = HashMap::new();
    let mut counts: Vec<u32> = vec![];
    let mut text: Vec<u32> = vec![];
    let mut stem = String::new();
    for line in std::io::stdin().lock().lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        for field in ["title", "text"] {
            let Some(body) = value[field].as_str() else { continue };
            let layers = worker.analyze(body);
            for sentence in layers.sentences {
                for token in layers.tokens_of(sentence) {
                    if !matches!(token.kind, TokenKind::Word | TokenKind::Latin) {
                        continue;
                    }
                    stem.clear();
                    fold_stem(token.text(layers.normalized), token.proclitics, &mut stem);
                    let number = match index.get(&stem) {
                        Some(&n) => n,
                        None => {
                            counts.push(0);
                            index.insert(stem.clone(), counts.len() as u32 - 1);
                            counts.len() as u32 - 1
                        }
                    };
                    counts[number as usize] += 1;
                    text.push(number);
                }
                text.push(u32::MAX);
            }
        }
    }
    let mut words: Vec<(String, u32)> = index.into_iter().filter(|(_, n)| counts[*n as usize] >= LEAST).collect();
    words.sort_by_key(|(w, n)| (std::cmp::Reverse(counts[*n as usize]), w.clone()));
    let mut renumber = vec![u32::MAX - 1; counts.len()];
    for (new, (_, old)) in words.iter().enumerate() {
        renumber[*old as usize] = new as u32;
    }
    text.iter_mut().filter(|t| **t != u32::MAX).for_each(|t| *t = renumber[*t as usize]);
    text.retain(|&t| t != u32::MAX - 1);
    let counts = words.iter().map(|(_, n)| counts[*n as usize]).collect();
    Ok((words.into_iter().map(|w| w.0).collect(), counts, text))
}

fn dot(a: &[f32; DIM], b: &[f32; DIM]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn skip_grams(counts: &[u32], text: &[u32]) -> Vec<[f32; DIM]> {
    let mut random = Random::new(7);
    let mut vectors: Vec<[f32; DIM]> =
        counts.iter().map(|_| std::array::from_fn(|_| (random.unit() - 0.5) / DIM as f32)).collect();
    let mut contexts = vec![[0.0f32; DIM]; counts.len()];
    let noise = noise_table(counts);
    let total = text.len() as f32;
    let keep: Vec<f32> = counts.iter().map(|&c| (FREQUENT * total / c as f32).sqrt().min(1.0)).collect();
    let mut done = 0usize;
    let mut sentence: Vec<u32> = vec![];
    for _ in 0..EPOCHS {
        for part in text.split(|&t| t == u32::MAX) {
            sentence.clear();
            sentence.extend(part.iter().filter(|&&w| random.unit() < keep[w as usize]));
            done += part.len();
            let rate = RATE * (1.0 - done as f32 / (total * EPOCHS as f32)).max(0.02);
            for i in 0..sentence.len() {
                let reach = 1 + random.below(WINDOW);
                for j in i.saturating_sub(reach)..(i + reach + 1).min(sentence.len()) {
                    if j != i {
                        learn(
                            &mut vectors[sentence[i] as usize],
                            &mut contexts,
                            sentence[j],
                            &noise,
                            rate,
                            &mut random,
                        );
                    }
                }
            }
        }
        eprintln!("epoch done");
    }
    vectors
}

fn learn(
    vector: &mut [f32; DIM],
    contexts: &mut [[f32; DIM]],
    seen: u32,
    noise: &[u32],
    rate: f32,
    random: &mut Random,
) {
    let mut change = [0.0; DIM];
    for n in 0..=NEGATIVE {
        let (word, label) = if n == 0 { (seen, 1.0) } else { (noise[random.below(noise.len())], 0.0) };
        if n > 0 && word == seen {
            continue;
        }
        let context = &mut contexts[word as usize];
        let step = rate * (label - 1.0 / (1.0 + (-dot(vector, context)).exp()));
        for k in 0..DIM {
            change[k] += step * context[k];
            context[k] += step * vector[k];
        }
    }
    for k in 0..DIM {
        vector[k] += change[k];
    }
}

/// Word numbers in proportion to their count to the power 3/4.
fn noise_table(counts: &[u32]) -> Vec<u32> {
    let weights: Vec<f64> = counts.iter().map(|&c| f64::from(c).powf(0.75)).collect();
    let total: f64 = weights.iter().sum();
    let mut table = Vec::with_capacity(1 << 22);
    let mut sum = 0.0;
    for (n, w) in weights.iter().enumerate() {
        sum += w;
        let end = (sum / total * f64::from(1u32 << 22)) as usize;
        table.resize(end.max(table.len()), n as u32);
    }
    table
}

/// Spherical k-means; gives each vector's cluster.
fn k_means(vectors: &[[f32; DIM]], k: usize) -> Vec<u16> {
    let unit: Vec<[f32; DIM]> = vectors.iter().map(normal).collect();
    let mut random = Random::new(k as u64);
    // The centres begin at frequent words, which stand first.
    let pool = (k * 8).min(unit.len());
    let mut chosen: Vec<usize> = (0..pool).collect();
    random.shuffle(&mut chosen);
    let mut centres: Vec<[f32; DIM]> = chosen[..k].iter().map(|&n| unit[n]).collect();
    let mut of = vec![0u16; unit.len()];
    for round in 0..8 {
        // The first rounds look at frequent words only.
        let seen = if round < 5 { unit.len().min(30_000) } else { unit.len() };
        for (n, v) in unit[..seen].iter().enumerate() {
            let mut best = (f32::MIN, 0);
            for (c, centre) in centres.iter().enumerate() {
                let near = dot(v, centre);
                if near > best.0 {
                    best = (near, c);
                }
            }
            of[n] = best.1 as u16;
        }
        if round == 7 {
            break;
        }
        let mut sums = vec![[0.0f32; DIM]; k];
        for (v, &c) in unit[..seen].iter().zip(&of) {
            for d in 0..DIM {
                sums[c as usize][d] += v[d];
            }
        }
        for (centre, sum) in centres.iter_mut().zip(&sums) {
            if sum.iter().any(|x| *x != 0.0) {
                *centre = normal(sum);
            }
        }
    }
    of
}

fn normal(v: &[f32; DIM]) -> [f32; DIM] {
    let length = dot(v, v).sqrt().max(1e-9);
    v.map(|x| x / length)
}
