//! Decades, centuries and their pieces.

use crate::values::time::choose::Context;
use crate::values::time::expr::{Age, Point, SubYear};
use crate::values::time::lexicon::{Calendar, Era};
use crate::values::time::resolve::Period;
use crate::values::time::{civil, hijri};

pub(super) fn age(point: &Point, context: &Context) -> Option<Period> {
    if let (Some(Age::Century(number)), Some(Calendar::Islamic)) = (point.century, point.calendar) {
        return islamic_century(i32::from(number));
    }
    let this_year = context.today().map(|today| i32::from(today.year()));
    let century = match point.century {
        Some(Age::Century(number)) => Some((i32::from(number) - 1) * 100),
        Some(Age::CenturyShift(shift)) => Some(match this_year {
            Some(year) => year.div_euclid(100) * 100 + 100 * i32::from(shift),
            // a page without a date is one of this century
            None => 2000 + 100 * i32::from(shift),
        }),
        _ => None,
    };
    let relative = matches!(point.century, Some(Age::CenturyShift(_))) && this_year.is_none();
    if let Some(decade) = point.decade {
        let first = match decade {
            Age::Decade(years) => century.unwrap_or(1900) + i32::from(years),
            Age::DecadeShift(shift) => match this_year {
                Some(year) => year.div_euclid(10) * 10 + 10 * i32::from(shift),
                None => return Some(Period::of("XXX".to_owned(), None, None, None, "decade")),
            },
            _ => return None,
        };
        return Some(Period::of(
            format!("{:03}", first.div_euclid(10)),
            None,
            civil::year_start(first),
            civil::year_start(first + 10),
            "decade",
        ));
    }
    let first = century?;
    if point.era == Some(Era::BeforeChrist) {
        return Some(Period::of(format!("BC{:02}", first.div_euclid(100)), None, None, None, "century"));
    }
    let value = format!("{:02}", first.div_euclid(100));
    let span = (!relative).then(|| (civil::year_start(first), civil::year_start(first + 100)));
    let (from, to) = span.unwrap_or_default();
    Some(Period::of(value, None, from, to, "century"))
}

/// `القرن الثاني الهجري`: the value is the century of ours that holds its middle.
fn islamic_century(number: i32) -> Option<Period> {
    let (from, _) = hijri::year(100 * (number - 1) + 1)?;
    let (_, to) = hijri::year(100 * number)?;
    let (middle, _) = hijri::year(100 * number - 50)?;
    let value = format!("{:02}", middle.year().div_euclid(100));
    Some(Period { islamic: true, modifier: Some("APPROX"), ..Period::of(value, None, Some(from), Some(to), "century") })
}

pub(super) fn piece_of_century(sub_year: SubYear, point: &Point, context: &Context) -> Option<Period> {
    let (index, parts) = match sub_year {
        SubYear::Half(index) => (index, 2),
        SubYear::Third(index) => (index, 3),
        SubYear::Quarter(index) => (index, 4),
        _ => return None,
    };
    let whole = age(&Point { sub_year: None, ..point.clone() }, context)?;
    let edge = if index == 1 {
        "START"
    } else if index == parts {
        "END"
    } else {
        "MID"
    };
    let span = whole.span.and_then(|(from, _)| {
        let year = |i: i32| civil::year_start(i32::from(from.year()) + 100 * i / i32::from(parts));
        year(i32::from(index) - 1).zip(year(i32::from(index)))
    });
    Some(Period { modifier: Some(edge), span, ..whole })
}
