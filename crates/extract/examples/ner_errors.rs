//! Prints what a model gets wrong on a span file: sentence, missed and wrong names.
//!
//! ```text
//! cargo run --release -p khabar-extract --example ner_errors -- MODEL SPANS.jsonl [LIMIT]
//! ```

use khabar_extract::ner::train::{Class, read_spans};
use khabar_extract::ner::{LinearTagger, Tagger};
use khabar_normalize::{Analyzer, Profile, Span};
use std::collections::BTreeSet;
use std::error::Error;
use std::fs;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [model, spans, ..] = &args[..] else { return Err("usage: ner_errors MODEL SPANS.jsonl [LIMIT]".into()) };
    let limit = args.get(2).map_or(Ok(200), |n| n.parse::<usize>())?;
    let tagger = LinearTagger::from_bytes(&fs::read(model)?)?;
    let mut tagger = tagger.worker();
    let mut worker = Analyzer::new(Profile::News).worker();
    let mut mentions = Vec::new();
    let mut shown = 0;
    for document in read_spans(&fs::read_to_string(spans)?)? {
        let text = &document.text;
        let layers = worker.analyze(text);
        tagger.tag(&[layers], &mut mentions);
        let found: BTreeSet<(Span, &str)> =
            mentions[0].iter().map(|m| (layers.original_span(m.norm), m.label.name())).collect();
        let gold: BTreeSet<(Span, &str)> = document
            .annotations
            .iter()
            .filter_map(|a| match a.class {
                Class::Fine(label) => Some((a.span, label.name())),
                _ => None,
            })
            .collect();
        let show = |a: &BTreeSet<(Span, &str)>, b: &BTreeSet<(Span, &str)>, line: Span| -> String {
            a.difference(b)
                .filter(|s| line.contains(s.0))
                .map(|s| format!("{} {}", s.1, s.0.slice(text)))
                .collect::<Vec<_>>()
                .join(" | ")
        };
        let mut at = 0u32;
        for line in text.split_inclusive('\n') {
            let span = Span::new(at, at + line.len() as u32);
            at = span.end();
            let (missed, wrong) = (show(&gold, &found, span), show(&found, &gold, span));
            if (!missed.is_empty() || !wrong.is_empty()) && shown < limit {
                shown += 1;
                println!("{}\n  - {missed}\n  + {wrong}", line.trim_end());
            }
        }
    }
    Ok(())
}
