//! Times of a day: clock, part of the day, zone.

use crate::values::time::expr::Point;
use crate::values::time::grammar::hour_of_day;
use crate::values::time::grammar::time_value;
use crate::values::time::lexicon::{Edge, LEXICON, Part, Unit, ZoneRule};
use crate::values::time::resolve::{Period, Resolved};
use crate::values::time::{civil, timex};
use jiff::civil::{Date, Time};

/// The day with its clock time or part of the day.
pub(super) fn with_time(point: &Point, period: &Period, mut resolved: Resolved) -> Resolved {
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
            (time_value(clock, part), from, to, grain)
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
const fn part_hours(part: Part) -> (i8, i64) {
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
