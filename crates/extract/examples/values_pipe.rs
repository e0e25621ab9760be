//! Values of texts, one JSON object a line: `{"id","text","published"}` in, the record with its values out.
//!
//! ```text
//! cargo run --release -p khabar-extract --example values_pipe < texts.jsonl
//! ```

use khabar_extract::{Anchor, Number, Value, ValueExtractor, ValueScratch};
use khabar_normalize::{Analyzer, Profile, Span};
use serde_json::{Map, Value as Json, json};
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let extractor = ValueExtractor::new();
    let mut worker = Analyzer::new(Profile::News).worker();
    let (mut scratch, mut values) = (ValueScratch::default(), Vec::new());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let Ok(request) = serde_json::from_str::<Json>(&line) else { continue };
        let text = request["text"].as_str().unwrap_or_default();
        let published = request["published"].as_str().and_then(Anchor::parse).map(|anchor| anchor.moment);
        values.clear();
        let layers = worker.analyze(text);
        extractor.extract(&layers, published, &mut scratch, &mut values);
        let chars = Characters::new(text);
        let found: Vec<Json> = values.iter().map(|v| record(v, text, &chars)).collect();
        writeln!(out, "{}", json!({"id": request["id"], "text": text, "values": found}))?;
    }
    Ok(())
}

/// Byte offset → character offset.
struct Characters(Vec<u32>);

impl Characters {
    fn new(text: &str) -> Self {
        let mut count = 0;
        let mut table: Vec<u32> = (0..text.len())
            .map(|at| {
                count += u32::from(at > 0 && text.is_char_boundary(at));
                count
            })
            .collect();
        table.push(text.chars().count() as u32);
        Self(table)
    }

    fn place(&self, span: Span, text: &str) -> Map<String, Json> {
        let at = |byte: u32| json!(self.0[byte as usize]);
        let fields = [("start", at(span.start())), ("end", at(span.end())), ("text", json!(span.slice(text)))];
        fields.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()
    }
}

fn record(value: &Value, text: &str, chars: &Characters) -> Json {
    let mut fields = chars.place(value.span, text);
    let mut set = |key: &str, json: Json| {
        fields.insert(key.to_owned(), json);
    };
    set("kind", json!(value.kind.name()));
    match &value.number {
        Some(Number::Exact { value, ratio }) => {
            let mut number = json!({"value": value.to_string()});
            if let Some((num, den)) = ratio {
                number["num"] = json!(num);
                number["den"] = json!(den);
            }
            set("number", number);
        }
        Some(Number::Range { from, to }) => {
            set("number", json!({"from": from.map(|d| d.to_string()), "to": to.map(|d| d.to_string())}));
        }
        Some(Number::Vague(name)) => set("number", json!({"vague": name})),
        _ => {}
    }
    if let Some(modifier) = value.modifier {
        set("modifier", json!(modifier.name()));
    }
    if let Some(unit) = &value.unit {
        let words = unit.span.slice(text);
        set(
            "unit",
            json!({"code": unit.code, "system": unit.system, "text": words, "candidates": unit.candidates, "per": unit.per}),
        );
    }
    if let Some(counted) = value.counted {
        set("counted", Json::Object(chars.place(counted, text)));
    }
    if let Some(timex) = &value.timex {
        set(
            "timex",
            json!({"type": timex.kind, "value": timex.value, "mod": timex.modifier, "partial": timex.partial, "quant": timex.quant}),
        );
    }
    if let Some(time) = &value.resolved {
        set("resolved", json!({"from": time.from.to_string(), "to": time.to.to_string(), "grain": time.grain}));
    }
    if !value.alternatives.is_empty() {
        let others: Vec<Json> = value.alternatives.iter().map(|v| record(v, text, chars)).collect();
        set("alternatives", json!(others));
    }
    Json::Object(fields)
}
