//! Days by number, weekday and distance.

use crate::HijriDate;
use crate::values::time::choose::Context;
use crate::values::time::expr::{MonthRef, Point};
use crate::values::time::lexicon::{Calendar, Era};
use crate::values::time::resolve::Period;
use crate::values::time::resolve::year::year_number;
use crate::values::time::timex::year_value;
use crate::values::time::{choose, civil, hijri};
use jiff::civil::Date;

pub(super) fn deictic(days: i8, point: &Point, context: &Context) -> Period {
    let date = context.today().and_then(|today| civil::plus_days(today, i64::from(days)));
    let date = match (date, point.weekday) {
        // the page's own date may be that of a later copy: the weekday is what the writer saw
        (Some(date), Some(weekday)) => civil::weekday_nearest(date, weekday),
        (date, _) => date,
    };
    let partial = point.weekday.map_or_else(|| "XXXX-XX-XX".to_owned(), |weekday| format!("XXXX-WXX-{weekday}"));
    Period::day(date, partial)
}

pub(super) fn named_day(weekday: u8, point: &Point, context: &Context) -> Period {
    let date = match (point.week, context.today()) {
        (Some(weeks), Some(today)) => civil::week_start(today)
            .and_then(|sunday| civil::plus_days(civil::weekday_of_week(sunday, weekday)?, 7 * i64::from(weeks))),
        _ => choose::weekday(weekday, context, point.direction),
    };
    Period::day(date, format!("XXXX-WXX-{weekday}"))
}

/// A day of a month by its number.
pub(super) fn numbered_day(day: u8, point: &Point, context: &Context) -> Option<Period> {
    let islamic = point.calendar == Some(Calendar::Islamic) && point.era != Some(Era::Gregorian);
    let build = |year: i32, month: u8| -> Option<Date> {
        if islamic {
            hijri::to_gregorian(year, month, day)
        } else {
            Date::new(i16::try_from(year).ok()?, month as i8, day as i8).ok()
        }
    };
    let (partial, date) = match point.month {
        Some(MonthRef::Named(month)) => {
            let partial = if islamic { "XXXX-XX-XX".to_owned() } else { format!("XXXX-{month:02}-{day:02}") };
            match year_number(point, context) {
                Some(year) if point.era == Some(Era::BeforeChrist) => {
                    let value = format!("{}-{month:02}-{day:02}", year_value(-year.abs()));
                    return Some(Period { grain: "day", ..Period::of(value, None, None, None, "day") });
                }
                Some(year) => (partial, Some(build(year, month)?)),
                None => (partial, unsaid_year(point, context, islamic, |year| build(year, month), 1)),
            }
        }
        Some(MonthRef::Shift(_)) | None => {
            let partial = format!("XXXX-XX-{day:02}");
            let date = match (point.month, context.today()) {
                (_, None) => None,
                (Some(MonthRef::Shift(shift)), Some(today)) => {
                    let base = if point.same { context.focus_month.unwrap_or(today) } else { today };
                    let first = civil::month_start(civil::months_of(base) + i32::from(shift))?;
                    Some(first.with().day(day as i8).build().ok()?)
                }
                (_, Some(today)) => month_of_day(day, point, context, today),
            };
            (partial, date)
        }
    };
    let mut period = Period::day(date, partial);
    if point.deictic.is_none() || point.weekday.is_some() {
        period.conflict = match (date, point.weekday) {
            (Some(date), Some(weekday)) if civil::iso(date) != i64::from(weekday) => Some("weekday"),
            _ => None,
        };
    }
    if islamic {
        period.islamic = true;
        let stated = match point.month {
            Some(MonthRef::Named(month)) => Some(month),
            _ => None,
        };
        let year = year_number(point, context).or_else(|| date.map(|date| hijri::from_gregorian(date).0));
        period.hijri = Some(HijriDate { year, month: stated, day: Some(day) });
    }
    Some(period)
}

/// The day of that number nearest to the page, of the stated weekday where there is one.
fn month_of_day(day: u8, point: &Point, context: &Context, today: Date) -> Option<Date> {
    let months = civil::months_of(today);
    let candidates: Vec<Date> =
        (-3..=3).filter_map(|shift| civil::month_start(months + shift)?.with().day(day as i8).build().ok()).collect();
    if let Some(weekday) = point.weekday {
        let fits = candidates.iter().copied().filter(|&date| civil::iso(date) == i64::from(weekday));
        if let Some(date) = fits.min_by_key(|&date| choose::days_between(today, date).abs()) {
            return Some(date);
        }
    }
    choose::among(
        &candidates,
        context,
        point.direction,
        |date| civil::plus_days(date, 1),
        |date| date.month() == today.month() && date.year() == today.year(),
    )
}

/// The year of a date whose words leave it out: the one whose weekday fits, else by direction, tense and nearness.
pub(super) fn unsaid_year(
    point: &Point,
    context: &Context,
    islamic: bool,
    build: impl Fn(i32) -> Option<Date>,
    days: i64,
) -> Option<Date> {
    let today = context.today()?;
    let this = if islamic { hijri::from_gregorian(today).0 } else { i32::from(today.year()) };
    let candidates: Vec<Date> = (-2..=2).filter_map(|shift| build(this + shift)).collect();
    if let (Some(weekday), None) = (point.weekday, point.direction) {
        let fits = candidates.iter().copied().filter(|&date| civil::iso(date) == i64::from(weekday));
        let near = fits.min_by_key(|&date| choose::days_between(today, date).abs());
        if let Some(date) = near.filter(|&date| choose::days_between(today, date).abs() < 330) {
            return Some(date);
        }
    }
    let this_date = build(this);
    let same_year = |date: Date| Some(date) == this_date;
    choose::among(&candidates, context, point.direction, |date| civil::plus_days(date, days), same_year)
}
