//! Arithmetic on days: months and years that keep within the month, weekdays, weeks, Easter.

use super::lexicon::Unit;
use jiff::civil::{Date, DateTime};
use jiff::{Span, ToSpan};

/// First of January of a year that jiff can hold.
pub(super) fn year_start(year: i32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, 1, 1).ok()
}

/// First day of a month, given as years times twelve and months from zero.
pub(super) fn month_start(months: i32) -> Option<Date> {
    let year = i16::try_from(months.div_euclid(12)).ok()?;
    Date::new(year, months.rem_euclid(12) as i8 + 1, 1).ok()
}

/// The months of a date since the year 0.
pub(super) fn months_of(date: Date) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.month()) - 1
}

/// `date` moved by days.
pub(super) fn plus_days(date: Date, days: i64) -> Option<Date> {
    if days.abs() > 4_000_000 {
        return None;
    }
    date.checked_add(days.days()).ok()
}

/// First day of the week that holds a day. A week of the text begins on Sunday, which opens the working week in most
/// Arab states; its TIMEX3 value is the ISO week of its Monday.
pub(super) fn week_start(day: Date) -> Option<Date> {
    plus_days(day, -(iso(day) % 7))
}

/// A weekday (Monday is 1, Sunday 7) of the week that begins on this Sunday.
pub(super) fn weekday_of_week(sunday: Date, weekday: u8) -> Option<Date> {
    plus_days(sunday, i64::from(weekday % 7))
}

/// The last day of that weekday (Monday is 1) before `day`, `day` itself not counted.
pub(super) fn weekday_before(day: Date, weekday: u8) -> Option<Date> {
    let back = (iso(day) + 7 - i64::from(weekday)) % 7;
    plus_days(day, -if back == 0 { 7 } else { back })
}

/// The first day of that weekday after `day`, `day` itself not counted.
pub(super) fn weekday_after(day: Date, weekday: u8) -> Option<Date> {
    let ahead = (i64::from(weekday) + 7 - iso(day)) % 7;
    plus_days(day, if ahead == 0 { 7 } else { ahead })
}

/// The nearest day of that weekday, `day` itself included.
pub(super) fn weekday_nearest(day: Date, weekday: u8) -> Option<Date> {
    let ahead = (i64::from(weekday) + 7 - iso(day)) % 7;
    plus_days(day, if ahead > 3 { ahead - 7 } else { ahead })
}

/// ISO number of the weekday, Monday is 1.
pub(super) fn iso(day: Date) -> i64 {
    i64::from(day.weekday().to_monday_one_offset())
}

/// Easter Sunday of the western churches (the anonymous Gregorian computus).
pub(super) fn easter(year: i32) -> Option<Date> {
    if !(1583..=9000).contains(&year) {
        return None;
    }
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(i16::try_from(year).ok()?, month as i8, day as i8).ok()
}

/// `count` of a unit as a jiff span; `None` where it is too long to count with.
pub(super) fn span_of(unit: Unit, count: i64) -> Option<Span> {
    if count.abs() > 200_000_000 {
        return None;
    }
    let months = |n: i64| Span::new().try_months(count.checked_mul(n)?).ok();
    match unit {
        Unit::Second => Span::new().try_seconds(count).ok(),
        Unit::Minute => Span::new().try_minutes(count).ok(),
        Unit::Hour => Span::new().try_hours(count).ok(),
        Unit::Night | Unit::Day => Span::new().try_days(count).ok(),
        Unit::Week => Span::new().try_weeks(count).ok(),
        Unit::Month => months(1),
        Unit::Quarter => months(3),
        Unit::Half => months(6),
        Unit::Season | Unit::Year => months(12),
        Unit::Decade => months(120),
        Unit::Century => months(1200),
    }
}

/// The period of a unit that holds a moment: its first moment and the first after it.
pub(super) fn period(unit: Unit, moment: DateTime) -> Option<(DateTime, DateTime)> {
    let date = moment.date();
    let day = |date: Date| date.to_datetime(jiff::civil::Time::midnight());
    let year = i32::from(date.year());
    let from_to = |from: Option<Date>, to: Option<Date>| Some((day(from?), day(to?)));
    match unit {
        Unit::Second => {
            let from = moment.with().subsec_nanosecond(0).build().ok()?;
            Some((from, from.checked_add(1.second()).ok()?))
        }
        Unit::Minute => {
            let from = moment.with().second(0).subsec_nanosecond(0).build().ok()?;
            Some((from, from.checked_add(1.minute()).ok()?))
        }
        Unit::Hour => {
            let from = moment.with().minute(0).second(0).subsec_nanosecond(0).build().ok()?;
            Some((from, from.checked_add(1.hour()).ok()?))
        }
        Unit::Night | Unit::Day => from_to(Some(date), plus_days(date, 1)),
        Unit::Week => {
            let sunday = week_start(date);
            from_to(sunday, sunday.and_then(|sunday| plus_days(sunday, 7)))
        }
        Unit::Month => from_to(month_start(months_of(date)), month_start(months_of(date) + 1)),
        Unit::Quarter => {
            let first = months_of(date).div_euclid(3) * 3;
            from_to(month_start(first), month_start(first + 3))
        }
        Unit::Half => {
            let first = months_of(date).div_euclid(6) * 6;
            from_to(month_start(first), month_start(first + 6))
        }
        Unit::Season | Unit::Year => from_to(year_start(year), year_start(year + 1)),
        Unit::Decade => {
            let first = year.div_euclid(10) * 10;
            from_to(year_start(first), year_start(first + 10))
        }
        Unit::Century => {
            let first = year.div_euclid(100) * 100;
            from_to(year_start(first), year_start(first + 100))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn weekdays_around_a_tuesday() {
        let tuesday = date(2013, 2, 12);
        assert_eq!(weekday_before(tuesday, 2), Some(date(2013, 2, 5)));
        assert_eq!(weekday_after(tuesday, 2), Some(date(2013, 2, 19)));
        assert_eq!(weekday_nearest(tuesday, 5), Some(date(2013, 2, 15)));
        assert_eq!(weekday_nearest(tuesday, 6), Some(date(2013, 2, 9)));
        assert_eq!(weekday_nearest(tuesday, 2), Some(tuesday));
    }

    #[test]
    fn a_sunday_opens_the_week() {
        assert_eq!(week_start(date(2015, 8, 9)), Some(date(2015, 8, 9)));
        assert_eq!(week_start(date(2015, 8, 8)), Some(date(2015, 8, 2)));
        assert_eq!(weekday_of_week(date(2015, 8, 2), 7), Some(date(2015, 8, 2)));
        assert_eq!(weekday_of_week(date(2015, 8, 2), 5), Some(date(2015, 8, 7)));
    }

    #[test]
    fn easter_sundays() {
        for (year, month, day) in [(2013, 3, 31), (2016, 3, 27), (2019, 4, 21), (2024, 3, 31), (2038, 4, 25)] {
            assert_eq!(easter(year), Some(date(year as i16, month, day)));
        }
    }

    #[test]
    fn the_ends_of_time_are_no_panic() {
        assert_eq!(year_start(99_999), None);
        assert_eq!(month_start(i32::MAX), None);
        assert_eq!(plus_days(Date::MAX, 1), None);
        assert_eq!(period(Unit::Century, Date::MAX.at(23, 59, 59, 0)), None);
        assert!(span_of(Unit::Century, i64::MAX).is_none());
    }
}
