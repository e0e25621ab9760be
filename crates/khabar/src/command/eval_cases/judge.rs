//! Whether the found values of a text hold the one that its case states.

use super::case::{Case, Found, same_span};
use super::numbers::{
    interval_fits, is_length, money_fits, number, number_fits, percent_fits, quantity_fits, stated_interval,
    stated_number, stated_percent, stated_quantity,
};
use super::times::{
    begins_range, duration_fits, point_fits, range_fits, set_key, stated_points, stated_ranges, stated_seconds,
    stated_timexes,
};

/// What became of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The right value with the right span.
    Exact,
    /// The right value.
    Value,
    /// Nothing that fits.
    Miss,
}

/// The verdict on a case; `None` where it states no value that could be compared.
pub(super) fn judge(case: &Case, found: &[Found<'_>]) -> Option<Verdict> {
    if case.kind == "none" {
        let name = case.said("not").unwrap_or_default().to_lowercase();
        return forbidden(&name, found).map(|hit| if hit { Verdict::Miss } else { Verdict::Exact });
    }
    let near: Vec<&Found<'_>> = found.iter().filter(|f| case.overlaps(f)).collect();
    let fitting =
        |fits: &dyn Fn(&Found<'_>) -> bool| -> Vec<&Found<'_>> { near.iter().copied().filter(|f| fits(f)).collect() };
    let hits = match case.kind.as_str() {
        "number" | "fraction" | "ordinal" => {
            let stated = stated_number(case)?;
            fitting(&|f| number_fits(case, &stated, f))
        }
        "percent" => {
            let points = stated_percent(case)?;
            fitting(&|f| percent_fits(points, f))
        }
        "phone" => {
            let digits = |text: &str| {
                text.chars().filter_map(|c| c.to_digit(10).or_else(|| arabic_digit(c))).collect::<Vec<_>>()
            };
            let want = digits(&case.said("value")?);
            fitting(&|f| f.kind() == "phone" && f.raw["text"].as_str().is_some_and(|text| digits(text) == want))
        }
        "money" => {
            let interval = case.said("type").as_deref() == Some("interval");
            if !interval && case.said("value").as_deref().and_then(number).is_none() {
                return None;
            }
            fitting(&|f| money_fits(case, f))
        }
        "quantity" => {
            let (value, unit) = stated_quantity(case)?;
            fitting(&|f| quantity_fits(&value, &unit, f))
        }
        "duration" => {
            let seconds = stated_seconds(case)?;
            fitting(&|f| f.kind() == "duration" && duration_fits(case, seconds, f))
        }
        "date" | "time" | "datetime" => {
            let points = stated_points(case);
            if points.is_empty() {
                return None;
            }
            let timexes = stated_timexes(case);
            fitting(&|f| {
                f.is_time()
                    && (points.iter().any(|point| point_fits(case, point, f)) || timexes.iter().any(|t| t == f.timex()))
            })
        }
        "range" if case.row == "number_range" => {
            let ends = stated_interval(case)?;
            fitting(&|f| interval_fits(&ends, f))
        }
        "range" => {
            let ranges = stated_ranges(case);
            if ranges.is_empty() {
                return None;
            }
            let timexes = stated_timexes(case);
            let hits = fitting(&|f| {
                f.is_time()
                    && (ranges.iter().any(|range| range_fits(range, f)) || timexes.iter().any(|t| t == f.timex()))
            });
            if hits.is_empty() && near.iter().any(|f| f.is_time() && begins_range(case, &ranges, f)) {
                return Some(Verdict::Value);
            }
            hits
        }
        "set" => {
            let wanted: Vec<String> = stated_timexes(case).iter().map(|timex| set_key(timex)).collect();
            if wanted.is_empty() {
                return None;
            }
            fitting(&|f| f.kind() == "set" && wanted.contains(&set_key(f.timex())))
        }
        _ => return None,
    };
    Some(if hits.iter().any(|f| same_span(case, f)) {
        Verdict::Exact
    } else if hits.is_empty() {
        Verdict::Miss
    } else {
        Verdict::Value
    })
}

fn arabic_digit(c: char) -> Option<u32> {
    let digit = u32::from(c).checked_sub(u32::from('٠')).filter(|d| *d < 10);
    digit.or_else(|| u32::from(c).checked_sub(u32::from('۰')).filter(|d| *d < 10))
}

/// Whether something was found that a negative case rules out by name; `None` where the name says nothing
/// that could be checked.
fn forbidden(name: &str, found: &[Found<'_>]) -> Option<bool> {
    let any = |wrong: &dyn Fn(&Found<'_>) -> bool| Some(found.iter().any(wrong));
    match name {
        "any" => any(&|_| true),
        "phone" | "quantity" | "ordinal" | "duration" => any(&|f| f.kind() == name),
        "time" => any(&|f| f.is_time()),
        "numeral" => any(&|f| matches!(f.kind(), "cardinal" | "fraction")),
        "distance" => any(&|f| f.kind() == "quantity" && f.code().is_some_and(is_length)),
        _ if name.contains("numberrange") => any(&|f| {
            let both = f.number("from").is_some() && f.number("to").is_some();
            !f.is_time() && (both || matches!(f.modifier(), "more_than" | "less_than" | "at_least" | "at_most"))
        }),
        _ if name.contains("ordinal") => any(&|f| f.kind() == "ordinal"),
        _ if name.contains("percent") => any(&|f| f.kind() == "percent"),
        _ if name.contains("number") => any(&|f| matches!(f.kind(), "cardinal" | "fraction")),
        _ if name.contains("datetime/") => {
            let merged = name.contains("merged");
            any(&|f| f.is_time() || (merged && matches!(f.kind(), "duration" | "set")))
        }
        _ => None,
    }
}
