//! Years of both calendars.

use crate::HijriDate;
use crate::values::time::choose::Context;
use crate::values::time::expr::{Point, YearRef};
use crate::values::time::lexicon::{Calendar, Era};
use crate::values::time::resolve::Period;
use crate::values::time::timex::year_value;
use crate::values::time::{choose, civil, hijri};

/// The year as a number in its own calendar, where it is said.
pub(super) fn year_number(point: &Point, context: &Context) -> Option<i32> {
    match point.year? {
        YearRef::At(year) => Some(year),
        YearRef::Span(year, _) => Some(year),
        YearRef::Shift(shift) => {
            let today = if point.same { context.focus.or(context.today())? } else { context.today()? };
            let this = if point.calendar == Some(Calendar::Islamic) {
                hijri::from_gregorian(today).0
            } else {
                i32::from(today.year())
            };
            Some(this + i32::from(shift))
        }
    }
}

pub(super) fn year(point: &Point, context: &Context) -> Option<Period> {
    if let Some(YearRef::Span(first, second)) = point.year {
        let islamic = point.calendar == Some(Calendar::Islamic);
        let ends = |year: i32| {
            if islamic { hijri::year(year) } else { civil::year_start(year).zip(civil::year_start(year + 1)) }
        };
        let value = if islamic { String::new() } else { format!("{first:04}/{second:04}") };
        let (from, to) = (ends(first).map(|(from, _)| from), ends(second).map(|(_, to)| to));
        let value = match (islamic, from, to) {
            (true, Some(from), Some(to)) => format!("{:04}/{:04}", from.year(), to.year()),
            (true, ..) => return None,
            _ => value,
        };
        return Some(Period { islamic, ..Period::of(value, None, from, to, "year") });
    }
    let Some(year) = year_number(point, context) else {
        return Some(Period::of("XXXX".to_owned(), Some("XXXX".to_owned()), None, None, "year"));
    };
    if point.era == Some(Era::BeforeChrist) {
        return Some(Period::of(year_value(-year.abs()), None, None, None, "year"));
    }
    let relative = matches!(point.year, Some(YearRef::Shift(_))).then(|| "XXXX".to_owned());
    if point.calendar == Some(Calendar::Islamic) {
        let (from, to) = hijri::year(year)?;
        // the year of ours that holds the greater part of it
        let next = civil::year_start(i32::from(from.year()) + 1)?;
        let ours = if choose::days_between(from, next) * 2 >= choose::days_between(from, to) {
            from.year()
        } else {
            from.year() + 1
        };
        return Some(Period {
            islamic: true,
            hijri: Some(HijriDate { year: Some(year), month: None, day: None }),
            modifier: Some("APPROX"),
            ..Period::of(format!("{ours:04}"), relative, Some(from), Some(to), "year")
        });
    }
    Some(Period::of(year_value(year), relative, civil::year_start(year), civil::year_start(year + 1), "year"))
}
