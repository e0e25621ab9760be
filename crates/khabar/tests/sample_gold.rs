//! The sample archive against what a person found in it (`tests/gold/sample`).

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn pages() -> Vec<(String, String, Value)> {
    let mut pages: Vec<_> = std::fs::read_dir(root().join("tests/gold/sample"))
        .expect("the gold folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let gold = serde_json::from_slice(&std::fs::read(&path).expect("the gold")).expect("JSON");
            let page = std::fs::read_to_string(root().join(format!("data/sample/{name}.txt"))).expect("the page");
            (name, page.trim_start_matches('\u{feff}').to_owned(), gold)
        })
        .collect();
    pages.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(pages.len() >= 12, "{} pages", pages.len());
    pages
}

/// The records of all pages, by `khabar pipe`.
fn records(pages: &[(String, String, Value)]) -> Vec<Value> {
    let input: String = pages
        .iter()
        .map(|(name, page, gold)| {
            let published = if gold["published"].is_null() { &gold["anchor"] } else { &gold["published"] };
            format!("{}\n", json!({"id": name, "text": page, "published": published}))
        })
        .collect();
    let output = assert_cmd::Command::cargo_bin("khabar").expect("the program").arg("pipe").write_stdin(input).unwrap();
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let records: Vec<Value> = lines.lines().map(|l| serde_json::from_str(l).expect("a record")).collect();
    assert_eq!(records.len(), pages.len());
    records
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().map(|a| a.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A piece of the record's text by character offsets.
fn slice(text: &[char], node: &Value) -> String {
    let at = |key: &str| node[key].as_u64().expect("an offset") as usize;
    text[at("start")..at("end")].iter().collect()
}

#[test]
fn titles_captions_and_paragraphs() {
    let pages = pages();
    for ((name, _, gold), record) in pages.iter().zip(records(&pages)) {
        let text: Vec<char> = record["text"].as_str().expect("text").chars().collect();
        assert_eq!(record["title"], gold["title"], "{name}: title");
        let of_role = |roles: &[&str]| -> Vec<String> {
            let paragraphs = record["paragraphs"].as_array().expect("paragraphs").iter();
            paragraphs
                .filter(|p| roles.contains(&p["role"].as_str().unwrap_or_default()))
                .map(|p| fold(&slice(&text, p)))
                .collect()
        };
        let meta: BTreeSet<String> = strings(&gold["meta"]).into_iter().map(fold).collect();
        let body: Vec<String> = of_role(&["body", "dateline"]).into_iter().filter(|p| !meta.contains(p)).collect();
        let expected: Vec<String> = strings(&gold["body"]).into_iter().map(fold).collect();
        assert_eq!(body, expected, "{name}: body");
        let captions: Vec<String> = strings(&gold["captions"]).into_iter().map(fold).collect();
        assert_eq!(of_role(&["caption"]), captions, "{name}: captions");
        let all: BTreeSet<String> = of_role(&["title", "caption", "dateline", "byline", "body"]).into_iter().collect();
        let story: BTreeSet<&String> = expected.iter().chain(&captions).collect();
        for line in strings(&gold["dropped"]).into_iter().map(fold) {
            let again = story.contains(&line) || Some(line.as_str()) == gold["title"].as_str();
            assert!(again || !all.contains(&line), "{name}: {line} is chrome");
        }
        if !gold["agency"].is_null() {
            assert_eq!(record["agency"], gold["agency"], "{name}: agency");
        }
    }
}

#[test]
fn sentences_of_each_paragraph() {
    let pages = pages();
    for ((name, _, gold), record) in pages.iter().zip(records(&pages)) {
        let text: Vec<char> = record["text"].as_str().expect("text").chars().collect();
        let bodies: Vec<String> = strings(&gold["body"]).into_iter().map(fold).collect();
        let mut found = Vec::new();
        for paragraph in record["paragraphs"].as_array().expect("paragraphs") {
            let words = fold(&slice(&text, paragraph));
            if !bodies.contains(&words) {
                continue;
            }
            let inside = |s: &&Value| {
                s["start"].as_u64() >= paragraph["start"].as_u64() && s["end"].as_u64() <= paragraph["end"].as_u64()
            };
            let count = record["sentences"].as_array().expect("sentences").iter().filter(inside).count();
            found.push(count as u64);
        }
        let expected: Vec<u64> =
            gold["sentences"].as_array().expect("counts").iter().filter_map(Value::as_u64).collect();
        assert_eq!(found, expected, "{name}");
    }
}

/// Share of the gold surfaces that stand in the record's layer, and the missing ones.
fn recall(
    gold: &[(String, String)],
    found: &BTreeSet<(String, String)>,
    missing: &mut Vec<String>,
    name: &str,
) -> (usize, usize) {
    let mut right = 0;
    for (surface, label) in gold {
        if found.contains(&(fold(surface), label.clone())) {
            right += 1;
        } else {
            missing.push(format!("{name}: {label} {surface}"));
        }
    }
    (right, gold.len())
}

fn pairs(node: &Value, surface: usize, label: usize) -> Vec<(String, String)> {
    let rows = node.as_array().expect("rows").iter();
    rows.map(|r| (r[surface].as_str().unwrap_or_default().to_owned(), r[label].as_str().unwrap_or_default().to_owned()))
        .collect()
}

fn layer(record: &Value, key: &str, label: &str) -> BTreeSet<(String, String)> {
    let rows = record[key].as_array().expect("a layer").iter();
    rows.map(|r| (fold(r["text"].as_str().unwrap_or_default()), r[label].as_str().unwrap_or_default().to_owned()))
        .collect()
}

/// The floor is what the committed program reaches; it only ever rises.
fn at_least(floor: f64, what: &str, counts: (usize, usize), missing: &[String]) {
    let share = counts.0 as f64 / counts.1 as f64;
    println!("{what}: {} of {} ({:.1} %)\n{}", counts.0, counts.1, 100.0 * share, missing.join("\n"));
    assert!(share >= floor, "{what}: {share:.3} is under {floor}; missing:\n{}", missing.join("\n"));
}

#[test]
fn values_by_surface_and_kind() {
    let pages = pages();
    let (mut sum, mut missing) = ((0, 0), Vec::new());
    for ((name, _, gold), record) in pages.iter().zip(records(&pages)) {
        let (right, all) = recall(&pairs(&gold["values"], 0, 1), &layer(&record, "values", "kind"), &mut missing, name);
        sum = (sum.0 + right, sum.1 + all);
    }
    at_least(0.86, "values", sum, &missing);
}

#[test]
fn entities_by_surface_and_label() {
    let pages = pages();
    let (mut sum, mut missing) = ((0, 0), Vec::new());
    for ((name, _, gold), record) in pages.iter().zip(records(&pages)) {
        let (right, all) =
            recall(&pairs(&gold["entities"], 0, 1), &layer(&record, "entities", "label"), &mut missing, name);
        sum = (sum.0 + right, sum.1 + all);
    }
    at_least(0.72, "entities", sum, &missing);
}

#[test]
fn direct_quotations() {
    let pages = pages();
    let (mut sum, mut missing) = ((0, 0), Vec::new());
    for ((name, _, gold), record) in pages.iter().zip(records(&pages)) {
        let direct: Vec<_> = gold["quotes"].as_array().expect("quotes").iter().filter(|q| q[0] == true).collect();
        let rows = record["quotes"].as_array().expect("quotes").iter().filter(|q| q["direct"] == true);
        let found: BTreeSet<String> = rows.map(|q| fold(q["text"].as_str().unwrap_or_default())).collect();
        for quote in direct {
            let surface = fold(quote[1].as_str().unwrap_or_default());
            sum.1 += 1;
            if found.contains(&surface) {
                sum.0 += 1;
            } else {
                missing.push(format!("{name}: {surface}"));
            }
        }
    }
    at_least(0.70, "direct quotations", sum, &missing);
}
