//! TimeML and Duckling's JSON of the sample archive, against the records of the same run.

mod common;

use common::{jsonl, sample};
use serde_json::Value;
use std::fs;

/// The records, the TimeML lines and the Duckling lines of the sample archive.
fn outputs() -> (Vec<Value>, Vec<String>, Vec<Value>) {
    let dir = tempfile::tempdir().unwrap();
    let formats = ["--format", "jsonl,timex3,duckling", "--layers", "values", "--published", "2022-08-15", "--quiet"];
    assert_cmd::Command::cargo_bin("khabar")
        .unwrap()
        .current_dir(dir.path())
        .arg("run")
        .arg(sample())
        .args(["--out", "out"])
        .args(formats)
        .assert()
        .code(0);
    let out = dir.path().join("out");
    let timeml = fs::read_to_string(out.join("part-00000.timeml")).unwrap();
    let lines = timeml.lines().map(str::to_owned).collect();
    (jsonl(&out.join("part-00000.jsonl")), lines, jsonl(&out.join("part-00000.duckling.jsonl")))
}

/// An element as a parser of XML hands it on.
#[derive(Debug, PartialEq)]
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
}

/// Reads a document by the rules of XML 1.0 that make it well-formed: tags nest, attributes are quoted and
/// stand once, references are known, characters allowed. Its elements in order, and the text of `TEXT`.
fn parse(document: &str) -> Result<(Vec<Tag>, String), String> {
    let body = document.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").ok_or("no declaration")?;
    if let Some(bad) =
        body.chars().find(|&c| (c < ' ' && !"\t\n\r".contains(c)) || matches!(c, '\u{fffe}' | '\u{ffff}'))
    {
        return Err(format!("{bad:?} is no character of XML"));
    }
    let (mut open, mut tags, mut text) = (Vec::<String>::new(), Vec::new(), String::new());
    let mut rest = body;
    while !rest.is_empty() {
        let (words, markup) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        let plain = unescape(words)?;
        if open.is_empty() && !plain.is_empty() {
            return Err(format!("{plain:?} outside the root"));
        }
        if open.iter().any(|name| name == "TEXT") {
            text += &plain;
        }
        let Some(markup) = markup.strip_prefix('<') else { break };
        let (inside, after) = markup.split_once('>').ok_or("an open tag")?;
        rest = after;
        if let Some(name) = inside.strip_prefix('/') {
            if open.pop().as_deref() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let (inside, empty) = inside.strip_suffix('/').map_or((inside, false), |inside| (inside, true));
        let (name, mut pairs) = inside.split_once(' ').unwrap_or((inside, ""));
        let mut attributes: Vec<(String, String)> = Vec::new();
        while !pairs.is_empty() {
            let (key, value) = pairs.split_once("=\"").ok_or("an attribute without quotation marks")?;
            let (value, more) = value.split_once('"').ok_or("an open attribute")?;
            if value.contains('<') || attributes.iter().any(|(k, _)| k == key) {
                return Err(format!("attribute {key}"));
            }
            attributes.push((key.to_owned(), unescape(value)?));
            pairs = more.trim_start();
        }
        if !empty {
            open.push(name.to_owned());
        }
        tags.push(Tag { name: name.to_owned(), attributes });
    }
    if open.is_empty() { Ok((tags, text)) } else { Err(format!("{open:?} stay open")) }
}

fn unescape(text: &str) -> Result<String, String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        let (name, more) = after.split_once(';').ok_or("a bare &")?;
        plain += before;
        plain.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#9" => '\t',
            "#10" => '\n',
            "#13" => '\r',
            name => return Err(format!("reference {name}")),
        });
        rest = more;
    }
    Ok(plain + rest)
}

#[test]
fn timeml_is_well_formed_and_holds_the_text() {
    let (records, timeml, _) = outputs();
    assert_eq!(records.len(), timeml.len());
    let mut times = 0;
    for (record, document) in records.iter().zip(&timeml) {
        let (tags, text) = parse(document).unwrap_or_else(|e| panic!("{e} in {document}"));
        assert_eq!(text, record["text"].as_str().unwrap());
        let ids: Vec<&str> = tags.iter().flat_map(|t| &t.attributes).filter(|a| a.0 == "tid").map(|a| &*a.1).collect();
        let expected: Vec<String> = (0..ids.len()).map(|n| format!("t{n}")).collect();
        assert_eq!(ids, expected, "{document}");
        let pointed = tags.iter().flat_map(|t| &t.attributes);
        for (_, id) in pointed.filter(|a| ["anchorTimeID", "beginPoint", "endPoint"].contains(&&*a.0)) {
            assert!(ids.contains(&&**id), "{id} in {document}");
        }
        let values = record["values"].as_array().unwrap();
        let said = values.iter().filter(|value| value.get("timex").is_some()).count();
        let ranges = tags.iter().filter(|t| t.attributes.iter().any(|a| a.0 == "beginPoint")).count();
        assert_eq!(ids.len(), 1 + said + 2 * ranges, "{document}");
        times += said;
    }
    assert!(times > 50, "{times}");
}

#[test]
fn duckling_bodies_stand_in_the_text() {
    let (records, _, documents) = outputs();
    assert_eq!(records.len(), documents.len());
    let mut dims = std::collections::BTreeSet::new();
    for (record, document) in records.iter().zip(&documents) {
        assert_eq!(record["id"], document["id"]);
        let text: Vec<char> = record["text"].as_str().unwrap().chars().collect();
        for entity in document["entities"].as_array().unwrap() {
            let at = |name: &str| usize::try_from(entity[name].as_u64().unwrap()).unwrap();
            let body: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(entity["body"], body.as_str());
            assert_eq!(entity["latent"], false);
            assert!(entity["value"].is_object(), "{entity}");
            dims.insert(entity["dim"].as_str().unwrap().to_owned());
        }
    }
    for dim in ["amount-of-money", "duration", "number", "ordinal", "percent", "time"] {
        assert!(dims.contains(dim), "{dim} is missing in {dims:?}");
    }
}
