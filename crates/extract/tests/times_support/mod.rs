//! Reads the values of one text for the tests of the time grammar.

use khabar_extract::{Value, ValueExtractor, ValueKind, ValueScratch};
use khabar_normalize::{Analyzer, Profile};

/// The values of a text; `published` is `YYYY-MM-DD`, with a time of day or empty.
pub(crate) fn values(text: &str, published: &str) -> Vec<Value> {
    let mut worker = Analyzer::new(Profile::News).worker();
    let layers = worker.analyze(text);
    let mut found = Vec::new();
    let anchor = khabar_extract::Anchor::parse(published).map(|anchor| anchor.moment);
    ValueExtractor::new().extract(&layers, anchor, &mut ValueScratch::default(), &mut found);
    found
}

/// Each time of a text as `surface = TIMEX`, ranges and all.
#[allow(dead_code)]
pub(crate) fn times(text: &str, published: &str) -> Vec<String> {
    values(text, published)
        .iter()
        .filter(|value| value.timex.is_some())
        .map(|value| format!("{} = {}", value.span.slice(text), value.timex.as_ref().unwrap().value))
        .collect()
}

/// Asserts the one time of a text: its words, kind and TIMEX value.
#[allow(dead_code)]
pub(crate) fn one(text: &str, published: &str, words: &str, kind: ValueKind, timex: &str) -> Value {
    let found: Vec<Value> = values(text, published).into_iter().filter(|value| value.timex.is_some()).collect();
    let shown = times(text, published);
    assert_eq!(shown, [format!("{words} = {timex}")], "in {text}");
    assert_eq!(found[0].kind, kind, "in {text}");
    found[0].clone()
}

/// The resolved interval as `from/to`, dates alone where both are midnights.
#[allow(dead_code)]
pub(crate) fn interval(value: &Value) -> String {
    let resolved = value.resolved.expect("resolved");
    let plain = |moment: jiff::civil::DateTime| {
        if moment.time() == jiff::civil::Time::midnight() { moment.date().to_string() } else { moment.to_string() }
    };
    format!("{}/{}", plain(resolved.from), plain(resolved.to))
}
