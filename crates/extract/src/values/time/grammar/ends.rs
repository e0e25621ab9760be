//! The two ends of a range: what each takes from the other.

use crate::values::time::expr::{Clock, MonthRef, Point, YearRef};
use crate::values::time::grammar::hour::hour_of_day;

/// The slots of the outer point with those of an end.
pub(super) fn join(outer: &Point, inner: &Point) -> Option<Point> {
    outer.merge(inner)
}

/// Whether an end speaks of a day, a month, a year or an hour that something explains.
pub(super) fn dated(point: &Point, outer: Option<&Point>) -> bool {
    point.month.is_some()
        || point.clock.is_some()
        || point.weekday.is_some()
        || point.deictic.is_some()
        || point.now
        || point.year.is_some()
        || point.holiday.is_some()
        || point.nth.is_some()
        || (point.day.is_some() && outer.is_some_and(|outer| outer.month.is_some()))
}

/// The other end with this number in place of its day or hour.
pub(super) fn numbered(number: u8, other: &Point) -> Option<Point> {
    if other.clock.is_some() {
        if number > 24 {
            return None;
        }
        let fixed = number > 12 || number == 0;
        let clock = Clock { hour: number % 24, minute: 0, second: None, fixed, exact: false };
        return Some(Point { clock: Some(clock), ..other.clone() });
    }
    (other.day.is_some() && (1..=31).contains(&number)).then(|| Point {
        day: Some(number),
        weekday: None,
        ..other.clone()
    })
}

/// Gives each end what only the other says.
pub(super) fn share(mut from: Point, mut to: Point) -> Option<(Point, Point)> {
    if from.clock.is_some() && to.clock.is_some() {
        if !from.has_day() && to.has_day() {
            let (part, clock) = (from.part, from.clock);
            // an evening that reaches into the stated morning begins on the day before
            if part.is_some() && to.part.is_some() && part != to.part && later(&from, &to) {
                return Some((from, to));
            }
            // من الثامنة صباحا حتى الواحدة من صباح الجمعة
            if part.is_some() && later(&from, &to) {
                return Some((from, to));
            }
            from = Point { clock, part, ..to.clone() };
        } else if from.has_day() && !to.has_day() {
            to = Point { clock: to.clock, part: to.part, zone: to.zone, ..from.clone() };
        }
        if from.part.is_none() && to.part.is_some() {
            from.part = to.part;
            // من 9 إلى 1 ظهرا: nine is not nine in the evening
            if later(&from, &to) {
                from.part = None;
            }
        } else if to.part.is_none() && from.part.is_some() {
            to.part = from.part;
            if later(&from, &to) {
                to.part = None;
            }
        }
        return Some((from, to));
    }
    if from.clock.is_some() != to.clock.is_some() && !(from.has_day() || from.now) {
        return None;
    }
    if from.year.is_none() && to.year.is_some() && from.month.is_some() {
        from.year = to.year;
        from.calendar = from.calendar.or(to.calendar);
        if let (Some(MonthRef::Named(a)), Some(MonthRef::Named(b)), Some(YearRef::At(year))) =
            (from.month, to.month, to.year)
            && a > b
        {
            from.year = Some(YearRef::At(year - 1));
        }
    }
    if from.direction.is_none() && to.direction.is_some() {
        from.direction = to.direction;
    }
    if from.weekday.is_some() && to.weekday.is_some() && from.week.is_none() {
        from.week = to.week;
    }
    Some((from, to))
}

pub(super) fn later(from: &Point, to: &Point) -> bool {
    let minutes = |point: &Point| {
        point.clock.map(|clock| u16::from(hour_of_day(clock, point.part)) * 60 + u16::from(clock.minute))
    };
    minutes(from) >= minutes(to)
}
