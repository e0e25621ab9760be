//! What the tests share: the sample archive, and the rules that every span of a record keeps.

#![allow(dead_code, reason = "each test file uses its part")]

use serde_json::Value;
use std::path::{Path, PathBuf};

/// The pages written for this project.
pub(crate) fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/sample")
}

/// What breaks the span rules of the contract in a record whose offsets count characters: every object
/// with `start` and `end` lies in the text, in order, and its `text` is what stands there.
pub(crate) fn span_errors(record: &Value) -> Vec<String> {
    let text: Vec<char> = record["text"].as_str().expect("a record has text").chars().collect();
    let mut errors = Vec::new();
    walk(record, "", &text, &mut errors);
    errors
}

fn walk(node: &Value, path: &str, text: &[char], errors: &mut Vec<String>) {
    if let Some(list) = node.as_array() {
        list.iter().enumerate().for_each(|(n, item)| walk(item, &format!("{path}[{n}]"), text, errors));
    }
    let Some(object) = node.as_object() else { return };
    if let (Some(start), Some(end)) = (offset(object.get("start")), offset(object.get("end"))) {
        match text.get(start..end) {
            None => errors.push(format!("{path}: {start}..{end} lies outside the text")),
            Some(there) => {
                let there: String = there.iter().collect();
                if object.get("text").is_some_and(|said| said.as_str() != Some(&there)) {
                    errors.push(format!("{path}: {start}..{end} is {there:?}, not {}", object["text"]));
                }
            }
        }
    }
    object.iter().for_each(|(key, value)| walk(value, &format!("{path}.{key}"), text, errors));
}

fn offset(value: Option<&Value>) -> Option<usize> {
    value?.as_u64()?.try_into().ok()
}

/// The lines of a JSONL file.
pub(crate) fn jsonl(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

/// A file that holds one JSON value.
pub(crate) fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).expect("a file of JSON")
}
