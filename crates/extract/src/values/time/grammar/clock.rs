//! Clock times, with the part of the day and the zone that belong to them.

use crate::values::time::expr::{Clock, Point};
use crate::values::time::grammar::Parser;
use crate::values::time::grammar::hour::with_minutes;
use crate::values::time::lexicon::{Keyword, LEXICON, Sense};
use crate::values::time::tape::Kind;

impl Parser<'_> {
    /// A clock time with the part of the day and the zone that belong to it.
    pub(super) fn clock(&self, i: usize) -> Option<(Point, usize)> {
        let (mut point, mut end) = self.bare_clock(i)?;
        if point.part.is_none()
            && let Some((part, next)) = self.part_after(end)
        {
            point.part = Some(part);
            end = next;
            // التاسعة مساء والنصف
            if let Some(clock) = point.clock
                && clock.minute == 0
                && let Some((minute, next)) = self.minutes(end)
            {
                point.clock = Some(with_minutes(clock, minute));
                end = next;
            }
        }
        if let Some((zone, next)) = self.zone(end) {
            point.zone = zone;
            end = next;
        }
        Some((point, end))
    }

    /// The hour and its minutes, where something says that it is an hour.
    fn bare_clock(&self, i: usize) -> Option<(Point, usize)> {
        let atom = self.at(i)?;
        if let Some(hour) = atom.find(|sense| if let Sense::Clock(hour) = sense { Some(hour) } else { None }) {
            let clock = Clock { hour, minute: 0, second: None, fixed: true, exact: false };
            return Some((Point { clock: Some(clock), ..Point::default() }, i + 1));
        }
        // بعد الظهر الساعة 7
        if let Some((part, next)) = self.part_phrase(i) {
            let next = if self.is(next, Keyword::In) || self.is(next, Keyword::At) { next + 1 } else { next };
            let (clock, end) = self.marked_hour(next).or_else(|| self.colon_clock(next)).or_else(|| {
                let (hour, end) = self.word_hour(next)?;
                let (minute, end) = self.minutes(end)?;
                Some((with_minutes(hour, minute), end))
            })?;
            return Some((Point { clock: Some(clock), part: Some(part), ..Point::default() }, end));
        }
        if let Some((clock, end)) = self.marked_hour(i) {
            return Some((Point { clock: Some(clock), ..Point::default() }, end));
        }
        if let Some((clock, end)) =
            self.before_the_hour(i).or_else(|| self.colon_clock(i)).or_else(|| self.dotted_clock(i))
        {
            return Some((Point { clock: Some(clock), ..Point::default() }, end));
        }
        let (hour, end) = self.any_hour(i)?;
        // الساعات الأولى من صباح
        if matches!(
            self.tape.folded(i.wrapping_sub(1)),
            "الساعات" | "ساعات" | "المرتبه" | "المركز" | "الدوره" | "للمره" | "المره"
        ) {
            return None;
        }
        if hour.hour == 12
            && let Some(named) = self
                .at(end)
                .and_then(|atom| atom.find(|sense| if let Sense::Clock(hour) = sense { Some(hour) } else { None }))
        {
            return Some((
                Point { clock: Some(Clock { hour: named, fixed: true, ..hour }), ..Point::default() },
                end + 1,
            ));
        }
        let named = self.ordinal(i).is_some();
        // سأعود الحادية عشرة: after a verb a feminine ordinal is an hour
        if named
            && atom.article()
            && self.closed(end)
            && i > 0
            && self.ordinal(i).is_some_and(|(value, feminine)| value <= 12 && (feminine || value > 10))
            && self.looks_ahead(i - 1)
        {
            return Some((Point { clock: Some(hour), ..Point::default() }, end));
        }
        if let Some((minute, next)) = self.minutes(end) {
            let clock = with_minutes(hour, minute);
            let said = self.part_after(next).is_some()
                || minute < 0 && named
                || (named && atom.article() && next - i < self.len());
            return said.then_some((Point { clock: Some(clock), ..Point::default() }, next));
        }
        // (السادسة بتوقيت غرينتش)
        if (named || atom.kind == Kind::Digits) && self.zone(end).is_some() {
            return Some((Point { clock: Some(hour), ..Point::default() }, end));
        }
        // السابعة من مساء أمس
        if named && self.is(end, Keyword::From) && self.find_part(end + 1, false).is_some() {
            return Some((Point { clock: Some(hour), ..Point::default() }, end));
        }
        let (_, next) = self.part_after(end)?;
        // a count before a part of the day is no hour: ثلاثة صباح اليوم; digits, ordinals and a clear adverb are
        let clear = atom.kind == Kind::Digits || named || atom.article() || next > end + 1 || self.is_adverb(end);
        clear.then_some((Point { clock: Some(hour), ..Point::default() }, end))
    }

    /// `19.30 بتوقيت غرينتش`, `8,30 مساء`: digits that only what follows makes a clock time.
    fn dotted_clock(&self, i: usize) -> Option<(Clock, usize)> {
        if self.at(i)?.kind != Kind::Digits || self.glued_mark_before(i) {
            return None;
        }
        let (clock, end) = self.digital(i, true).filter(|(clock, _)| clock.exact)?;
        (self.zone(end).is_some() || self.part_after(end).is_some()).then_some((clock, end))
    }

    fn is_adverb(&self, i: usize) -> bool {
        self.at(i).is_some_and(|atom| {
            atom.senses.iter().any(|sense| matches!(sense, Sense::Part { adverb: true, .. } | Sense::Meridiem { .. }))
        })
    }

    /// `بتوقيت غرينتش`, `(بتوقيت مكة المكرمة)`, `بالتوقيت المحلي`: the zone, `None` for the local one.
    pub(super) fn zone(&self, end: usize) -> Option<(Option<u8>, usize)> {
        let open = self.mark(end, '(') || self.mark(end, '،');
        let at = if open { end + 1 } else { end };
        let close =
            |next: usize| if self.mark(end, '(') { self.mark(next, ')').then_some(next + 1) } else { Some(next) };
        let named = |i: usize| self.at(i)?.find(|sense| if let Sense::Zone(zone) = sense { Some(zone) } else { None });
        if matches!(self.tape.folded(at), "gmt" | "utc") {
            return Some((named(at), close(at + 1)?));
        }
        if matches!(self.tape.folded(at), "ت") && matches!(self.tape.folded(at + 1), "غ") {
            return Some((self.greenwich(), close(at + 2)?));
        }
        let word = self.tape.folded(at);
        if !matches!(word, "بتوقيت" | "توقيت" | "بالتوقيت" | "التوقيت" | "حسب") {
            return None;
        }
        let next = if word == "حسب" { at + 2 } else { at + 1 };
        if matches!(self.tape.folded(next), "المحلي" | "محلي" | "المحليه") {
            return Some((None, close(next + 1)?));
        }
        let zone = named(next)?;
        Some((Some(zone), close(next + 1)?))
    }

    /// Greenwich in the table.
    fn greenwich(&self) -> Option<u8> {
        LEXICON
            .get("gmt")?
            .senses
            .iter()
            .find_map(|&sense| if let Sense::Zone(zone) = sense { Some(zone) } else { None })
    }
}
