//! The sample pages against what a person found in them (`tests/gold/sample`).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use khabar_page::{Hints, Page, PageReader, Role};
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Name, text and checked values of each page.
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
    assert_eq!(pages.len(), 15);
    pages
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The strings of a list of the gold, white space folded.
fn strings(value: &Value) -> Vec<String> {
    value.as_array().expect("a list").iter().filter_map(Value::as_str).map(fold).collect()
}

/// The paragraphs of some roles, white space folded.
fn of_role(page: &Page, roles: &[Role]) -> Vec<String> {
    let paragraphs = page.paragraphs.iter().filter(|p| roles.contains(&p.role));
    paragraphs.map(|p| fold(p.span.slice(&page.text))).collect()
}

fn check(name: &str, source: &str, page: &Page, gold: &Value) {
    assert_eq!(page.title.as_deref(), gold["title"].as_str(), "{name}: title");
    assert_eq!(of_role(page, &[Role::Title]), [fold(gold["title"].as_str().expect("a title"))], "{name}: title line");
    // Lines of date, byline and credit may be kept or not.
    let meta: BTreeSet<String> = strings(&gold["meta"]).into_iter().collect();
    let mut kept = of_role(page, &[Role::Body, Role::Dateline, Role::Byline]);
    kept.retain(|line| !meta.contains(line));
    let body = strings(&gold["body"]);
    assert_eq!(kept, body, "{name}: body");
    let captions = strings(&gold["captions"]);
    assert_eq!(of_role(page, &[Role::Caption]), captions, "{name}: captions");
    let all: BTreeSet<String> =
        of_role(page, &[Role::Title, Role::Caption, Role::Dateline, Role::Byline, Role::Body]).into_iter().collect();
    for line in strings(&gold["dropped"]) {
        let again = body.contains(&line) || captions.contains(&line) || Some(line.as_str()) == gold["title"].as_str();
        assert!(again || !all.contains(&line), "{name}: {line} is chrome");
    }
    for (key, value) in [("agency", &page.agency), ("author", &page.author)] {
        if let Some(expected) = gold[key].as_str() {
            assert_eq!(value.as_deref(), Some(expected), "{name}: {key}");
        }
    }
    let published = page.published.map(|day| day.to_string());
    assert_eq!(published.as_deref(), gold["published"].as_str(), "{name}: published");
    for paragraph in &page.paragraphs {
        assert_eq!(paragraph.span.slice(&page.text), paragraph.source.slice(source), "{name}: source");
    }
}

#[test]
fn sample_pages_read_as_a_person_reads_them() {
    let reader = PageReader::new();
    for (name, source, gold) in pages() {
        check(&name, &source, &reader.read(&source, Hints::default()), &gold);
    }
}
