//! Lengths before and after the page.

use crate::Modifier;
use crate::values::time::choose::Context;
use crate::values::time::expr::{Amount, Length, Point};
use crate::values::time::lexicon::Unit;
use crate::values::time::resolve::{Period, Resolved, day_value, grain_of, minute_value, month_value, week_value};
use crate::values::time::timex::year_value;
use crate::values::time::{civil, hijri};
use jiff::civil::{DateTime, Time};

/// Hours, minutes and seconds before or after the moment of publication.
pub(super) fn moment(point: &Point, context: &Context) -> Option<Resolved> {
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
    Some(Resolved { value, span, grain, modifier: point.modifier.map(Modifier::timex), ..Resolved::default() })
}

/// A moment moved by a length.
pub(in crate::values::time) fn shift_moment(moment: DateTime, length: &Length, sign: i8) -> Option<DateTime> {
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

/// The period of a unit so far before or after the page.
pub(super) fn shifted(point: &Point, context: &Context) -> Option<Period> {
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
