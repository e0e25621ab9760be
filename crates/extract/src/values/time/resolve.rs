//! From slots to time: TIMEX3 values and intervals of points, counted from the day of publication.

use super::choose::{self, Context};
use super::civil;
use super::clock::hour_of_day;
use super::expr::{Age, MonthRef, Nth, Point, SubYear, YearRef};
use super::hijri;
use super::lexicon::{Calendar, Edge, Era, Holiday, LEXICON, Part, Season, Unit, ZoneRule};
use super::timex::{self, year_value};
use crate::HijriDate;
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
    resolved.modifier = resolved.modifier.or(point.modifier.map(crate::Modifier::timex));
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

/// Hours, minutes and seconds before or after the moment of publication.
fn moment(point: &Point, context: &Context) -> Option<Resolved> {
    let (length, sign) = point.shift.as_ref()?;
    let unit = length.finest()?;
    let grain = grain_of(unit);
    let at = context.anchor.filter(|anchor| anchor.has_time || anchor.moment.time() == Time::midnight());
    let timed = context.anchor.is_some_and(|anchor| anchor.has_time);
    let moved = at.and_then(|anchor| shift_moment(anchor.moment, length, *sign));
    let value = match moved {
        Some(moment) if timed => minute_value(moment),
        Some(moment) => day_value(moment.date()),
        None => "XXXX-XX-XXTXX".to_owned(),
    };
    let span = moved.filter(|_| timed).and_then(|from| Some((from, from.checked_add(civil::span_of(unit, 1)?).ok()?)));
    Some(Resolved { value, span, grain, modifier: point.modifier.map(crate::Modifier::timex), ..Resolved::default() })
}

/// A moment moved by a length.
pub(super) fn shift_moment(moment: DateTime, length: &super::expr::Length, sign: i8) -> Option<DateTime> {
    use super::expr::Amount;
    let mut moved = moment;
    for &(unit, amount) in &length.parts {
        let (unit, count) = match amount {
            Amount::Exact(value) if value.scale == 0 => (unit, i64::try_from(value.mantissa).ok()?),
            Amount::Exact(value) => {
                // a decimal count in seconds of its unit
                let seconds = approximate_seconds(unit)?;
                let count =
                    value.mantissa.checked_mul(i128::from(seconds))? / 10i128.checked_pow(u32::from(value.scale))?;
                (Unit::Second, i64::try_from(count).ok()?)
            }
            Amount::Fraction(numerator, denominator) => match unit {
                Unit::Year | Unit::Season => (Unit::Month, 12 * i64::from(numerator) / i64::from(denominator)),
                _ => (Unit::Second, approximate_seconds(unit)? * i64::from(numerator) / i64::from(denominator)),
            },
            _ => return None,
        };
        if length.hijri && matches!(unit, Unit::Year | Unit::Month) {
            moved = shift_hijri(moved, unit, count * i64::from(sign))?;
            continue;
        }
        if unit == Unit::Second && count.abs() > 315_360_000_000 {
            return None;
        }
        moved = moved.checked_add(civil::span_of(unit, count.checked_mul(i64::from(sign))?)?).ok()?;
    }
    Some(moved)
}

fn shift_hijri(moment: DateTime, unit: Unit, count: i64) -> Option<DateTime> {
    let (year, month, day) = hijri::from_gregorian(moment.date());
    let months = i64::from(year) * 12 + i64::from(month) - 1;
    let months = months.checked_add(if unit == Unit::Year { count.checked_mul(12)? } else { count })?;
    let (year, month) = (i32::try_from(months.div_euclid(12)).ok()?, months.rem_euclid(12) as u8 + 1);
    let date = (1..=day).rev().find_map(|day| hijri::to_gregorian(year, month, day))?;
    Some(date.to_datetime(moment.time()))
}

const fn approximate_seconds(unit: Unit) -> Option<i64> {
    Some(match unit {
        Unit::Second => 1,
        Unit::Minute => 60,
        Unit::Hour => 3600,
        Unit::Night | Unit::Day => 86_400,
        Unit::Week => 604_800,
        Unit::Month => 2_592_000,
        _ => return None,
    })
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

fn deictic(days: i8, point: &Point, context: &Context) -> Period {
    let date = context.today().and_then(|today| civil::plus_days(today, i64::from(days)));
    let date = match (date, point.weekday) {
        // the page's own date may be that of a later copy: the weekday is what the writer saw
        (Some(date), Some(weekday)) => civil::weekday_nearest(date, weekday),
        (date, _) => date,
    };
    let partial = point.weekday.map_or_else(|| "XXXX-XX-XX".to_owned(), |weekday| format!("XXXX-WXX-{weekday}"));
    Period::day(date, partial)
}

fn named_day(weekday: u8, point: &Point, context: &Context) -> Period {
    let date = match (point.week, context.today()) {
        (Some(weeks), Some(today)) => civil::week_start(today)
            .and_then(|sunday| civil::plus_days(civil::weekday_of_week(sunday, weekday)?, 7 * i64::from(weeks))),
        _ => choose::weekday(weekday, context, point.direction),
    };
    Period::day(date, format!("XXXX-WXX-{weekday}"))
}

/// A day of a month by its number.
fn numbered_day(day: u8, point: &Point, context: &Context) -> Option<Period> {
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
fn unsaid_year(
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

/// The year as a number in its own calendar, where it is said.
fn year_number(point: &Point, context: &Context) -> Option<i32> {
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

fn month(point: &Point, context: &Context) -> Option<Period> {
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

fn year(point: &Point, context: &Context) -> Option<Period> {
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

fn age(point: &Point, context: &Context) -> Option<Period> {
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

/// Quarters, halves, seasons.
fn piece_of_year(sub_year: SubYear, point: &Point, context: &Context) -> Option<Period> {
    if let Some(Age::Century(_) | Age::CenturyShift(_)) = point.century {
        return piece_of_century(sub_year, point, context);
    }
    let today = context.today();
    if sub_year == SubYear::Sports {
        return Some(sports_season(point, today));
    }
    if let SubYear::QuarterShift(shift) = sub_year {
        let base = if point.same { context.focus_month.or(today) } else { today };
        let first = base.map(|base| civil::months_of(base).div_euclid(3) * 3 + 3 * i32::from(shift));
        let value = first.map_or_else(
            || "XXXX-QX".to_owned(),
            |first| format!("{:04}-Q{}", first.div_euclid(12), first.rem_euclid(12) / 3 + 1),
        );
        return Some(Period::of(
            value,
            Some("XXXX-QX".to_owned()),
            first.and_then(civil::month_start),
            first.and_then(|first| civil::month_start(first + 3)),
            "quarter",
        ));
    }
    if point.calendar == Some(Calendar::Islamic) {
        return None;
    }
    let year = match (point.year, point.direction, sub_year) {
        (Some(_), ..) => year_number(point, context),
        (None, Some(direction), SubYear::Season(season)) => season_year(season, direction, context),
        _ => today.map(|today| i32::from(today.year())),
    };
    let (code, start, months, grain) = match sub_year {
        SubYear::Quarter(index) => (format!("Q{index}"), 3 * (i32::from(index) - 1), 3, "quarter"),
        SubYear::Half(index) => (format!("H{index}"), 6 * (i32::from(index) - 1), 6, "half"),
        SubYear::Third(index) => (format!("T{index}"), 4 * (i32::from(index) - 1), 4, "month"),
        SubYear::Season(season) => (timex::season_code(season).to_owned(), season_start(season), 3, "season"),
        SubYear::Months { first: true, count: 3 } => ("Q1".to_owned(), 0, 3, "quarter"),
        SubYear::Months { first: true, count: 6 } => ("H1".to_owned(), 0, 6, "half"),
        SubYear::Months { first: false, count: 3 } => ("Q4".to_owned(), 9, 3, "quarter"),
        SubYear::Months { first: false, count: 6 } => ("H2".to_owned(), 6, 6, "half"),
        SubYear::Months { first, count } => {
            let start = if first { 0 } else { 12 - i32::from(count) };
            let text = year.map_or_else(|| "XXXX".to_owned(), year_value);
            let value = format!("{text}-{:02}/{text}-{:02}", start + 1, start + i32::from(count));
            let months = year.and_then(|year| year.checked_mul(12));
            return Some(Period::of(
                value,
                None,
                months.and_then(|m| civil::month_start(m + start)),
                months.and_then(|m| civil::month_start(m + start + i32::from(count))),
                "month",
            ));
        }
        SubYear::QuarterShift(_) | SubYear::Sports => return None,
    };
    let first = year.and_then(|year| year.checked_mul(12)).map(|months| months + start);
    let partial = format!("XXXX-{code}");
    let value = year.map_or_else(|| partial.clone(), |year| format!("{}-{code}", year_value(year)));
    let partial = (!matches!(point.year, Some(YearRef::At(_)))).then_some(partial);
    Some(Period::of(
        value,
        partial,
        first.and_then(civil::month_start),
        first.and_then(|first| civil::month_start(first + months)),
        grain,
    ))
}

/// First month of a season, from January as 0 (winter ends in the next year).
const fn season_start(season: Season) -> i32 {
    match season {
        Season::Spring => 2,
        Season::Summer => 5,
        Season::Autumn => 8,
        Season::Winter => 11,
    }
}

fn season_year(season: Season, direction: i8, context: &Context) -> Option<i32> {
    let today = context.today()?;
    let this = i32::from(today.year());
    let start = |year: i32| civil::month_start(year * 12 + season_start(season));
    Some(match direction {
        0 => this,
        1.. => (this..=this + 1).find(|&year| start(year).is_some_and(|date| date > today))?,
        _ => (this - 1..=this)
            .rev()
            .find(|&year| civil::month_start(year * 12 + season_start(season) + 3).is_some_and(|end| end <= today))?,
    })
}

/// A sports or school season: it turns on the first of July.
fn sports_season(point: &Point, today: Option<Date>) -> Period {
    let first = match (point.year, today) {
        (Some(YearRef::At(year) | YearRef::Span(year, _)), _) => Some(year),
        (Some(YearRef::Shift(shift)), Some(today)) => {
            Some(i32::from(today.year()) - i32::from(today.month() < 7) + i32::from(shift))
        }
        _ => None,
    };
    let value = first.map_or_else(|| "XXXX".to_owned(), |first| format!("{first:04}/{:04}", first + 1));
    let month = |year: i32| civil::month_start(year.checked_mul(12)? + 6);
    Period::of(value, Some("XXXX".to_owned()), first.and_then(month), first.and_then(|first| month(first + 1)), "year")
}

fn piece_of_century(sub_year: SubYear, point: &Point, context: &Context) -> Option<Period> {
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

/// The period of a unit so far before or after the page.
fn shifted(point: &Point, context: &Context) -> Option<Period> {
    let (length, sign) = point.shift.as_ref()?;
    let unit = length.finest()?;
    let moved = context.anchor.and_then(|anchor| shift_moment(anchor.moment, length, *sign));
    if context.anchor.is_some() && moved.is_none() {
        return None;
    }
    if let (Some(weekday), Some(moved)) = (point.weekday, moved) {
        let date = if civil::iso(moved.date()) == i64::from(weekday) {
            Some(moved.date())
        } else {
            civil::weekday_after(moved.date(), weekday)
        };
        return Some(Period::day(date, format!("XXXX-WXX-{weekday}")));
    }
    let unit = if length.hijri && unit > Unit::Day { Unit::Day } else { unit };
    let partial = match unit {
        Unit::Week => "XXXX-WXX",
        Unit::Month | Unit::Quarter | Unit::Half => "XXXX-XX",
        Unit::Season | Unit::Year | Unit::Decade | Unit::Century => "XXXX",
        _ => "XXXX-XX-XX",
    };
    let unit = match unit {
        Unit::Quarter | Unit::Half => Unit::Month,
        Unit::Season | Unit::Decade | Unit::Century => Unit::Year,
        Unit::Second | Unit::Minute | Unit::Hour => Unit::Day,
        unit => unit,
    };
    let span = moved.and_then(|moved| civil::period(unit, moved));
    let value = match (moved, unit) {
        (None, _) => partial.to_owned(),
        (Some(moved), Unit::Week) => week_value(moved.date()),
        (Some(moved), Unit::Month) => month_value(moved.date()),
        (Some(moved), Unit::Year) => year_value(i32::from(moved.year())),
        (Some(moved), _) => day_value(moved.date()),
    };
    let (from, to) = span.map(|(from, to)| (Some(from.date()), Some(to.date()))).unwrap_or_default();
    Some(Period::of(value, Some(partial.to_owned()), from, to, grain_of(unit)))
}

/// The nth day, weekday or week of the period that the other slots say.
fn nth_in(nth: Nth, point: &Point, context: &Context) -> Option<Period> {
    let outer = Point { nth: None, weekday: None, part: None, clock: None, ..point.clone() };
    let holds = outer.has_period() || outer.day.is_some();
    let whole = if holds {
        bare_period(&outer, context)?
    } else {
        // آخر ثلاثاء alone: of this month
        month(&Point { month: Some(MonthRef::Shift(0)), ..Point::default() }, context)?
    };
    let Some((from, to)) = whole.span else {
        return Some(Period { span: None, ..Period::day(None, format!("{}-XX", whole.value)) });
    };
    let last = civil::plus_days(to, -1)?;
    let index = i64::from(nth.index);
    if index == 0 {
        let monday = civil::plus_days(from, 1 - civil::iso(from))?;
        return Some(Period::of(week_value(monday), whole.partial, Some(monday), civil::plus_days(monday, 7), "week"));
    }
    if let Some(weekday) = point.weekday {
        let date = if index > 0 {
            let first =
                if civil::iso(from) == i64::from(weekday) { from } else { civil::weekday_after(from, weekday)? };
            civil::plus_days(first, 7 * (index - 1))?
        } else {
            if civil::iso(last) == i64::from(weekday) { last } else { civil::weekday_before(last, weekday)? }
        };
        return (date < to)
            .then(|| Period { islamic: whole.islamic, ..Period::day(Some(date), format!("XXXX-WXX-{weekday}")) });
    }
    if nth.of == Unit::Day {
        let date = if index > 0 { civil::plus_days(from, index - 1)? } else { last };
        return (date < to)
            .then(|| Period { islamic: whole.islamic, ..Period::day(Some(date), "XXXX-XX-XX".to_owned()) });
    }
    // the weeks of a month are those that begin in it (the last one those that end in it), the weeks of a year are
    // those of ISO 8601
    if whole.grain == "month" {
        let monday = if index > 0 {
            let first = if civil::iso(from) == 1 { from } else { civil::weekday_after(from, 1)? };
            civil::plus_days(first, 7 * (index - 1))?
        } else {
            civil::plus_days(to, -6).and_then(|day| civil::weekday_before(day, 1))?
        };
        return Some(Period::of(
            week_value(monday),
            Some(format!("{}-WXX", whole.value)),
            Some(monday),
            civil::plus_days(monday, 7),
            "week",
        ));
    }
    let monday = if index > 0 {
        let first = civil::plus_days(from, 4 - civil::iso(from))?;
        let first = if first < from { civil::plus_days(first, 7)? } else { first };
        civil::plus_days(first, 7 * (index - 1) - 3)?
    } else {
        let thursday = civil::plus_days(last, 4 - civil::iso(last))?;
        let thursday = if thursday > last { civil::plus_days(thursday, -7)? } else { thursday };
        civil::plus_days(thursday, -3)?
    };
    Some(Period::of(
        week_value(monday),
        Some(format!("{}-WXX", whole.value)),
        Some(monday),
        civil::plus_days(monday, 7),
        "week",
    ))
}

/// A feast of the year that is said or nearest.
fn feast(holiday: Holiday, point: &Point, context: &Context) -> Option<Period> {
    let islamic = |month: u8, day: u8| Some((month, day));
    let fixed = match holiday {
        Holiday::EidFitr => islamic(10, 1),
        Holiday::EidAdha => islamic(12, 10),
        Holiday::HijriNewYear => islamic(1, 1),
        Holiday::Arafa => islamic(12, 9),
        Holiday::Tarwiya => islamic(12, 8),
        Holiday::Ashura => islamic(1, 10),
        Holiday::Mawlid => islamic(3, 12),
        _ => None,
    };
    let build = |year: i32| -> Option<Date> {
        if let Some((month, day)) = fixed {
            let approximate = (year - 622) * 33 / 32;
            return (approximate - 1..=approximate + 2).find_map(|hijri| {
                hijri::to_gregorian(hijri, month, day).filter(|date| i32::from(date.year()) == year)
            });
        }
        let (month, day) = match holiday {
            Holiday::Christmas => (12, 25),
            Holiday::NewYear => (1, 1),
            Holiday::WomensDay => (3, 8),
            Holiday::LabourDay => (5, 1),
            _ => return civil::easter(year),
        };
        Date::new(i16::try_from(year).ok()?, month, day).ok()
    };
    let date = match year_number(point, context) {
        Some(year) if point.calendar == Some(Calendar::Islamic) => {
            let (month, day) = fixed?;
            Some(hijri::to_gregorian(year, month, day)?)
        }
        Some(year) => Some(build(year)?),
        None => unsaid_year(point, context, false, build, 1),
    };
    let partial = match holiday {
        Holiday::Christmas => "XXXX-12-25",
        Holiday::NewYear => "XXXX-01-01",
        Holiday::WomensDay => "XXXX-03-08",
        Holiday::LabourDay => "XXXX-05-01",
        _ => "XXXX-XX-XX",
    };
    let mut period = Period::day(date, partial.to_owned());
    if let Some((month, day)) = fixed {
        period.islamic = true;
        period.hijri = Some(HijriDate {
            year: date.map(|date| hijri::from_gregorian(date).0),
            month: Some(month),
            day: Some(day),
        });
    }
    Some(period)
}

/// Narrows a period to its edge.
fn edge_of(period: &mut Period, edge: Edge) -> Option<()> {
    if period.grain == "day" {
        // نهاية يوم 6 أغسطس stays the day
        period.modifier = timex::edge_code(edge);
        return Some(());
    }
    period.modifier = timex::edge_code(edge).or(period.modifier);
    let Some((from, to)) = period.span else { return Some(()) };
    let days = choose::days_between(from, to);
    let cut = |part: i64| match period.grain {
        // thirds of a month are ten days
        "month" => civil::plus_days(from, 10 * part),
        _ => civil::plus_days(from, days * part / 3),
    };
    let (start, end) = match edge {
        Edge::Start => (from, cut(1)?),
        Edge::Mid => (cut(1)?, cut(2)?),
        Edge::End => (cut(2)?, to),
        Edge::Middle => {
            let middle =
                if period.grain == "month" { civil::plus_days(from, 14)? } else { civil::plus_days(from, days / 2)? };
            (middle, civil::plus_days(middle, 1)?)
        }
        Edge::FirstDay => (from, civil::plus_days(from, 1)?),
        Edge::LastDay => (civil::plus_days(to, -1)?, to),
    };
    period.span = Some((start, end));
    if matches!(edge, Edge::FirstDay | Edge::LastDay) {
        period.value = day_value(start);
        period.grain = "day";
        if let Some(hijri) = &mut period.hijri {
            hijri.day = Some(hijri::from_gregorian(start).2);
        }
    } else if edge == Edge::Middle || period.grain != "century" && period.grain != "year" {
        period.grain = "day";
    }
    Some(())
}

/// The day with its clock time or part of the day.
fn with_time(point: &Point, period: &Period, mut resolved: Resolved) -> Resolved {
    let day = period.span.map(|(from, _)| from);
    let partial = period.partial.clone().unwrap_or_else(|| period.value.clone());
    let (tail, from, to, grain) = match (point.clock, point.part) {
        (Some(clock), part) => {
            let hour = hour_of_day(clock, part);
            let time = Time::new(hour as i8, clock.minute as i8, clock.second.unwrap_or(0) as i8, 0).ok();
            let from = day.zip(time).map(|(day, time)| day.to_datetime(time));
            let (unit, grain) = match (clock.second, clock.exact) {
                (Some(_), _) => (Unit::Second, "second"),
                (None, true) => (Unit::Minute, "minute"),
                (None, false) => (Unit::Hour, "hour"),
            };
            let to = from.and_then(|from| from.checked_add(civil::span_of(unit, 1)?).ok());
            (super::set::time_value(clock, part), from, to, grain)
        }
        (None, Some(part)) => {
            let (start, hours) = part_hours(part);
            let from = day.map(|day| day.at(start, 0, 0, 0));
            let to = from.and_then(|from| from.checked_add(civil::span_of(Unit::Hour, hours)?).ok());
            (format!("T{}", timex::part_code(part)), from, to, "part")
        }
        (None, None) => (String::new(), None, None, "day"),
    };
    let (from, to) = match (point.part_edge, from, to) {
        (Some(edge), Some(from), Some(to)) => {
            let half =
                from.checked_add(jiff::SignedDuration::from_secs(from.duration_until(to).as_secs() / 2)).unwrap_or(to);
            resolved.modifier = timex::edge_code(edge);
            if edge == Edge::Start { (Some(from), Some(half)) } else { (Some(half), Some(to)) }
        }
        (_, from, to) => (from, to),
    };
    resolved.value = format!("{}{tail}", period.value);
    resolved.partial = Some(format!("{partial}{tail}")).filter(|partial| *partial != resolved.value);
    resolved.span = from.zip(to);
    resolved.grain = grain;
    if point.clock.is_some()
        && let Some(zone) = point.zone
    {
        resolved.utc_offset = Some(offset(zone, day));
    }
    resolved
}

/// First hour and length of a part of the day, after the day periods of CLDR for Arabic.
pub(super) const fn part_hours(part: Part) -> (i8, i64) {
    match part {
        Part::Dawn => (3, 3),
        Part::Morning => (6, 6),
        Part::Noon => (12, 1),
        Part::Afternoon => (13, 5),
        Part::Evening => (18, 6),
        Part::Night => (20, 8),
    }
}

/// The offset of a zone from UTC on a day, in minutes; winter time where the day is unknown.
fn offset(zone: u8, day: Option<Date>) -> i16 {
    let zone = LEXICON.zone(zone);
    let Some(day) = day else { return zone.winter };
    let last = |month: i8, weekday: u8| {
        let next =
            Date::new(day.year(), month, 1).ok().and_then(|first| civil::month_start(civil::months_of(first) + 1))?;
        civil::weekday_before(next, weekday)
    };
    let nth = |month: i8, weekday: u8, weeks: i64| {
        let before = Date::new(day.year(), month, 1).ok().and_then(|first| civil::plus_days(first, -1))?;
        civil::weekday_after(before, weekday).and_then(|first| civil::plus_days(first, 7 * weeks))
    };
    let (from, to) = match zone.rule {
        ZoneRule::None => return zone.winter,
        ZoneRule::Europe => (last(3, 7), last(10, 7)),
        ZoneRule::America => (nth(3, 7, 1), nth(11, 7, 0)),
        ZoneRule::Egypt => (last(4, 5), last(10, 4)),
    };
    match (from, to) {
        (Some(from), Some(to)) if from <= day && day < to => zone.summer,
        _ => zone.winter,
    }
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
