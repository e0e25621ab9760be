//! The quotation step alone behind the protocol of `khabar pipe`: one JSON record a line, taken as it is.

use khabar_extract::{QuoteExtractor, QuoteScratch};
use khabar_normalize::{Analyzer, Profile, Span};
use serde_json::{Value, json};
use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let analyzer = Analyzer::new(Profile::News);
    let mut worker = analyzer.worker();
    let extractor = QuoteExtractor::new();
    let mut scratch = QuoteScratch::default();
    let mut quotes = Vec::new();
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let text = record["text"].as_str().unwrap_or_default();
        let layers = worker.analyze(text);
        extractor.extract(&layers, &[], &mut scratch, &mut quotes);
        let chars = |byte: u32| text[..byte as usize].chars().count();
        let span = |s: Span| json!({"start": chars(s.start()), "end": chars(s.end()), "text": s.slice(text)});
        let rows: Vec<Value> = quotes
            .iter()
            .map(|q| {
                let mut row = span(q.span);
                row["direct"] = json!(q.direct);
                row["speaker"] = q.speaker.as_ref().map_or(Value::Null, |s| span(s.span));
                row["cue"] = q.cue.map_or(Value::Null, span);
                row
            })
            .collect();
        writeln!(out, "{}", json!({"schema": "khabar/1", "id": record["id"], "text": text, "quotes": rows}))?;
        out.flush()?;
    }
    Ok(())
}
