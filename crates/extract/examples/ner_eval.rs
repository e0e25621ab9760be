//! Measures a model on checked files: tables, confusion, the surest errors in context.
//!
//! ```text
//! cargo run --release -p khabar-extract --example ner_eval -- MODEL GOLD... [--errors=N]
//! ```
//!
//! GOLD is a column file (`.conll`) or a span file (`.jsonl`; lines without `doc` are texts of their own).

use khabar_extract::ner::LinearTagger;
use khabar_extract::ner::eval::{columns, spans};
use khabar_extract::ner::train::{Guideline, read_columns, read_spans};
use std::error::Error;
use std::fs;

fn main() -> Result<(), Box<dyn Error>> {
    let (options, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let [model, gold @ ..] = &files[..] else { return Err("usage: ner_eval MODEL GOLD... [--errors=N]".into()) };
    let most = options.iter().find_map(|o| o.strip_prefix("--errors=")).map_or(Ok(0), str::parse)?;
    let tagger = LinearTagger::from_bytes(&fs::read(model)?)?;
    for path in gold {
        let text = fs::read_to_string(path)?;
        let errors = if path.ends_with(".jsonl") {
            let tables = spans(&mut tagger.worker(), &read_spans(&text)?);
            println!("{path}\n{}\noutermost\n{}\nfour classes\n{}", tables.nested, tables.outermost, tables.conll);
            tables.errors
        } else {
            let (table, errors) = columns(&mut tagger.worker_for(Guideline::FourClasses), &read_columns(&text));
            println!("{path}\n{table}");
            errors
        };
        println!("{}", errors.confusion);
        for wrong in errors.worst(most) {
            println!("{} {:.2} for {:?}: {}", wrong.found.class, wrong.found.score, wrong.gold, wrong.context);
        }
    }
    Ok(())
}
