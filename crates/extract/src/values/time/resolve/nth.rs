//! The nth day, weekday or week of a period.

use crate::values::time::choose::Context;
use crate::values::time::civil;
use crate::values::time::expr::{MonthRef, Nth, Point};
use crate::values::time::lexicon::Unit;
use crate::values::time::resolve::month::month;
use crate::values::time::resolve::{Period, bare_period, week_value};

/// The nth day, weekday or week of the period that the other slots say.
pub(super) fn nth_in(nth: Nth, point: &Point, context: &Context) -> Option<Period> {
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
