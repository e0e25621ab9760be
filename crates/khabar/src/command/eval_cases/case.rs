//! A case: a text, the value it states, and what the program found in it.

use serde_json::Value as Json;

/// A text with one stated value.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) id: String,
    pub(super) text: Vec<char>,
    pub(super) kind: String,
    /// The row of the table: number ranges and negatives apart.
    pub(super) row: String,
    pub(super) expect: Json,
    /// In characters; `None` where the whole text is meant.
    pub(super) span: Option<(usize, usize)>,
    pub(super) published: Option<String>,
    /// Whether the case counts: neither marked as doubtful nor made by a tool.
    pub(super) counts: bool,
}

impl Case {
    /// `None` where the fields of a case are missing.
    pub(super) fn of(line: &Json) -> Option<Self> {
        let text = |name: &str| line[name].as_str();
        let (kind, source) = (text("kind")?.to_owned(), text("source").unwrap_or_default());
        let row = match kind.as_str() {
            "range" if source.contains("NumberRange") => "number_range",
            "none" => "negative",
            kind => kind,
        };
        let said = |name: &str| !matches!(&line[name], Json::Null | Json::Bool(false));
        let at = |n: usize| usize::try_from(line["span"][n].as_u64()?).ok();
        Some(Self {
            id: text("id").unwrap_or_default().to_owned(),
            text: text("text")?.chars().collect(),
            row: row.to_owned(),
            expect: line["expect"].is_object().then(|| line["expect"].clone())?,
            span: at(0).zip(at(1)).filter(|(start, end)| start < end),
            published: text("ref_time").map(|time| time.chars().take(19).collect()),
            counts: !said("suspect") && !said("silver") && !source.starts_with("dahmri"),
            kind,
        })
    }

    /// A field of what is expected, as text.
    pub(super) fn said(&self, name: &str) -> Option<String> {
        said(&self.expect[name])
    }

    /// Whether the case names no span, or shares a character with the found value.
    pub(super) fn overlaps(&self, found: &Found<'_>) -> bool {
        self.span.is_none_or(|(start, end)| found.start < end && found.end > start)
    }
}

/// A JSON string or number as text.
pub(super) fn said(json: &Json) -> Option<String> {
    match json {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A value of the program's record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found<'a> {
    pub(super) raw: &'a Json,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'a> Found<'a> {
    pub(super) fn of(raw: &'a Json) -> Option<Self> {
        let at = |name: &str| usize::try_from(raw[name].as_u64()?).ok();
        Some(Self { raw, start: at("start")?, end: at("end")? })
    }

    pub(super) fn kind(&self) -> &'a str {
        self.raw["kind"].as_str().unwrap_or_default()
    }

    /// `number.value`, `number.from` and the like.
    pub(super) fn number(&self, name: &str) -> Option<&'a str> {
        self.raw["number"][name].as_str()
    }

    pub(super) fn modifier(&self) -> &'a str {
        self.raw["modifier"].as_str().unwrap_or_default()
    }

    pub(super) fn code(&self) -> Option<&'a str> {
        self.raw["unit"]["code"].as_str()
    }

    pub(super) fn timex(&self) -> &'a str {
        self.raw["timex"]["value"].as_str().unwrap_or_default()
    }

    /// `resolved.from`, `resolved.to`, `resolved.grain`.
    pub(super) fn resolved(&self, name: &str) -> &'a str {
        self.raw["resolved"][name].as_str().unwrap_or_default()
    }

    pub(super) fn is_time(&self) -> bool {
        matches!(self.kind(), "date" | "time" | "datetime" | "range")
    }

    pub(super) fn is_numeric(&self) -> bool {
        matches!(self.kind(), "cardinal" | "quantity" | "fraction" | "age" | "score" | "money" | "percent")
    }
}

/// What stands around a value and is no part of it.
const EDGES: &str = " \t\n.,!?،؛:;()$@&\"";

/// The span without outer marks and spaces.
fn trimmed(text: &[char], (start, end): (usize, usize)) -> (usize, usize) {
    let (mut start, mut end) = (start, end.min(text.len()));
    while start < end && EDGES.contains(text[start]) {
        start += 1;
    }
    while end > start && EDGES.contains(text[end - 1]) {
        end -= 1;
    }
    (start, end)
}

/// Whether the spans are the same but for outer marks; for a bare number the numeral inside a longer span is
/// the same too.
pub(super) fn same_span(case: &Case, found: &Found<'_>) -> bool {
    let Some(span) = case.span else { return false };
    let text = &case.text;
    let (gold, mine) = (trimmed(text, span), trimmed(text, (found.start, found.end)));
    if gold == mine {
        return true;
    }
    let bare = matches!(case.kind.as_str(), "number" | "fraction" | "ordinal");
    if !bare || !(found.is_numeric() || matches!(found.kind(), "ordinal" | "duration" | "date" | "range")) {
        return false;
    }
    let (mut starts, mut ends) = (vec![mine.0], vec![mine.1]);
    if let Some(counted) = found.raw["counted"]["start"].as_u64().and_then(|at| usize::try_from(at).ok()) {
        ends.push(trimmed(text, (found.start, counted)).1);
    }
    let unit = found.raw["unit"]["text"].as_str().filter(|unit| !unit.is_empty());
    if let Some((unit, at)) = unit.and_then(|unit| {
        let unit: Vec<char> = unit.chars().collect();
        let at = text[found.start..found.end.min(text.len())].windows(unit.len()).position(|w| w == unit)?;
        Some((unit, found.start + at))
    }) {
        if at > found.start {
            ends.push(trimmed(text, (found.start, at)).1);
        } else {
            starts.push(trimmed(text, (at + unit.len(), found.end)).0);
        }
    }
    (!found.modifier().is_empty() || starts.contains(&gold.0)) && ends.contains(&gold.1)
}
