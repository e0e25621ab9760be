//! Times and lengths of time of a case against found ones.

use super::case::{Case, Found, said, same_span};
use super::numbers::number;
use jiff::Span;
use jiff::civil::DateTime;
use serde_json::Value as Json;

/// Seconds of the units of a length; a month has 30 days, a year 365.
const SECONDS: [(&str, f64); 10] = [
    ("second", 1.0),
    ("minute", 60.0),
    ("hour", 3600.0),
    ("day", 86_400.0),
    ("week", 604_800.0),
    ("month", 2_592_000.0),
    ("quarter", 7_776_000.0),
    ("year", 31_536_000.0),
    ("decade", 315_360_000.0),
    ("century", 3_153_600_000.0),
];

fn seconds_of(unit: &str) -> Option<f64> {
    SECONDS.iter().find(|(name, _)| *name == unit).map(|(_, seconds)| *seconds)
}

/// Seconds of an ISO 8601 length, its sign aside.
pub(super) fn iso_seconds(value: &str) -> Option<f64> {
    let value = value.replace('-', "");
    let rest = value.strip_prefix('P')?;
    for (suffix, unit) in [("DE", "decade"), ("CE", "century")] {
        if let Some(count) = rest.strip_suffix(suffix) {
            return Some(number(count)? * seconds_of(unit)?);
        }
    }
    let (date, time) = rest.split_once('T').map_or((rest, None), |(date, time)| (date, Some(time)));
    let mut total = None;
    for (part, units) in [
        (date, [('Y', "year"), ('M', "month"), ('W', "week"), ('D', "day")].as_slice()),
        (time.unwrap_or_default(), &[('H', "hour"), ('M', "minute"), ('S', "second")]),
    ] {
        let mut units = units.iter();
        let mut digits = String::new();
        for c in part.chars() {
            if c.is_ascii_digit() || c == '.' {
                digits.push(c);
                continue;
            }
            let (_, unit) = units.find(|(designator, _)| *designator == c)?;
            total = Some(total.unwrap_or(0.0) + number(&digits)? * seconds_of(unit)?);
            digits.clear();
        }
        if !digits.is_empty() {
            return None;
        }
    }
    total
}

/// How long a duration case says it is, in seconds.
pub(super) fn stated_seconds(case: &Case) -> Option<f64> {
    let expect = &case.expect;
    if let Some(parts) = expect["parts"].as_array() {
        return parts
            .iter()
            .map(|part| {
                let unit = said(&part[1])?.to_lowercase();
                Some(number(&said(&part[0])?)? * seconds_of(unit.trim_end_matches('s'))?)
            })
            .sum();
    }
    if let Some(unit) = case.said("unit").as_deref().and_then(seconds_of) {
        return Some(number(&case.said("value")?)? * unit);
    }
    for reading in ["future", "past"] {
        if let Some(length) = said(&expect[reading]["duration"]) {
            return number(&length);
        }
    }
    if expect["values"][0].is_object() {
        return said(&expect["values"][0]["value"]).as_deref().and_then(number);
    }
    if let Some((minutes, seconds)) = case.said("value").as_deref().and_then(|value| value.split_once(':')) {
        let whole = |text: &str| text.parse::<u32>().ok().map(f64::from);
        if let (Some(minutes), Some(seconds), 2) = (whole(minutes), whole(seconds), seconds.len()) {
            return Some(minutes * 60.0 + seconds);
        }
    }
    case.said("iso").as_deref().and_then(iso_seconds)
}

/// Whether a found length is the stated one, to two percent.
pub(super) fn duration_fits(case: &Case, seconds: f64, found: &Found<'_>) -> bool {
    let timex = found.timex();
    let close = iso_seconds(timex).is_some_and(|mine| (mine - seconds.abs()).abs() <= (0.02 * seconds.abs()).max(1.0));
    close || (!timex.is_empty() && ["iso", "timex"].iter().any(|name| case.said(name).as_deref() == Some(timex)))
}

/// A date or moment; what follows the seconds is cut.
fn moment(text: &str) -> Option<DateTime> {
    text.replace(' ', "T").chars().take(19).collect::<String>().parse().ok()
}

fn head(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(at, _)| &text[..at])
}

/// The points in time a case accepts, ISO 8601.
pub(super) fn stated_points(case: &Case) -> Vec<String> {
    let expect = &case.expect;
    let digit = |text: &String| text.starts_with(|c: char| c.is_ascii_digit());
    let mut points: Vec<String> = expect["value"].as_str().map(str::to_owned).filter(digit).into_iter().collect();
    for reading in ["future", "past"] {
        points.extend(["date", "time", "dateTime"].iter().filter_map(|name| said(&expect[reading][name])));
    }
    points.extend(expect["values"].as_array().into_iter().flatten().filter_map(|v| said(&v["value"])).filter(digit));
    points.extend(ago(case).map(|time| time.to_string()));
    points.iter().map(|point| point.replace(' ', "T")).collect()
}

/// The moment that many units before the reference time.
fn ago(case: &Case) -> Option<DateTime> {
    let ago = case.expect["ago"].as_object()?;
    let count = |name: &str| ago.get(name).and_then(Json::as_i64).unwrap_or(0);
    let start = moment(case.published.as_deref()?)?;
    let months =
        start.checked_sub(Span::new().try_years(count("years")).ok()?.try_months(count("months")).ok()?).ok()?;
    let days = count("weeks") * 7 + count("days");
    let rest = Span::new().try_days(days).ok()?.try_hours(count("hours")).ok()?.try_minutes(count("minutes")).ok()?;
    months.checked_sub(rest.try_seconds(count("seconds")).ok()?).ok()
}

/// The TIMEX values a case states.
pub(super) fn stated_timexes(case: &Case) -> Vec<String> {
    let each = case.expect["values"].as_array().into_iter().flatten().filter_map(|v| said(&v["timex"]));
    case.said("timex").into_iter().chain(each).filter(|timex| !timex.is_empty()).collect()
}

/// Hour and minute of a clock time or a moment.
fn clock(text: &str) -> Option<(String, String)> {
    let two = |s: &str| s.len() >= 2 && s.as_bytes()[..2].iter().all(u8::is_ascii_digit);
    let at = |s: &str| {
        let rest = s.get(2..)?.strip_prefix(':')?;
        (two(s) && two(rest)).then(|| (s[..2].to_owned(), rest[..2].to_owned()))
    };
    let hour = || {
        let (_, tail) = text.rsplit_once('T')?;
        (tail.len() == 2 && two(tail)).then(|| (tail.to_owned(), "00".to_owned()))
    };
    at(text).or_else(|| text.split('T').skip(1).find_map(at)).or_else(hour)
}

/// Whether the resolved interval has about the length of the stated grain.
fn length_fits(case: &Case, found: &Found<'_>) -> bool {
    let (Some(from), Some(to)) = (moment(found.resolved("from")), moment(found.resolved("to"))) else { return true };
    let (low, high) = match case.said("grain").as_deref() {
        Some("day") => (0.0, 2.0),
        Some("week") => (4.0, 9.0),
        Some("month") => (27.0, 32.0),
        Some("year") => (350.0, 370.0),
        _ => return true,
    };
    (low..=high).contains(&(seconds_between(from, to) / 86_400.0))
}

fn seconds_between(from: DateTime, to: DateTime) -> f64 {
    to.duration_since(from).as_secs_f64()
}

/// Words that make a time relative.
const RELATIVE: [&str; 24] = [
    "منذ",
    "قبل",
    "بعد",
    "خلال",
    "غضون",
    "مضت",
    "مضى",
    "قادم",
    "مقبل",
    "ماض",
    "فائت",
    "سابق",
    "تالي",
    "جاي",
    "فات",
    "هذا",
    "هذه",
    "الحالي",
    "الجاري",
    "آخر",
    "اخر",
    "منذ",
    "قبل",
    "بعد",
];

/// Words of a unit of time.
fn words_of(grain: &str) -> &'static [&'static str] {
    match grain {
        "hour" => &["ساع"],
        "week" => &["أسبوع", "اسبوع", "أسابيع", "اسابيع"],
        "month" => &["شهر", "أشهر", "اشهر", "شهور"],
        "quarter" => &["ربع", "فصل"],
        "year" => &["سنة", "سنه", "سنوات", "سنين", "سنتين", "عام", "أعوام", "اعوام", "حول"],
        _ => &[],
    }
}

/// Whether a found time is a stated point, or a coarser one that holds it and counts in its unit.
pub(super) fn point_fits(case: &Case, expected: &str, found: &Found<'_>) -> bool {
    if expected == found.timex() {
        return true;
    }
    let timex = Some(found.timex()).filter(|timex| !timex.is_empty() && !timex.starts_with('P'));
    for got in [found.resolved("from")].into_iter().filter(|from| !from.is_empty()).chain(timex) {
        let fits = match case.kind.as_str() {
            "time" => clock(expected).is_some_and(|time| clock(got) == Some(time)),
            "datetime" => head(got, 16) == head(expected, 16) || (expected.len() == 10 && head(got, 10) == expected),
            _ => {
                let month =
                    (7..10).contains(&got.len()) && expected.starts_with(got) && expected.get(8..10) == Some("01");
                let year = got == head(expected, 4) && expected.get(5..10) == Some("01-01");
                let coarse = matches!(expected.len(), 4 | 7) && head(got, expected.len()) == expected;
                (head(got, 10) == head(expected, 10) || month || year || coarse) && length_fits(case, found)
            }
        };
        if fits {
            return true;
        }
    }
    let (Some(point), Some(from), Some(to)) =
        (moment(expected), moment(found.resolved("from")), moment(found.resolved("to")))
    else {
        return false;
    };
    if !(matches!(case.kind.as_str(), "date" | "datetime") && from <= point && point < to) {
        return false;
    }
    let grain = found.resolved("grain");
    if case.kind == "date" && matches!(grain, "second" | "minute" | "hour") {
        return true;
    }
    let inside: String = case.text[found.start..found.end.min(case.text.len())].iter().collect();
    let text: String = case.text.iter().collect();
    words_of(grain).iter().any(|word| inside.contains(word))
        && RELATIVE.iter().any(|word| text.contains(word))
        && !figures(&inside)
        && case.said("grain").is_none_or(|stated| stated == grain)
}

/// Four digits in a row, or digits on both sides of a stroke or hyphen.
fn figures(text: &str) -> bool {
    let marks: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let year = text.split(|c: char| !c.is_numeric()).any(|digits| digits.chars().count() >= 4);
    year || marks.windows(3).any(|w| w[0].is_numeric() && matches!(w[1], '/' | '-') && w[2].is_numeric())
}

/// The ranges of time a case accepts.
pub(super) fn stated_ranges(case: &Case) -> Vec<(Option<String>, Option<String>)> {
    let expect = &case.expect;
    let pair = |from: &Json, to: &Json| (said(from), said(to));
    let mut ranges = vec![pair(&expect["from"], &expect["to"])];
    for reading in ["future", "past"] {
        let at = &expect[reading];
        for unit in ["Date", "Time", "DateTime"] {
            ranges.push(pair(&at[format!("start{unit}")], &at[format!("end{unit}")]));
        }
    }
    ranges.extend(expect["values"].as_array().into_iter().flatten().map(|v| pair(&v["start"], &v["end"])));
    ranges.retain(|(from, to)| from.is_some() || to.is_some());
    ranges
}

fn end_fits(expected: &str, got: &str) -> bool {
    let (expected, got) = (expected.replace(' ', "T"), got.replace(' ', "T"));
    if expected.is_empty() || got.is_empty() {
        return expected.is_empty() && got.is_empty();
    }
    if is_clock(&expected) {
        let time = head(&expected, 5);
        return got.contains(&format!("T{time}")) || head(&got, 5) == time;
    }
    head(&expected, 10) == head(&got, 10)
        && (expected.len() <= 10 || got.len() <= 10 || expected.get(11..16) == got.get(11..16))
}

fn is_clock(text: &str) -> bool {
    matches!(text.as_bytes(), [a, b, b':', ..] if a.is_ascii_digit() && b.is_ascii_digit())
}

/// Gaps in seconds that are one grain.
fn one_grain(gap: f64) -> bool {
    [1.0, 60.0, 3600.0, 86_399.0, 86_400.0].iter().any(|grain| (gap.abs() - grain).abs() < 0.5)
}

/// Both ends, the later one to within a grain; an open end may be filled in.
pub(super) fn range_fits((low, high): &(Option<String>, Option<String>), found: &Found<'_>) -> bool {
    let (mut from, mut to) = (found.resolved("from").to_owned(), found.resolved("to").to_owned());
    if from.is_empty()
        && to.is_empty()
        && let Some((a, b)) = timex_ends(found.timex())
    {
        (from, to) = (a, b);
    }
    let gap = |high: &str| Some(seconds_between(moment(high)?, moment(&to)?));
    let (Some(low), Some(high)) = (low, high) else {
        return match (low, high) {
            (Some(low), _) => end_fits(low, &from),
            (_, Some(high)) => end_fits(high, &to) || gap(high).is_some_and(one_grain),
            _ => false,
        };
    };
    if !end_fits(low, &from) {
        return false;
    }
    if end_fits(high, &to) {
        return true;
    }
    if is_clock(high)
        && let (Some(a), Some(b)) = (clock(high), clock(&to))
    {
        let minutes = |(h, m): (String, String)| h.parse::<i32>().unwrap_or(0) * 60 + m.parse::<i32>().unwrap_or(0);
        return matches!((minutes(b) - minutes(a)).rem_euclid(1440), 1 | 60 | 1439 | 1380);
    }
    let Some(gap) = gap(high) else { return false };
    let days = gap.abs() / 86_400.0;
    one_grain(gap)
        || match found.resolved("grain") {
            "week" => (days - 7.0).abs() < 1e-9,
            "month" => (28.0..=31.0).contains(&days),
            "quarter" => (90.0..=92.0).contains(&days),
            "year" => (365.0..=366.0).contains(&days),
            _ => false,
        }
}

/// The ends of `(from,to,length)` or `from/to`.
fn timex_ends(timex: &str) -> Option<(String, String)> {
    let inner = timex.strip_prefix('(').unwrap_or(timex);
    let inner = inner.strip_suffix(')').unwrap_or(inner);
    let (from, to) = match inner.split_once(',') {
        Some((from, rest)) => (from, rest.split(',').next().unwrap_or_default()),
        None => timex.split_once('/').filter(|(_, to)| !to.contains('/'))?,
    };
    let end = |text: &str| {
        let hour = text.strip_prefix('T').unwrap_or(text);
        match text {
            ".." => String::new(),
            _ if hour.len() == 2 && hour.bytes().all(|b| b.is_ascii_digit()) => format!("T{hour}:00"),
            text => text.to_owned(),
        }
    };
    (!from.is_empty() && !to.is_empty()).then(|| (end(from), end(to)))
}

/// Whether one day or moment stands where the stated range begins, with the very span.
pub(super) fn begins_range(case: &Case, ranges: &[(Option<String>, Option<String>)], found: &Found<'_>) -> bool {
    found.kind() != "range"
        && same_span(case, found)
        && ranges
            .iter()
            .filter_map(|(from, _)| from.as_deref())
            .filter(|from| moment(from).is_some())
            .any(|from| head(found.resolved("from"), 10) == head(from, 10) || head(found.timex(), 10) == head(from, 10))
}

/// One spelling for the TIMEX values of repeated times: `XXXX-XX-XX` is `P1D`.
pub(super) fn set_key(timex: &str) -> String {
    let mut timex = timex;
    while timex.contains('T') && timex.len() > 6 {
        let Some(shorter) = timex.strip_suffix(":00") else { break };
        timex = shorter;
    }
    if timex.starts_with('T') && timex.len() == 6 {
        timex = timex.strip_suffix(":00").unwrap_or(timex);
    }
    let timex = timex.strip_prefix("XXXX-XX-XX").filter(|rest| rest.starts_with('T')).unwrap_or(timex);
    match timex {
        "XXXX" | "P12M" => "P1Y",
        "XXXX-XX" => "P1M",
        "XXXX-WXX" | "P7D" => "P1W",
        "XXXX-XX-XX" | "XXXX-WXX-X" => "P1D",
        timex => timex,
    }
    .to_owned()
}
