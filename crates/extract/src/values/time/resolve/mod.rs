//! From slots to time: TIMEX3 values and intervals of points, counted from the day of publication.

mod age;
mod day;
mod edge;
mod feast;
mod month;
mod nth;
mod range;
mod shift;
mod sub_year;
mod time;
mod year;

pub(super) use range::resolve_range;
pub(super) use shift::shift_moment;

use crate::values::time::choose::Context;
use crate::values::time::civil;
use crate::values::time::expr::{Clock, Point};
use crate::values::time::lexicon::Unit;
use crate::values::time::resolve::age::age;
use crate::values::time::resolve::day::{deictic, named_day, numbered_day};
use crate::values::time::resolve::edge::edge_of;
use crate::values::time::resolve::feast::feast;
use crate::values::time::resolve::month::month;
use crate::values::time::resolve::nth::nth_in;
use crate::values::time::resolve::shift::{moment, shifted};
use crate::values::time::resolve::sub_year::piece_of_year;
use crate::values::time::resolve::time::with_time;
use crate::values::time::resolve::year::year;
use crate::values::time::timex::year_value;
use crate::{HijriDate, Modifier};
use jiff::civil::{Date, DateTime, Time};

/// A point in time as values.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Resolved {
    /// TIMEX3 value.
    pub(super) value: String,
    /// The value without an anchor, where it differs.
    pub(super) partial: Option<String>,
    pub(super) modifier: Option<&'static str>,
    pub(super) span: Option<(DateTime, DateTime)>,
    pub(super) grain: &'static str,
    pub(super) utc_offset: Option<i16>,
    pub(super) calendar: Option<&'static str>,
    pub(super) hijri: Option<HijriDate>,
    pub(super) conflict: Option<&'static str>,
}

/// A day or a longer period, without time of day.
#[derive(Clone, Debug, Default)]
struct Period {
    value: String,
    partial: Option<String>,
    span: Option<(Date, Date)>,
    grain: &'static str,
    modifier: Option<&'static str>,
    islamic: bool,
    hijri: Option<HijriDate>,
    conflict: Option<&'static str>,
}

impl Period {
    /// A day, known or not.
    fn day(date: Option<Date>, partial: String) -> Self {
        Self {
            value: date.map_or_else(|| partial.clone(), day_value),
            partial: Some(partial),
            span: date.and_then(|date| Some((date, civil::plus_days(date, 1)?))),
            grain: "day",
            ..Self::default()
        }
    }

    fn of(value: String, partial: Option<String>, from: Option<Date>, to: Option<Date>, grain: &'static str) -> Self {
        Self { value, partial, span: from.zip(to), grain, ..Self::default() }
    }
}

/// The value and the interval of a point; `None` for a date that no calendar has.
pub(super) fn resolve(point: &Point, context: &Context) -> Option<Resolved> {
    if point.now {
        return Some(present(context));
    }
    if let Some((length, _)) = &point.shift
        && length.finest().is_some_and(|unit| unit < Unit::Night)
        && point.weekday.is_none()
    {
        return moment(point, context);
    }
    if point.this_time {
        // alone it says nothing
        let anchor = context.anchor.filter(|anchor| anchor.has_time && point.has_day() && !point.has_time())?;
        let (hour, minute) = (anchor.moment.hour().unsigned_abs(), anchor.moment.minute().unsigned_abs());
        let clock = Clock { hour, minute, second: None, fixed: true, exact: true };
        return resolve(&Point { this_time: false, clock: Some(clock), ..point.clone() }, context);
    }
    let period = period(point, context)?;
    let mut resolved = Resolved {
        modifier: period.modifier,
        calendar: Some(if period.islamic { "islamic-umalqura" } else { "gregorian" }),
        hijri: period.hijri,
        conflict: period.conflict,
        grain: period.grain,
        ..Resolved::default()
    };
    if point.has_time() {
        return Some(with_time(point, &period, resolved));
    }
    resolved.span = period.span.map(|(from, to)| (midnight(from), midnight(to)));
    if point.rest
        && let (Some((_, to)), Some(anchor)) = (resolved.span, context.anchor)
    {
        let from = anchor.moment;
        if from < to {
            resolved.span = Some((from, to));
        }
    }
    resolved.modifier = resolved.modifier.or(point.modifier.map(Modifier::timex));
    resolved.partial = period.partial.filter(|partial| *partial != period.value);
    resolved.value = period.value;
    Some(resolved)
}

fn present(context: &Context) -> Resolved {
    Resolved {
        value: "PRESENT_REF".to_owned(),
        span: context.anchor.and_then(|anchor| {
            Some((anchor.moment, anchor.moment.checked_add(jiff::SignedDuration::from_secs(1)).ok()?))
        }),
        grain: "second",
        ..Resolved::default()
    }
}

/// The period that the date slots say; the day of publication where there is only a time of day.
fn period(point: &Point, context: &Context) -> Option<Period> {
    let mut found = bare_period(point, context)?;
    if let Some(edge) = point.edge {
        edge_of(&mut found, edge)?;
    }
    Some(found)
}

fn bare_period(point: &Point, context: &Context) -> Option<Period> {
    if let Some(holiday) = point.holiday {
        return feast(holiday, point, context);
    }
    if point.shift.is_some() {
        return shifted(point, context);
    }
    if let Some(nth) = point.nth {
        return nth_in(nth, point, context);
    }
    if let Some(day) = point.day {
        return numbered_day(day, point, context);
    }
    if let Some(days) = point.deictic {
        return Some(deictic(days, point, context));
    }
    if let Some(weekday) = point.weekday {
        return Some(named_day(weekday, point, context));
    }
    if point.weekend || point.week.is_some() {
        return week(point, context);
    }
    if let Some(sub_year) = point.sub_year {
        return piece_of_year(sub_year, point, context);
    }
    if point.month.is_some() {
        return month(point, context);
    }
    if point.decade.is_some() || point.century.is_some() {
        return age(point, context);
    }
    if point.year.is_some() {
        return year(point, context);
    }
    // a time of day alone
    Some(match context.today() {
        // which day is meant is not said: the value is the bare time, the interval that of the page's day
        Some(today) => Period { value: String::new(), ..Period::day(Some(today), String::new()) },
        None => Period::of(String::new(), Some(String::new()), None, None, "day"),
    })
}

fn week(point: &Point, context: &Context) -> Option<Period> {
    let shift = i64::from(point.week.unwrap_or(0));
    let sunday = context.today().and_then(civil::week_start).and_then(|sunday| civil::plus_days(sunday, 7 * shift));
    let tail = if point.weekend { "-WE" } else { "" };
    let partial = format!("XXXX-WXX{tail}");
    let value = sunday.map_or_else(|| partial.clone(), |sunday| format!("{}{tail}", week_value(sunday)));
    // the weekend of most Arab states: Friday and Saturday
    let (from, days) =
        if point.weekend { (sunday.and_then(|sunday| civil::plus_days(sunday, 5)), 2) } else { (sunday, 7) };
    let to = from.and_then(|from| civil::plus_days(from, days));
    Some(Period::of(value, Some(partial), from, to, "week"))
}

pub(super) const fn grain_of(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "second",
        Unit::Minute => "minute",
        Unit::Hour => "hour",
        Unit::Night | Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Half => "half",
        Unit::Season | Unit::Year => "year",
        Unit::Decade => "decade",
        Unit::Century => "century",
    }
}

pub(super) fn midnight(date: Date) -> DateTime {
    date.to_datetime(Time::midnight())
}

fn day_value(date: Date) -> String {
    format!("{}-{:02}-{:02}", year_value(i32::from(date.year())), date.month(), date.day())
}

fn month_value(date: Date) -> String {
    format!("{}-{:02}", year_value(i32::from(date.year())), date.month())
}

/// The ISO week of a day; a Sunday counts to the week that it opens.
fn week_value(date: Date) -> String {
    let day = if civil::iso(date) == 7 { civil::plus_days(date, 1).unwrap_or(date) } else { date };
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

fn minute_value(moment: DateTime) -> String {
    format!("{}T{:02}:{:02}", day_value(moment.date()), moment.hour(), moment.minute())
}
