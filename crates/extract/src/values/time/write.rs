//! What was read as values.

use super::choose::Context;
use super::grammar::Stretched;
use super::resolve::{self, Resolved};
use super::{civil, lexicon};
use crate::{Interval, Timex, Value, ValueKind};

/// The span with the tatweel that the letter of an era is drawn out with: `1436هـ`.
pub(super) fn with_tatweel(span: khabar_normalize::Span, original: &str) -> khabar_normalize::Span {
    let rest = &original[span.end() as usize..];
    let tail = rest.len() - rest.trim_start_matches('\u{640}').len();
    khabar_normalize::Span::new(span.start(), span.end() + tail as u32)
}

pub(super) fn range_value(range: &Stretched, context: &Context, value: &mut Value) -> Option<()> {
    let (from, to) = resolve::resolve_range(range, context)?;
    value.kind = ValueKind::Range;
    let timed = range.from.has_time() || range.to.has_time();
    let partials = [&from, &to].map(|end| end.partial.clone().unwrap_or_else(|| end.value.clone()));
    let text = format!("{}/{}", from.value, to.value);
    let partial = format!("{}/{}", partials[0], partials[1]);
    if let (Some((start, _)), Some((last, end))) = (from.span, to.span) {
        // a clock time ends a range itself, a day is inside it
        let end = if range.to.clock.is_some() { last } else { end };
        if end < start {
            return None;
        }
        value.resolved =
            Some(Interval { from: start, to: end, grain: to.grain, utc_offset: to.utc_offset.or(from.utc_offset) });
    }
    value.calendar = to.calendar.filter(|_| !timed);
    value.timex = Some(Timex {
        kind: if timed { "TIME" } else { "DATE" },
        partial: (partial != text).then_some(partial),
        value: text,
        modifier: None,
        quant: None,
    });
    Some(())
}

/// `العقد الماضي` is a length of ten years up to now.
pub(super) fn decade_length(shift: i8, context: &Context, value: &mut Value) -> Option<()> {
    value.kind = ValueKind::Duration;
    value.timex =
        Some(Timex { kind: "DURATION", value: "P10Y".to_owned(), modifier: None, partial: None, quant: None });
    if let Some(anchor) = context.anchor {
        let span = civil::span_of(lexicon::Unit::Decade, i64::from(shift.signum()))?;
        let other = anchor.moment.checked_add(span).ok()?;
        let (from, to) = if shift < 0 { (other, anchor.moment) } else { (anchor.moment, other) };
        value.resolved = Some(Interval { from, to, grain: "decade", utc_offset: None });
    }
    Some(())
}

pub(super) fn write(resolved: Resolved, value: &mut Value) {
    let timed = matches!(value.kind, ValueKind::Time | ValueKind::DateTime);
    value.calendar = resolved.calendar;
    value.hijri = resolved.hijri;
    value.conflict = resolved.conflict;
    value.resolved = resolved.span.filter(|(from, to)| from <= to).map(|(from, to)| Interval {
        from,
        to,
        grain: resolved.grain,
        utc_offset: resolved.utc_offset,
    });
    value.timex = Some(Timex {
        kind: if timed { "TIME" } else { "DATE" },
        value: resolved.value,
        modifier: resolved.modifier,
        partial: resolved.partial,
        quant: None,
    });
}
