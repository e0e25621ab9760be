//! Cases of one text and one stated value each: `{"text", "kind", "expect", "span", "ref_time"}` a line.
//!
//! A case is right where a found value that shares a character with its span says the value: numbers equal
//! (stated fractions to their rounding), the currency or unit too, a time to its grain. Cases marked
//! `suspect` or `silver`, and those without a value that could be compared, do not count.

mod case;
mod judge;
mod numbers;
mod times;

use case::{Case, Found};
use judge::{Verdict, judge};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fmt;

/// Whether a line is a case and no record with values.
pub(super) fn is_case(line: &Json) -> bool {
    line["expect"].is_object() && line["kind"].is_string()
}

/// Right and wrong cases of each kind.
#[derive(Debug, Default)]
pub(super) struct CaseTable {
    rows: BTreeMap<String, Row>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Row {
    cases: u32,
    right: u32,
    /// Cases that state a span, and those of them whose span was found.
    spans: u32,
    exact: u32,
}

impl CaseTable {
    /// Adds a case with the record that answers it; what went wrong, in one line.
    pub(super) fn add(&mut self, line: &Json, record: &Json) -> Option<String> {
        let case = Case::of(line).filter(|case| case.counts)?;
        let values = record["values"].as_array().map_or(&[][..], Vec::as_slice);
        let found: Vec<Found<'_>> = values.iter().filter_map(Found::of).collect();
        let verdict = judge(&case, &found)?;
        let row = self.rows.entry(case.row.clone()).or_default();
        row.cases += 1;
        row.right += u32::from(verdict != Verdict::Miss);
        if case.span.is_some() || case.kind == "none" {
            row.spans += 1;
            row.exact += u32::from(verdict == Verdict::Exact);
        }
        (verdict == Verdict::Miss).then(|| {
            let texts: Vec<_> = values.iter().map(|v| format!("{} {}", v["kind"], v["text"])).collect();
            let text: String = case.text.iter().collect();
            format!("{} {}: {text}\n  stated {}\n  found {}", case.row, case.id, case.expect, texts.join(", "))
        })
    }

    /// Whether no case was counted.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl fmt::Display for CaseTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |part: u32, of: u32| f64::from(part) * 100.0 / f64::from(of.max(1));
        let mut all = Row::default();
        let line = |f: &mut fmt::Formatter<'_>, name: &str, row: &Row| {
            let exact = percent(row.exact, row.spans);
            let (cases, right) = (row.cases, row.right);
            writeln!(f, "{name:<14}{cases:>6}{right:>7}{:>9.1}{exact:>9.1}", percent(right, cases))
        };
        writeln!(f, "{:<14}{:>6}{:>7}{:>9}{:>9}", "kind", "cases", "right", "value %", "exact %")?;
        for (name, row) in &self.rows {
            line(f, name, row)?;
            all.cases += row.cases;
            all.right += row.right;
            all.spans += row.spans;
            all.exact += row.exact;
        }
        line(f, "all", &all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn verdict(case: &Json, values: &Json) -> Option<bool> {
        let mut table = CaseTable::default();
        let missed = table.add(case, &json!({"values": values})).is_some();
        (!table.is_empty()).then_some(!missed)
    }

    #[test]
    fn numbers_units_and_negatives() {
        let number = json!({"text":"خمسة كتب","kind":"number","expect":{"value":"5"},"span":[0,4]});
        let five = json!({"start":0,"end":8,"kind":"quantity","number":{"value":"5"}});
        assert_eq!(verdict(&number, &json!([five])), Some(true));
        assert_eq!(verdict(&number, &json!([])), Some(false));
        let money = json!({"text":"5 دنانير","kind":"money","expect":{"value":"5","unit":"JOD"},"span":null});
        let open = json!({"start":0,"end":8,"kind":"money","number":{"value":"5"},"unit":{"code":null,"candidates":["JOD","KWD"]}});
        assert_eq!(verdict(&money, &json!([open])), Some(true));
        let grams = json!({"text":"2 كغ","kind":"quantity","expect":{"value":2000,"unit":"gram"},"span":[0,4]});
        let kilograms = json!({"start":0,"end":4,"kind":"quantity","number":{"value":"2"},"unit":{"code":"kg"}});
        assert_eq!(verdict(&grams, &json!([kilograms])), Some(true));
        let none = json!({"text":"ثمن","kind":"none","expect":{"not":"numeral"},"span":null});
        assert_eq!(verdict(&none, &json!([])), Some(true));
        assert_eq!(verdict(&none, &json!([{"start":0,"end":3,"kind":"fraction"}])), Some(false));
        let doubtful = json!({"text":"x","kind":"number","expect":{"value":"1"},"suspect":"why"});
        assert_eq!(verdict(&doubtful, &json!([])), None);
    }

    #[test]
    fn times_lengths_and_ranges() {
        let day = json!({"start":0,"end":3,"kind":"date","timex":{"value":"2013-02-11"},
            "resolved":{"from":"2013-02-11T00:00:00","to":"2013-02-12T00:00:00","grain":"day"}});
        let date =
            |value: &str| json!({"text":"أمس","kind":"date","expect":{"value":value,"grain":"day"},"span":[0,3]});
        assert_eq!(verdict(&date("2013-02-11T00:00:00"), &json!([day])), Some(true));
        assert_eq!(verdict(&date("2013-02-12T00:00:00"), &json!([day])), Some(false));
        let length = json!({"text":"يومين","kind":"duration","expect":{"value":2,"unit":"day"},"span":[0,5]});
        let found = json!({"start":0,"end":5,"kind":"duration","timex":{"value":"PT48H"}});
        assert_eq!(verdict(&length, &json!([found])), Some(true));
        let interval = json!({"text":"20 أو أكثر","kind":"range","source":"rt:NumberRange","expect":{"value":"[20,)"},"span":[0,10]});
        let open = json!({"start":0,"end":10,"kind":"cardinal","number":{"value":"20"},"modifier":"at_least"});
        assert_eq!(verdict(&interval, &json!([open])), Some(true));
        let week = json!({"text":"x","kind":"range","expect":{"from":"2013-02-11","to":"2013-02-18"},"span":null});
        let found = json!({"start":0,"end":1,"kind":"range","resolved":{"from":"2013-02-11T00:00:00","to":"2013-02-18T00:00:00","grain":"day"}});
        assert_eq!(verdict(&week, &json!([found])), Some(true));
    }
}
