//! Times and lengths of time as Duckling writes them.

use jiff::Span;
use jiff::civil::DateTime;
use khabar_extract::{Value, ValueKind};
use serde_json::{Value as Json, json};

/// A day or moment, or an interval; `None` where no anchor is known.
pub(super) fn time(value: &Value) -> Option<Json> {
    let interval = value.resolved?;
    let (grain, step) = grain(interval.grain);
    let from = moment(interval.from, interval.utc_offset);
    // An interval of more than one unit (مطلع الشهر, المساء) has two ends, as a range has.
    let whole = value.kind != ValueKind::Range && interval.from.checked_add(step).is_ok_and(|end| end == interval.to);
    if whole {
        let said = json!({"type": "value", "value": from, "grain": grain});
        let mut all = said.clone();
        all["values"] = json!([said]);
        return Some(all);
    }
    let end = |at: DateTime| json!({"value": moment(at, interval.utc_offset), "grain": grain});
    let said = json!({"type": "interval", "from": end(interval.from), "to": end(interval.to)});
    let mut all = said.clone();
    all["values"] = json!([said]);
    Some(all)
}

/// The grain in Duckling's names, and one of it.
fn grain(name: &str) -> (&'static str, Span) {
    let span = Span::new();
    match name {
        "second" => ("second", span.seconds(1)),
        "minute" => ("minute", span.minutes(1)),
        "hour" => ("hour", span.hours(1)),
        "part" => ("hour", span.hours(1)),
        "week" => ("week", span.weeks(1)),
        "month" => ("month", span.months(1)),
        "quarter" => ("quarter", span.months(3)),
        "year" => ("year", span.years(1)),
        "decade" | "century" => ("year", span.years(1)),
        _ => ("day", span.days(1)),
    }
}

/// `2022-01-23T00:00:00.000+03:00`; UTC where the words name no zone.
fn moment(at: DateTime, utc_offset: Option<i16>) -> String {
    let offset = utc_offset.unwrap_or(0);
    let (sign, minutes) = if offset < 0 { ('-', -offset) } else { ('+', offset) };
    format!("{}.000{sign}{:02}:{:02}", at.strftime("%Y-%m-%dT%H:%M:%S"), minutes / 60, minutes % 60)
}

/// Designator, Duckling's name and seconds (a month of 30 days, a year of 365) of the units of ISO 8601.
const UNITS: [(&str, char, &str, f64); 7] = [
    ("date", 'Y', "year", 31_536_000.0),
    ("date", 'M', "month", 2_592_000.0),
    ("date", 'W', "week", 604_800.0),
    ("date", 'D', "day", 86_400.0),
    ("time", 'H', "hour", 3600.0),
    ("time", 'M', "minute", 60.0),
    ("time", 'S', "second", 1.0),
];

/// A length of time in its smallest unit; `None` for vague ones and for ranges of lengths.
pub(super) fn duration(value: &Value) -> Option<Json> {
    let iso = value.timex.as_ref()?.value.strip_prefix('P')?;
    let mut part = "date";
    let mut number = String::new();
    let (mut seconds, mut smallest) = (0.0, None);
    for c in iso.chars() {
        match c {
            'T' if number.is_empty() => part = "time",
            '0'..='9' | '.' => number.push(c),
            _ => {
                let &(.., name, length) = UNITS.iter().find(|(of, designator, ..)| *of == part && *designator == c)?;
                seconds += number.parse::<f64>().ok()? * length;
                smallest = Some((name, length));
                number.clear();
            }
        }
    }
    let (name, length) = smallest.filter(|_| number.is_empty())?;
    let whole = |n: f64| if n.fract() == 0.0 && n.abs() < 1e15 { json!(n as i64) } else { json!(n) };
    let count = whole(seconds / length);
    Some(json!({
        "type": "value", "value": count, "unit": name, name: count,
        "normalized": {"value": whole(seconds), "unit": "second"}
    }))
}
