//! Months of both calendars.

use crate::HijriDate;
use crate::values::time::choose::Context;
use crate::values::time::expr::{MonthRef, Point};
use crate::values::time::lexicon::{Calendar, Era};
use crate::values::time::resolve::day::unsaid_year;
use crate::values::time::resolve::year::year_number;
use crate::values::time::resolve::{Period, day_value, month_value};
use crate::values::time::timex::year_value;
use crate::values::time::{civil, hijri};

pub(super) fn month(point: &Point, context: &Context) -> Option<Period> {
    let islamic = point.calendar == Some(Calendar::Islamic);
    match point.month? {
        MonthRef::Shift(shift) => {
            let today = context.today();
            let base = if point.same { context.focus_month.or(today) } else { today };
            let months = base.map(|base| civil::months_of(base) + i32::from(shift));
            let from = months.and_then(civil::month_start);
            let to = months.and_then(|months| civil::month_start(months + 1));
            let value = from.map_or_else(|| "XXXX-XX".to_owned(), month_value);
            Some(Period::of(value, Some("XXXX-XX".to_owned()), from, to, "month"))
        }
        MonthRef::Named(number) if islamic => islamic_month(number, point, context),
        MonthRef::Named(number) => {
            if point.era == Some(Era::BeforeChrist) {
                let value = format!("{}-{number:02}", year_value(-year_number(point, context)?.abs()));
                return Some(Period::of(value, None, None, None, "month"));
            }
            let build = |year: i32| civil::month_start(year.checked_mul(12)?.checked_add(i32::from(number) - 1)?);
            let from = match year_number(point, context) {
                Some(year) => Some(build(year)?),
                None => unsaid_year(point, context, false, build, 28),
            };
            let to = from.and_then(|from| civil::month_start(civil::months_of(from) + 1));
            let partial = format!("XXXX-{number:02}");
            let value = from.map_or_else(|| partial.clone(), month_value);
            Some(Period::of(value, Some(partial), from, to, "month"))
        }
    }
}

fn islamic_month(number: u8, point: &Point, context: &Context) -> Option<Period> {
    let build = |year: i32| hijri::to_gregorian(year, number, 1);
    let from = match year_number(point, context) {
        // رمضان 2021: the month that begins in that year of ours
        Some(year) if point.era == Some(Era::Gregorian) || year > 1700 => {
            let approximate = (year - 622) * 33 / 32;
            (approximate - 1..=approximate + 2)
                .find_map(|hijri| build(hijri).filter(|date| i32::from(date.year()) == year))
        }
        Some(year) => Some(build(year)?),
        None => unsaid_year(point, context, true, build, 29),
    };
    let hijri_year = from.map(|from| hijri::from_gregorian(from).0);
    let to = hijri_year.and_then(|year| hijri::month(year, number)).map(|(_, to)| to);
    let last = to.and_then(|to| civil::plus_days(to, -1));
    let value = match (from, last) {
        (Some(from), Some(last)) => format!("{}/{}", day_value(from), day_value(last)),
        _ => "XXXX-XX".to_owned(),
    };
    Some(Period {
        islamic: true,
        hijri: Some(HijriDate { year: hijri_year, month: Some(number), day: None }),
        ..Period::of(value, Some("XXXX-XX".to_owned()), from, to, "month")
    })
}
