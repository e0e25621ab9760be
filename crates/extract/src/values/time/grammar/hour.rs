//! Hours and minutes, in digits and words.

use crate::values::time::expr::Clock;
use crate::values::time::grammar::Parser;
use crate::values::time::lexicon::{Digit, Form, Keyword, Part, Sense, Unit};
use crate::values::time::tape::Kind;

impl Parser<'_> {
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

    pub(super) fn colon_clock(&self, i: usize) -> Option<(Clock, usize)> {
        let i = self.skip_article(i);
        let joined =
            self.before(i).is_some_and(|atom| matches!(atom.kind, Kind::Mark(':' | '/' | '.'))) && !self.at(i)?.spaced;
        (!joined).then(|| self.digital(i, false)).flatten()
    }

    /// Digits as a clock time: `15:30`, `8:00:20`; after the word "hour" also `15,30`, `20.30`, `8` and `1140`.
    pub(super) fn digital(&self, i: usize, marked: bool) -> Option<(Clock, usize)> {
        let digits = |i: usize, widths: &[u8]| {
            self.at(i)
                .filter(|atom| atom.kind == Kind::Digits && widths.contains(&atom.width))
                .and_then(|atom| Some((atom.number?, atom.spaced)))
        };
        let (hour, _) = digits(i, &[1, 2])?;
        let separator = self.at(i + 1).filter(|atom| !atom.spaced).map(|atom| atom.kind);
        let minute = match separator {
            Some(Kind::Mark(':')) => digits(i + 2, &[2]),
            Some(Kind::Mark('.' | ',' | '٫')) if marked => digits(i + 2, &[2]),
            // 16h30, as the Maghreb writes it
            Some(Kind::Word) if matches!(self.tape.folded(i + 1), "h" | "س") => digits(i + 2, &[2]),
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
    pub(super) fn any_hour(&self, i: usize) -> Option<(Clock, usize)> {
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

    pub(super) fn word_hour(&self, i: usize) -> Option<(Clock, usize)> {
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
    pub(super) fn minutes(&self, i: usize) -> Option<(i16, usize)> {
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
    pub(super) fn before_the_hour(&self, i: usize) -> Option<(Clock, usize)> {
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
}

/// The hour moved by minutes.
pub(super) fn with_minutes(clock: Clock, minutes: i16) -> Clock {
    let total = (i16::from(clock.hour) * 60 + minutes).rem_euclid(24 * 60);
    // الواحدة إلا ربعا is 12:45, not 0:45 of the night
    let total = if !clock.fixed && total < 60 { total + 12 * 60 } else { total };
    Clock { hour: (total / 60) as u8, minute: (total % 60) as u8, exact: true, ..clock }
}

/// The hour of the day, once the part of the day is known.
pub(in crate::values::time) fn hour_of_day(clock: Clock, part: Option<Part>) -> u8 {
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
