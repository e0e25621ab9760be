//! The records of the sample pages, one file a record in `tests/golden`. After a change that is meant,
//! `UPDATE_GOLDEN=1 cargo test -p khabar --test golden` writes them anew; read the difference before
//! committing it.

mod common;

use assert_cmd::Command;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden")
}

/// The records of all sample pages with all layers, by a name for their file.
fn records() -> Vec<(String, Value)> {
    let out = tempfile::tempdir().unwrap();
    Command::new(env!("CARGO_BIN_EXE_khabar"))
        .current_dir(common::sample())
        .args(["run", ".", "--layers", "all", "--jobs", "1", "--out"])
        .arg(out.path())
        .assert()
        .success();
    let mut records = common::jsonl(&out.path().join("part-00000.jsonl"));
    for record in &mut records {
        // versions and hashes are no part of what a page says, and processors round probabilities differently
        drop(record.as_object_mut().unwrap().shift_remove("provenance"));
        for entity in record["entities"].as_array_mut().unwrap() {
            drop(entity.as_object_mut().unwrap().shift_remove("score"));
        }
    }
    let name = |record: &Value| format!("{}.json", record["id"].as_str().unwrap().trim_end_matches(".txt"));
    records.into_iter().map(|record| (name(&record), record)).collect()
}

#[test]
fn records_of_the_sample_pages() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let folder = folder();
    let records = records();
    assert!(records.len() >= 20, "{} sample pages", records.len());
    let mut different = Vec::new();
    for (name, record) in &records {
        let path = folder.join(name);
        let now = readable(record);
        if update {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, now).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != now {
            different.push(first_difference(&path, &now));
        }
    }
    let names: BTreeSet<_> = records.iter().map(|(name, _)| name.clone()).collect();
    for entry in fs::read_dir(&folder).into_iter().flatten() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !names.contains(&name) {
            different.push(format!("{name}: no sample page has this record"));
        }
    }
    assert!(different.is_empty(), "UPDATE_GOLDEN=1 accepts what is now:\n{}", different.join("\n"));
}

/// A record as JSON with a field a line, and in a layer a span a line.
fn readable(record: &Value) -> String {
    let field = |(key, value): (&String, &Value)| match value.as_array() {
        Some(items) if !items.is_empty() => {
            let items: Vec<_> = items.iter().map(|item| format!("  {item}")).collect();
            format!(" {key:?}: [\n{}\n ]", items.join(",\n"))
        }
        _ => format!(" {key:?}: {value}"),
    };
    let fields: Vec<_> = record.as_object().unwrap().iter().map(field).collect();
    format!("{{\n{}\n}}\n", fields.join(",\n"))
}

fn first_difference(path: &Path, now: &str) -> String {
    let Ok(golden) = fs::read_to_string(path) else { return format!("{}: is missing", path.display()) };
    let lines = golden.lines().chain(std::iter::repeat("")).zip(now.lines()).enumerate();
    let at = lines.into_iter().find(|(_, (golden, now))| golden != now);
    let (n, (golden, now)) = at.unwrap_or((now.lines().count(), ("more lines", "")));
    format!("{}:{}\n  golden {}\n  now    {}", path.display(), n + 1, golden.trim(), now.trim())
}

#[test]
fn every_span_of_the_sample_pages_is_what_it_says() {
    for (name, record) in records() {
        assert_eq!(common::span_errors(&record), Vec::<String>::new(), "{name}");
        for list in ["sentences", "tokens", "entities", "values", "quotes", "paragraphs"] {
            let starts: Vec<_> = record[list].as_array().unwrap().iter().map(|span| span["start"].as_u64()).collect();
            assert!(starts.is_sorted(), "{name}: {list} in order");
        }
    }
}

#[test]
fn paragraphs_and_dropped_pieces_point_into_the_page() {
    for (name, record) in records() {
        let page = page_of(&record);
        let text: Vec<char> = record["text"].as_str().unwrap().chars().collect();
        let slice = |chars: &[char], span: &Value, from: &str, to: &str| -> String {
            let at = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
            chars[at(from)..at(to)].iter().collect()
        };
        let fold = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        for paragraph in record["paragraphs"].as_array().unwrap() {
            let here = fold(slice(&text, paragraph, "start", "end"));
            assert_eq!(fold(slice(&page, paragraph, "source_start", "source_end")), here, "{name}");
        }
        for dropped in record["dropped"].as_array().unwrap() {
            assert_eq!(
                slice(&page, dropped, "source_start", "source_end"),
                dropped["text"].as_str().unwrap(),
                "{name}"
            );
        }
    }
}

/// The page that a record was made of.
fn page_of(record: &Value) -> Vec<char> {
    let source = record["source"].as_str().unwrap();
    let text = match source.split_once(':') {
        None => fs::read_to_string(common::sample().join(source)).unwrap(),
        Some((file, line)) => {
            let line: usize = line.parse().unwrap();
            common::jsonl(&common::sample().join(file))[line - 1]["text"].as_str().unwrap().to_owned()
        }
    };
    text.trim_start_matches('\u{FEFF}').chars().collect()
}
