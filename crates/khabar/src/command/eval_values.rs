//! `khabar eval values`: numbers, amounts and times against records that a person has checked, or cases of one
//! stated value each.

use super::eval_cases::{CaseTable, is_case};
use super::train::read;
use super::{Outcome, pipe};
use crate::args::EvalValuesArgs;
use crate::config::{Config, Layer, LayerSet};
use crate::{Error, ErrorKind, Result};
use khabar_extract::ner::eval::Table;
use serde_json::Value;
use std::path::Path;
use std::sync::Mutex;

/// Measures and prints a table for each kind.
pub(super) fn eval_values(args: &EvalValuesArgs) -> Result<Outcome> {
    let (mut tables, mut cases) = (Tables::default(), CaseTable::default());
    let mut shown = 0;
    for path in &args.gold {
        let text = read(path)?;
        let gold = records(path, &text)?;
        for (gold, found) in gold.iter().zip(answers(&gold)?) {
            if is_case(gold) {
                if let Some(wrong) = cases.add(gold, &found).filter(|_| shown < args.failures) {
                    shown += 1;
                    println!("{wrong}");
                }
                continue;
            }
            let (gold, found) = (values(gold), values(&found));
            tables.add(&gold, &found);
            for wrong in gold.iter().filter(|g| !found.iter().any(|f| agrees(g, f))) {
                if shown < args.failures {
                    shown += 1;
                    let there: Vec<_> = found.iter().filter(|f| overlap(wrong, f)).collect();
                    println!("gold {}\n  found {}", Value::Object(wrong.clone()), serde_json::json!(there));
                }
            }
        }
    }
    if !cases.is_empty() {
        println!("{cases}");
    }
    if tables.records > 0 {
        println!("spans and kinds\n{}\nspans, kinds and what they say\n{}", tables.spans, tables.content);
    }
    Ok(Outcome::Done)
}

type Fields = serde_json::Map<String, Value>;

#[derive(Default)]
struct Tables {
    records: u64,
    spans: Table,
    content: Table,
}

impl Tables {
    fn add(&mut self, gold: &[Fields], found: &[Fields]) {
        self.records += 1;
        let kind = |value: &Fields| value.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned();
        let span =
            |value: &Fields| (value.get("start").and_then(Value::as_u64), value.get("end").and_then(Value::as_u64));
        let spans = |values: &[Fields]| values.iter().map(|v| (span(v), kind(v))).collect::<Vec<_>>();
        self.spans.compare(&spans(gold), &spans(found));
        // a found value counts as its gold twin where it says all that the gold says
        let gold_items: Vec<_> = gold.iter().enumerate().map(|(n, v)| (Some(n), kind(v))).collect();
        let twin = |v: &Fields| gold.iter().position(|g| agrees(g, v));
        let found_items: Vec<_> = found.iter().map(|v| (twin(v), kind(v))).collect();
        self.content.compare(&gold_items, &found_items);
    }
}

/// Whether a found value has the gold's span and kind, and says all that the gold states of number, unit
/// and time.
fn agrees(gold: &Fields, found: &Fields) -> bool {
    let same = |name: &str| gold.get(name) == found.get(name);
    let stated = |pointer: [&str; 2]| {
        let at = |fields: &Fields| fields.get(pointer[0]).and_then(|inner| inner.get(pointer[1])).cloned();
        at(gold).is_none_or(|said| at(found).as_ref() == Some(&said))
    };
    ["start", "end", "kind"].into_iter().all(same)
        && [
            ["number", "value"],
            ["number", "from"],
            ["number", "to"],
            ["number", "vague"],
            ["unit", "code"],
            ["timex", "value"],
        ]
        .into_iter()
        .all(stated)
}

fn overlap(a: &Fields, b: &Fields) -> bool {
    let at = |fields: &Fields, name: &str| fields.get(name).and_then(Value::as_u64).unwrap_or_default();
    at(a, "start") < at(b, "end") && at(b, "start") < at(a, "end")
}

fn values(record: &Value) -> Vec<Fields> {
    record["values"].as_array().into_iter().flatten().filter_map(|value| value.as_object().cloned()).collect()
}

fn records(path: &Path, text: &str) -> Result<Vec<Value>> {
    let mut records = Vec::new();
    for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let wrong = |message: String| {
            Error::new(ErrorKind::Json, message)
                .at_path(&path.display().to_string())
                .at_line(n as u64 + 1)
                .remedy("Write records as `khabar pipe --no-clean` does, one a line.")
        };
        let record: Value = serde_json::from_str(line).map_err(|e| wrong(e.to_string()))?;
        if !record["text"].is_string() || !(record["values"].is_array() || is_case(&record)) {
            return Err(wrong("the record has no `text` or no list of `values`".to_owned()));
        }
        records.push(record);
    }
    Ok(records)
}

/// The program's own records of the gold's texts, taken as they are.
fn answers(gold: &[Value]) -> Result<Vec<Value>> {
    let mut input = String::new();
    for record in gold {
        // a case states its reference time as wall time with a fraction and a zone
        let reference = record["ref_time"].as_str().map(|time| time.chars().take(19).collect::<String>());
        let published = reference.map_or_else(|| record["published"].clone(), Value::String);
        let request = serde_json::json!({"text": record["text"], "published": published, "clean": false});
        input += &request.to_string();
        input.push('\n');
    }
    let config = Config { layers: LayerSet::NONE.with(Layer::Values), ..Config::default() };
    let output = Mutex::new(Vec::new());
    pipe(&config, 1, std::io::BufReader::new(input.as_bytes()), &output)?;
    let output = output.into_inner().expect("nothing panics under this lock");
    Ok(output.split(|&b| b == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(json: &str) -> Fields {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn only_what_the_gold_states_must_agree() {
        let gold = value(r#"{"start":0,"end":5,"kind":"money","number":{"value":"3"}}"#);
        let found = value(r#"{"start":0,"end":5,"kind":"money","number":{"value":"3"},"unit":{"code":"USD"}}"#);
        assert!(agrees(&gold, &found));
        assert!(!agrees(&found, &gold), "the unit is missing");
        let other = value(r#"{"start":0,"end":5,"kind":"money","number":{"value":"4"}}"#);
        assert!(!agrees(&gold, &other));
    }

    #[test]
    fn tables_count_right_found_and_gold() {
        let gold = [value(r#"{"start":0,"end":1,"kind":"cardinal","number":{"value":"3"}}"#)];
        let found = [
            value(r#"{"start":0,"end":1,"kind":"cardinal","number":{"value":"4"}}"#),
            value(r#"{"start":5,"end":6,"kind":"cardinal","number":{"value":"4"}}"#),
        ];
        let mut tables = Tables::default();
        tables.add(&gold, &found);
        let counts = |table: &Table| (table.total().right, table.total().found, table.total().gold);
        assert_eq!(counts(&tables.spans), (1, 2, 1));
        assert_eq!(counts(&tables.content), (0, 2, 1));
    }
}
