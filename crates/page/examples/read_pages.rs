//! Reads page texts from JSONL on standard input, `{"id","text","title"}`, and writes records with character
//! offsets to standard output: `cargo run --release -p khabar-page --example read_pages < pages.jsonl`.

use std::io::{self, BufRead, Write};

use khabar_page::{Hints, Page, PageReader};
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let reader = PageReader::new();
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let source = request["text"].as_str().unwrap_or_default();
        let page = reader.read(source, Hints { title: request["title"].as_str() });
        writeln!(out, "{}", record(&request["id"], source, &page))?;
    }
    Ok(())
}

fn record(id: &Value, source: &str, page: &Page) -> Value {
    let (of_text, of_source) = (chars(&page.text), chars(source));
    let paragraphs: Vec<Value> = page
        .paragraphs
        .iter()
        .map(|p| {
            json!({"start": of_text[p.span.start() as usize], "end": of_text[p.span.end() as usize], "role": p.role.as_str(),
                "source_start": of_source[p.source.start() as usize], "source_end": of_source[p.source.end() as usize]})
        })
        .collect();
    let dropped: Vec<Value> = page
        .dropped
        .iter()
        .map(|d| {
            json!({"text": d.source.slice(source), "reason": d.reason.as_str(),
                "source_start": of_source[d.source.start() as usize], "source_end": of_source[d.source.end() as usize]})
        })
        .collect();
    json!({"id": id, "title": page.title, "published": page.published.map(|d| d.to_string()), "author": page.author,
        "agency": page.agency, "text": page.text, "paragraphs": paragraphs, "dropped": dropped})
}

/// The number of characters before each byte of a text.
fn chars(text: &str) -> Vec<usize> {
    let mut before = 0;
    let mut counts: Vec<usize> = text
        .bytes()
        .map(|byte| {
            before += usize::from(byte & 0xC0 != 0x80);
            before - 1
        })
        .collect();
    counts.push(before);
    counts
}
