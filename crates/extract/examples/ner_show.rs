//! Prints the resolved names of a text, one a line: span, type, score, cluster, canonical name, link.
//!
//! ```text
//! cargo run --release -p khabar-extract --example ner_show -- [MODEL] < text
//! ```

use khabar_extract::ner::{LinearTagger, Resolver, Tagger};
use khabar_normalize::{Analyzer, Profile};
use std::error::Error;
use std::io::Read;

fn main() -> Result<(), Box<dyn Error>> {
    let tagger = match std::env::args().nth(1) {
        Some(path) => LinearTagger::from_bytes(&std::fs::read(path)?)?,
        None => LinearTagger::embedded(),
    };
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let mut worker = Analyzer::new(Profile::News).worker();
    let layers = worker.analyze(&text);
    let (mut mentions, mut entities) = (vec![], vec![]);
    tagger.worker().tag(&[layers], &mut mentions);
    Resolver::new().resolve(&layers, &mentions[0], &mut entities);
    for e in &entities {
        println!(
            "{}\t{}{}\t{}\t{:.2}\t{}\t{}\t{}",
            text[..e.span.start() as usize].chars().count(),
            "  ".repeat(usize::from(e.depth)),
            e.span.slice(&text),
            e.label.name(),
            e.score,
            e.cluster,
            e.canonical,
            e.link.as_deref().unwrap_or("")
        );
    }
    Ok(())
}
