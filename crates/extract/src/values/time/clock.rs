//! Times of day: hours with minutes, parts of the day, zones.

use super::expr::{Clock, Point};
use super::lexicon::{Digit, Edge, Form, Keyword, Part, Sense, Unit};
use super::parse::Parser;
use super::tape::{Kind, Prefix};

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
        if let Some((clock, end)) = self.before_the_hour(i).or_else(|| self.colon_clock(i)) {
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
            && super::is_future(self.tape.folded(i - 1))
        {
            return Some((Point { clock: Some(hour), ..Point::default() }, end));
        }
        if let Some((minute, next)) = self.minutes(end) {
            let clock = with_minutes(hour, minute);
            let said = self.part_after(next).is_some() || (named && atom.article() && next - i < self.len());
            return said.then_some((Point { clock: Some(clock), ..Point::default() }, next));
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

    fn is_adverb(&self, i: usize) -> bool {
        self.at(i).is_some_and(|atom| {
            atom.senses.iter().any(|sense| matches!(sense, Sense::Part { adverb: true, .. } | Sense::Meridiem { .. }))
        })
    }

    /// `الساعة 15,30`, `الساعة الثالثة والنصف`, `س 15`.
    pub(super) fn marked_hour(&self, i: usize) -> Option<(Clock, usize)> {
        let atom = self.at(i)?;
        let mut i = i;
        if atom.is(Keyword::At) && !atom.article() && self.modifier(i, false).is_some() {
            i += 1;
        }
        let atom = self.at(i)?;
        let short = self.tape.folded(i) == "س";
        if !(atom.is(Keyword::HourMark) && (atom.article() || short)) {
            return None;
        }
        let mut next = i + 1;
        if self.mark(next, ':') || self.is(next, Keyword::At) {
            next += 1;
        }
        if let Some(found) = self.digital(next, true) {
            let (clock, end) = found;
            if clock.minute == 0
                && !clock.exact
                && let Some((minute, end)) = self.minutes(end)
            {
                return Some((with_minutes(clock, minute), end));
            }
            return Some(found);
        }
        let (clock, end) = self.word_hour(next)?;
        match self.minutes(end).filter(|_| !clock.exact) {
            Some((minute, end)) => Some((with_minutes(clock, minute), end)),
            None => Some((clock, end)),
        }
    }

    fn colon_clock(&self, i: usize) -> Option<(Clock, usize)> {
        let i = self.skip_article(i);
        let joined =
            self.before(i).is_some_and(|atom| matches!(atom.kind, Kind::Mark(':' | '/' | '.'))) && !self.at(i)?.spaced;
        (!joined).then(|| self.digital(i, false)).flatten()
    }

    /// Digits as a clock time: `15:30`, `8:00:20`; after the word "hour" also `15,30`, `20.30`, `8` and `1140`.
    fn digital(&self, i: usize, marked: bool) -> Option<(Clock, usize)> {
        let digits = |i: usize, widths: &[u8]| {
            self.at(i)
                .filter(|atom| atom.kind == Kind::Digits && widths.contains(&atom.width))
                .and_then(|atom| Some((atom.number?, atom.spaced)))
        };
        let (hour, _) = digits(i, &[1, 2])?;
        let separator = self.at(i + 1).filter(|atom| !atom.spaced).map(|atom| atom.kind);
        let minute = match separator {
            Some(Kind::Mark(':')) => digits(i + 2, &[2]),
            Some(Kind::Mark('.' | ',' | 'h' | '٫')) if marked => digits(i + 2, &[2]),
            _ => None,
        }
        .filter(|&(minute, spaced)| minute < 60 && !spaced);
        let fixed = hour > 12 || hour == 0;
        let Some((minute, _)) = minute else {
            let whole = marked && hour <= 24 && !self.glued_decimal(i);
            let clock = Clock { hour: (hour % 24) as u8, minute: 0, second: None, fixed, exact: false };
            return whole.then_some((clock, i + 1));
        };
        if hour > 24 || (hour == 24 && minute > 0) {
            return None;
        }
        let colon = |i: usize| self.at(i).is_some_and(|atom| atom.is_mark(':') && !atom.spaced);
        let second =
            colon(i + 3).then(|| digits(i + 4, &[2])).flatten().filter(|&(second, spaced)| second < 60 && !spaced);
        // a number goes on: 2:255 is a verse, 10:08:3 nothing
        let end = if second.is_some() { i + 5 } else { i + 3 };
        if self.at(end).is_some_and(|atom| !atom.spaced && atom.kind == Kind::Digits)
            || (second.is_none() && colon(i + 3) && digits(i + 4, &[1, 2, 3, 4]).is_some())
        {
            return None;
        }
        let clock = Clock {
            hour: (hour % 24) as u8,
            minute: minute as u8,
            second: second.map(|(second, _)| second as u8),
            fixed,
            exact: true,
        };
        Some((clock, end))
    }

    /// An hour in words or digits, one to twelve (digits to 23).
    fn any_hour(&self, i: usize) -> Option<(Clock, usize)> {
        let atom = self.at(i)?;
        if atom.kind == Kind::Digits || self.skip_article(i) != i {
            let (hour, end) = self.small(i, true)?;
            return (hour < 24).then_some((
                Clock { hour, minute: 0, second: None, fixed: hour > 12 || hour == 0, exact: false },
                end,
            ));
        }
        self.word_hour(i)
    }

    fn word_hour(&self, i: usize) -> Option<(Clock, usize)> {
        // الثامنة وعشرين دقيقة reads as the 28th until the minutes are heard
        if let Some((value @ (21..=29 | 31), true)) = self.ordinal(i)
            && matches!(self.unit(i + 1), Some((Unit::Minute, _)))
        {
            let clock = Clock { hour: value % 10, minute: value / 10 * 10, second: None, fixed: false, exact: true };
            return Some((clock, i + 2));
        }
        let (hour, end) = match self.ordinal(i) {
            Some((value, feminine)) if feminine || value > 10 => (value, i + 1),
            _ => self
                .at(i)?
                .find(|sense| matches!(sense, Sense::Number(Digit::Unit | Digit::Ten | Digit::Teen, _)).then_some(()))
                .and_then(|()| self.small(i, true))?,
        };
        (1..=24)
            .contains(&hour)
            .then_some((Clock { hour: hour % 24, minute: 0, second: None, fixed: hour > 12, exact: false }, end))
    }

    /// An hour with its minutes where the place says that it is one.
    pub(super) fn hour_and_minutes(&self, i: usize) -> Option<(Clock, usize)> {
        let (clock, end) = self.any_hour(i)?;
        Some(match self.minutes(end) {
            Some((minute, next)) => (with_minutes(clock, minute), next),
            None => (clock, end),
        })
    }

    /// `والنصف`, `وثلث`, `إلا ربعا`, `وعشر دقائق`, `و20 دقيقة`: minutes after (negative: before) the hour.
    fn minutes(&self, i: usize) -> Option<(i16, usize)> {
        let (mut at, sign) = match self.at(i)? {
            atom if atom.is(Keyword::Except) => (i + 1, -1),
            _ => (self.and(i)?, 1),
        };
        let atom = self.at(at)?;
        if let Some((numerator, denominator)) =
            atom.find(|sense| if let Sense::Fraction(a, b) = sense { Some((a, b)) } else { None })
        {
            let minute = 60 * i16::from(numerator) / i16::from(denominator);
            at += 1;
            if matches!(self.unit(at), Some((Unit::Hour, Form::One))) && sign > 0 {
                at += 1;
            }
            // الخامسة إلا ربعا وخمس دقائق is not said, والنصف وخمس دقائق is
            if let Some(next) = self.and(at)
                && let Some((more, next)) = self.small(next, false)
                && matches!(self.unit(next), Some((Unit::Minute, _)))
            {
                return Some((sign * minute + i16::from(more), next + 1));
            }
            return Some((sign * minute, at));
        }
        if let Some((Unit::Minute, Form::Two)) = self.unit(at) {
            return Some((sign * 2, at + 1));
        }
        let (minute, next) = self.small(at, false)?;
        if minute >= 60 {
            return None;
        }
        if matches!(self.unit(next), Some((Unit::Minute, _))) {
            return Some((sign * i16::from(minute), next + 1));
        }
        // خمسة وثلاثين في الليل; without the unit only where the part of the day closes it
        let bare = atom.kind == Kind::Word && self.part_after(next).is_some();
        bare.then_some((sign * i16::from(minute), next))
    }

    /// `ثلاث دقائق قبل الثامنة`, `عشرين دقيقة بعد الخامسة`.
    fn before_the_hour(&self, i: usize) -> Option<(Clock, usize)> {
        let (minute, next) = self.small(i, false)?;
        if !matches!(self.unit(next), Some((Unit::Minute, _))) || minute >= 60 {
            return None;
        }
        let sign = if self.is(next + 1, Keyword::Ago) {
            -1
        } else if self.is(next + 1, Keyword::After) {
            1
        } else {
            return None;
        };
        let at = next + 2;
        let (clock, end) = self
            .marked_hour(at)
            .or_else(|| self.ordinal(at).filter(|&(_, feminine)| feminine).and_then(|_| self.word_hour(at)))?;
        Some((with_minutes(clock, sign * i16::from(minute)), end))
    }

    /// The part of the day after an hour: `صباحا`, `في الليل`, `بعد الظهر`, `العصر`, `من مساء` (its noun follows).
    pub(super) fn part_after(&self, i: usize) -> Option<(Part, usize)> {
        let atom = self.at(i)?;
        if atom.prefix.has(Prefix::AND) {
            return None;
        }
        if let Some(pm) = atom.find(|sense| if let Sense::Meridiem { pm } = sense { Some(pm) } else { None }) {
            return Some((if pm { Part::Evening } else { Part::Morning }, i + 1));
        }
        if matches!(self.tape.folded(i), "am" | "pm") {
            return Some((if self.tape.folded(i) == "pm" { Part::Evening } else { Part::Morning }, i + 1));
        }
        let mut at = i;
        if atom.is(Keyword::In) {
            at += 1;
        }
        let atom = self.at(at)?;
        if self.find_part(at, true).is_some() && at == i && !atom.article() {
            return self.find_part(at, true).map(|part| (part, at + 1));
        }
        let part = self.find_part(at, false)?;
        let mut end = at + 1;
        if self.is(end, Keyword::Early) || self.is(end, Keyword::Late) {
            end += 1;
        }
        (atom.article()
            || self.tape.folded(at).starts_with("بعد")
            || self.tape.folded(at).starts_with("قبل")
            || self.tape.folded(at).starts_with("وقت"))
        .then_some((part, end))
    }

    /// The part of the day that an atom names: as an adverb or as a noun.
    pub(super) fn find_part(&self, i: usize, adverb: bool) -> Option<Part> {
        self.at(i)?.find(|sense| match sense {
            Sense::Part { part, adverb: as_adverb } if as_adverb == adverb => Some(part),
            _ => None,
        })
    }

    /// A part of the day that stands before an hour or alone: `في الصباح`, `هذا المساء`, `بعد الظهر`.
    fn part_phrase(&self, i: usize) -> Option<(Part, usize)> {
        let at = if self.is(i, Keyword::In) || self.is(i, Keyword::This) { i + 1 } else { i };
        let part = self.find_part(at, true).or_else(|| self.find_part(at, false))?;
        let phrase = self.tape.folded(at).starts_with("بعد") || self.tape.folded(at).starts_with("وقت");
        (self.at(at)?.article() || phrase || self.find_part(at, true).is_some()).then_some((part, at + 1))
    }

    /// `مساء الأحد` (the noun's day follows as a piece of its own), `هذا الصباح`, `في وقت متأخر من مساء`, `فجرا`.
    pub(super) fn part(&self, i: usize) -> Option<(Point, usize)> {
        let atom = self.at(i)?;
        // في وقت مبكر من, في ساعة متأخرة من
        let head = if atom.is(Keyword::In) { i + 1 } else { i };
        if self.is(head, Keyword::TimeOf) || matches!(self.tape.folded(head), "ساعه" | "ساعات" | "الساعات")
        {
            let adjective = self.at(head + 1)?;
            let late =
                adjective.is(Keyword::Late) || matches!(self.tape.folded(head + 1), "متاخره" | "المتاخره" | "الاخيره");
            let early = adjective.is(Keyword::Early)
                || matches!(self.tape.folded(head + 1), "مبكره" | "باكره" | "المبكره" | "اولي" | "الاولي");
            if (late || early) && self.is(head + 2, Keyword::From) {
                let (mut point, end) = self.part_noun(head + 3)?;
                point.part_edge = Some(if late { Edge::End } else { Edge::Start });
                return Some((point, end));
            }
        }
        if let Some(edge) = self.edge(head)
            && self.at(head + 1).is_some_and(|atom| atom.article())
            && self.find_part(head + 1, false).is_some()
        {
            let (mut point, end) = self.part_noun(head + 1)?;
            point.part_edge = Some(edge);
            return Some((point, end));
        }
        if atom.is(Keyword::This) {
            let (mut point, end) = self.part_noun(i + 1)?;
            // هذا العصر is an age
            if !self.at(i + 1)?.article() || point.part == Some(Part::Afternoon) {
                return None;
            }
            point.deictic = Some(0);
            return Some((point, end));
        }
        let (point, end) = self.part_noun(i)?;
        let alone = point.part_edge.is_some() || self.standing_part(i, end);
        (alone || self.part_of_day_follows(end)).then_some((point, end))
    }

    /// The noun or adverb, with `الباكر` after it.
    fn part_noun(&self, i: usize) -> Option<(Point, usize)> {
        let part = self.find_part(i, true).or_else(|| self.find_part(i, false))?;
        let mut point = Point { part: Some(part), ..Point::default() };
        let mut end = i + 1;
        if self.is(end, Keyword::Early) && self.at(end)?.article() {
            point.part_edge = Some(Edge::Start);
            end += 1;
        }
        Some((point, end))
    }

    /// Whether the day of a part of the day follows: `مساء الأحد`, `صباح اليوم`, `ليلة 5 مارس`.
    fn part_of_day_follows(&self, i: usize) -> bool {
        let i = if self.is(i, Keyword::From) { i + 1 } else { i };
        self.weekday(i).is_some()
            || self.deictic(i).is_some()
            || self.date(i).is_some_and(|(point, _)| point.day.is_some())
            || self.feast(i).is_some()
            || self.at(i).is_some_and(|atom| atom.is_mark('،')) && self.deictic(i + 1).is_some()
    }

    /// Whether a part of the day may stand without its day: the adverb, or the noun after `في`, at the end of a clause.
    fn standing_part(&self, i: usize, end: usize) -> bool {
        let Some(atom) = self.at(i) else { return false };
        let adverb = self.find_part(i, true).is_some();
        let framed = self.before(i).is_some_and(|atom| atom.is(Keyword::In));
        if adverb && !atom.article() && !atom.prefix.preposition() {
            let folded = self.tape.folded(i);
            // مساء and عشية are nouns as well, ليلا ونهارا is no time
            let noun = matches!(folded, "مساء" | "عشيه");
            let free = self.closed(end)
                || self
                    .at(end)
                    .is_some_and(|atom| atom.is(Keyword::In) || atom.is(Keyword::From) || atom.prefix.preposition());
            let phrase = folded.starts_with("بعد") || folded.starts_with("قبل");
            return (!noun || free)
                && (!phrase || framed || self.len() <= 3)
                && !self.at(end).is_some_and(|atom| atom.prefix.has(Prefix::AND));
        }
        atom.article() && !atom.prefix.preposition() && (framed || self.len() <= 2) && self.closed(end)
    }

    /// `بتوقيت غرينتش`, `(بتوقيت مكة المكرمة)`, `بالتوقيت المحلي`: the zone, `None` for the local one.
    fn zone(&self, end: usize) -> Option<(Option<u8>, usize)> {
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
        super::lexicon::LEXICON
            .get("gmt")?
            .senses
            .iter()
            .find_map(|&sense| if let Sense::Zone(zone) = sense { Some(zone) } else { None })
    }
}

/// The hour moved by minutes.
fn with_minutes(clock: Clock, minutes: i16) -> Clock {
    let total = (i16::from(clock.hour) * 60 + minutes).rem_euclid(24 * 60);
    // الواحدة إلا ربعا is 12:45, not 0:45 of the night
    let total = if !clock.fixed && total < 60 { total + 12 * 60 } else { total };
    Clock { hour: (total / 60) as u8, minute: (total % 60) as u8, exact: true, ..clock }
}

/// The hour of the day, once the part of the day is known.
pub(super) fn hour_of_day(clock: Clock, part: Option<Part>) -> u8 {
    let hour = clock.hour;
    if clock.fixed || hour > 12 {
        return hour;
    }
    match part {
        None => hour,
        Some(Part::Dawn | Part::Morning) => hour % 12,
        Some(Part::Noon) => {
            if hour >= 10 {
                hour
            } else {
                hour + 12
            }
        }
        Some(Part::Afternoon) => {
            if hour == 12 {
                12
            } else {
                hour + 12
            }
        }
        Some(Part::Evening) => {
            if hour == 12 {
                0
            } else {
                hour + 12
            }
        }
        Some(Part::Night) => match hour {
            12 => 0,
            1..=4 => hour,
            _ => hour + 12,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_of_the_day() {
        let at = |hour| Clock { hour, minute: 0, second: None, fixed: false, exact: false };
        assert_eq!(hour_of_day(at(3), Some(Part::Morning)), 3);
        assert_eq!(hour_of_day(at(12), Some(Part::Morning)), 0);
        assert_eq!(hour_of_day(at(12), Some(Part::Noon)), 12);
        assert_eq!(hour_of_day(at(1), Some(Part::Noon)), 13);
        assert_eq!(hour_of_day(at(4), Some(Part::Afternoon)), 16);
        assert_eq!(hour_of_day(at(8), Some(Part::Evening)), 20);
        assert_eq!(hour_of_day(at(2), Some(Part::Night)), 2);
        assert_eq!(hour_of_day(at(11), Some(Part::Night)), 23);
        assert_eq!(hour_of_day(at(7), None), 7);
    }

    #[test]
    fn minutes_before_the_hour() {
        let three = Clock { hour: 3, minute: 0, second: None, fixed: false, exact: false };
        assert_eq!((with_minutes(three, -15).hour, with_minutes(three, -15).minute), (2, 45));
        let one = Clock { hour: 1, ..three };
        assert_eq!((with_minutes(one, -15).hour, with_minutes(one, -15).minute), (12, 45));
    }
}
