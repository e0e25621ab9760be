//! Both ends of a range as values.

use crate::values::time::choose::Context;
use crate::values::time::civil;
use crate::values::time::expr::{Point, YearRef};
use crate::values::time::grammar::Stretched;
use crate::values::time::lexicon::Part;
use crate::values::time::resolve::{Resolved, midnight, resolve};
use jiff::ToSpan;

/// Both ends as values, the second after the first.
pub(in crate::values::time) fn resolve_range(range: &Stretched, context: &Context) -> Option<(Resolved, Resolved)> {
    let from = resolve(&range.from, context)?;
    let mut to = resolve(&range.to, context)?;
    let (Some((start, _)), Some((other, end))) = (from.span, to.span) else { return Some((from, to)) };
    if other >= start {
        return Some((from, to));
    }
    if range.to.clock.is_some()
        && range.to.part.is_none()
        && !range.to.clock.is_some_and(|clock| clock.fixed)
        && other.checked_add(12.hours()).is_ok_and(|moved| moved > start)
    {
        // من 3 مساء حتى السابعة
        let later = Point { part: Some(Part::Evening), ..range.to.clone() };
        to = resolve(&later, context)?;
        return Some((from, to));
    }
    if range.to.clock.is_some() {
        to.span = Some((other.checked_add(1.day()).ok()?, end.checked_add(1.day()).ok()?));
        if let Some((moved, _)) = to.span
            && to.value.len() > 10
            && to.value.is_char_boundary(10)
            && context.anchor.is_some()
        {
            to.value = format!("{}{}", moved.date(), &to.value[10..]);
        }
        return Some((from, to));
    }
    if let Some(weekday) = range.to.weekday
        && range.to.day.is_none()
    {
        let date = civil::weekday_after(start.date(), weekday)?;
        to.span = Some((midnight(date), midnight(civil::plus_days(date, 1)?)));
        to.value = date.to_string();
        return Some((from, to));
    }
    if range.to.month.is_some() && range.to.year.is_none() && range.to.calendar.is_none() {
        let next = Point {
            year: Some(YearRef::At(i32::from(start.year()) + i32::from(other.month() < start.month()))),
            direction: None,
            ..range.to.clone()
        };
        to = resolve(&next, context)?;
        return to.span.is_some_and(|(other, _)| other >= start).then_some((from, to));
    }
    None
}
