//! From one time to another: `من 3 حتى 12 سبتمبر`, `بين عامي 2019 و2021`, `8-9 صباحا`, `غدا من الثالثة إلى الخامسة`.

use crate::values::time::expr::{Clock, Point, YearRef};
use crate::values::time::grammar::Parser;
use crate::values::time::grammar::date::whole;
use crate::values::time::grammar::ends::{dated, join, numbered, share};
use crate::values::time::lexicon::{Calendar, Era, Form, Keyword, Part, Sense, Unit};
use crate::values::time::tape::{Kind, Prefix};

/// Two ends as the text has them.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::values::time) struct Stretched {
    pub(in crate::values::time) from: Point,
    pub(in crate::values::time) to: Point,
    pub(in crate::values::time) start: usize,
    pub(in crate::values::time) end: usize,
}

/// One end: a whole point, or a number that the other end explains.
#[derive(Clone, Debug)]
pub(super) enum End {
    Whole(Point, usize),
    Number(u8, usize),
}

impl End {
    const fn after(&self) -> usize {
        match self {
            Self::Whole(_, end) | Self::Number(_, end) => *end,
        }
    }
}

/// How a range was opened, which says what may part its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    From,
    Between,
    Bare,
}

impl Parser<'_> {
    /// A range that begins at `i`.
    pub(in crate::values::time) fn range(&self, i: usize) -> Option<Stretched> {
        if let Some(found) = self.core(i, None) {
            return Some(Stretched { start: i, ..found });
        }
        // the day or the month first: غدا من الساعة الثالثة إلى الخامسة, نوفمبر بين 15 و19
        let (point, end) = self.piece(i)?;
        if !(self.is(end, Keyword::From) || self.is(end, Keyword::Between)) || !(point.has_day() || point.has_period())
        {
            return None;
        }
        let found = self.core(end, Some(&point))?;
        Some(Stretched { from: join(&point, &found.from)?, to: join(&point, &found.to)?, start: i, end: found.end })
    }

    fn core(&self, i: usize, outer: Option<&Point>) -> Option<Stretched> {
        let atom = self.at(i)?;
        let (opening, at) = if atom.is(Keyword::From) && !atom.article() {
            (Opening::From, i + 1)
        } else if atom.is(Keyword::Between) {
            (Opening::Between, i + 1)
        } else {
            (Opening::Bare, i)
        };
        if outer.is_some() && opening == Opening::Bare {
            return None;
        }
        // بين أيام 24 و27 ماي
        let at =
            if opening == Opening::Between && self.unit(at) == Some((Unit::Day, Form::Many)) && !self.at(at)?.article()
            {
                at + 1
            } else {
                at
            };
        // عامي 2019 و2021, شهري ديسمبر ويناير
        let pair = self.pair(at);
        let (opening, at) = if pair.is_some() { (Opening::Between, at + 1) } else { (opening, at) };
        if opening == Opening::Between
            && let Some((from, to, end)) = self.paired_days(at)
        {
            return Some(Stretched { from, to, start: i, end });
        }
        if let Some(found) = self.years(at, opening, pair) {
            return Some(found);
        }
        let first = self.end(at)?;
        let next = self.parted(first.after(), opening)?;
        let second = self.end(next)?;
        let end = second.after();
        let (from, to, end) = match (first, second) {
            (End::Whole(from, _), End::Whole(to, _)) => {
                let (from, to) = share(from, to)?;
                (from, to, end)
            }
            (End::Number(number, _), End::Whole(to, _)) => (numbered(number, &to)?, to, end),
            (End::Whole(from, _), End::Number(number, end)) => {
                // 4:00 حتى 5 مساء takes its part of the day from what follows
                let part = self.part_after(end);
                let mut to = numbered(number, &from)?;
                let mut from = from;
                let mut end = end;
                if let (Some((part, next)), Some(_)) = (part, to.clock) {
                    to.part = Some(part);
                    if from.part.is_none() {
                        from.part = Some(part);
                    }
                    end = next;
                }
                // من الأربعة العصر للخمسة بكرة
                if to.clock.is_some()
                    && !to.has_day()
                    && let Some((when, next)) = self.point(end).filter(|(when, _)| when.has_day() && !when.has_time())
                {
                    to = join(&when, &to)?;
                    end = next;
                }
                (from, to, end)
            }
            (End::Number(a, _), End::Number(b, end)) => self.two_numbers(a, b, end, outer, opening)?,
        };
        (dated(&from, outer) && dated(&to, outer)).then_some(Stretched { from, to, start: i, end })
    }

    /// `يومي الأربعاء والخميس 26 و27 أكتوبر المقبل`: two weekdays, then their two dates.
    fn paired_days(&self, i: usize) -> Option<(Point, Point, usize)> {
        let first = self.weekday_at(i)?;
        let second_at = self.and(i + 1)?;
        let second = self.weekday_at(second_at)?;
        let (day, next) = self.day_number(second_at + 1)?;
        let (mut date, mut end) = self.day_and_month(self.and(next)?)?;
        if let Some((direction, next)) = self.direction(end) {
            (date.direction, end) = (Some(direction), next);
        }
        let from = Point { day: Some(day), weekday: Some(first), ..date.clone() };
        Some((from, Point { weekday: Some(second), ..date }, end))
    }

    /// Both ends are numbers: days of the month that was named before, or hours of the day that follows.
    fn two_numbers(
        &self,
        a: u8,
        b: u8,
        end: usize,
        outer: Option<&Point>,
        opening: Opening,
    ) -> Option<(Point, Point, usize)> {
        let day = |number: u8| Point { day: Some(number), ..Point::default() };
        let hour = |number: u8, part: Option<Part>| Point {
            clock: Some(Clock {
                hour: number % 24,
                minute: 0,
                second: None,
                fixed: number > 12 || number == 0,
                exact: false,
            }),
            part,
            ..Point::default()
        };
        if outer.is_some_and(|outer| outer.month.is_some() && outer.day.is_none()) {
            return ((1..=31).contains(&a) && (1..=31).contains(&b)).then(|| (day(a), day(b), end));
        }
        if a > 24 || b > 24 {
            return None;
        }
        if let Some((part, next)) = self.part_after(end) {
            return Some((hour(a, Some(part)), hour(b, Some(part)), next));
        }
        if outer.is_some_and(Point::has_day) {
            return Some((hour(a, None), hour(b, None), end));
        }
        let at = if self.is(end, Keyword::In) { end + 1 } else { end };
        let (when, next) = self.point(at).filter(|(point, _)| point.has_day() && point.clock.is_none())?;
        // فاز على برشلونة 1-6 الأربعاء
        if opening == Opening::Bare && when.part.is_none() {
            return None;
        }
        Some((join(&when, &hour(a, when.part))?, join(&when, &hour(b, when.part))?, next))
    }

    /// `1982-1990`, `من 2003 إلى 2011`, `بين عامي 2019 و2021`, `من ألفين إلى ألفين وأربعة عشر`.
    fn years(&self, i: usize, opening: Opening, pair: Option<Unit>) -> Option<Stretched> {
        if matches!(pair, Some(unit) if unit != Unit::Year) {
            return None;
        }
        let said = usize::from(matches!(self.unit(i), Some((Unit::Year, Form::One))));
        let (first, end) = self.year_end(i + said, opening == Opening::From)?;
        let next = self.parted(end, opening)?;
        let dash = next == end + 1 && matches!(self.at(end)?.kind, Kind::Mark(_));
        let again = usize::from(matches!(self.unit(next), Some((Unit::Year, Form::One))));
        let (second, end) = self.year_end(next + again, opening == Opening::From)?;
        let sure = pair.is_some() || said + again > 0;
        let distance = second - first;
        let likely = (1800..=2100).contains(&first) && (1800..=2100).contains(&second) && (1..=200).contains(&distance);
        let bare = opening == Opening::Bare && !dash;
        if bare && !sure || !(likely || (sure && distance > 0)) {
            return None;
        }
        if !sure
            && (self.unit(end).is_some()
                || self.mark(end, '%')
                || self.at(end).is_some_and(|atom| atom.kind == Kind::Mark('-')))
        {
            return None;
        }
        // 2014-2018 glued to something longer is a code
        if dash
            && self.before(i).is_some_and(|atom| {
                matches!(atom.kind, Kind::Mark('-' | '/' | ':')) && !self.at(i).is_some_and(|atom| atom.spaced)
            })
        {
            return None;
        }
        let year = |value: i32| Point { year: Some(YearRef::At(value)), ..Point::default() };
        let (era, end) = self.era(end);
        let hijri = era == Some(Era::Hijri);
        let calendar = hijri.then_some(Calendar::Islamic);
        Some(Stretched {
            from: Point { calendar, ..year(first) },
            to: Point { calendar, ..year(second) },
            start: i,
            end,
        })
    }

    fn year_end(&self, i: usize, worded: bool) -> Option<(i32, usize)> {
        let at = self.skip_article(i);
        let atom = self.at(at)?;
        if atom.kind == Kind::Digits {
            return (atom.width == 4 && !self.glued_decimal(at)).then_some((i32::try_from(atom.number?).ok()?, at + 1));
        }
        let (numeral, end) = self.numeral(i).filter(|(numeral, _)| worded && numeral.words && !numeral.ordinal)?;
        let value = whole(numeral.value).filter(|value| (1900..=2100).contains(value))?;
        Some((value, end))
    }

    /// The unit of a construct dual before two names.
    fn pair(&self, i: usize) -> Option<Unit> {
        self.at(i)?.find(|sense| if let Sense::Pair(unit) = sense { Some(unit) } else { None })
    }

    /// Where the second end begins.
    fn parted(&self, i: usize, opening: Opening) -> Option<usize> {
        let atom = self.at(i)?;
        if atom.is(Keyword::To) || atom.is(Keyword::Until) {
            return Some(i + 1);
        }
        if self.alone_and(i) && (self.is(i + 1, Keyword::Until) || self.is(i + 1, Keyword::To)) {
            return Some(i + 2);
        }
        if matches!(atom.kind, Kind::Mark('-' | '–' | '—' | '~')) {
            return Some(i + 1);
        }
        // الخامس أو السادس من الشهر
        if opening == Opening::Bare
            && atom.is(Keyword::Or)
            && self.day_number(i + 1).is_some()
            && self.before(i).is_some_and(|atom| atom.kind == Kind::Digits || atom.article())
        {
            return Some(i + 1);
        }
        match opening {
            Opening::Between => self.and(i),
            Opening::From if atom.prefix.has(Prefix::LI) || (self.tape.folded(i) == "ل") => {
                Some(if self.tape.folded(i) == "ل" { i + 1 } else { i })
            }
            _ => None,
        }
    }

    /// An end of a range.
    pub(super) fn end(&self, i: usize) -> Option<End> {
        let hour = usize::from(self.is(i, Keyword::HourMark) && self.at(i)?.article());
        if let Some((point, end)) = self.point(i)
            && (point.has_day()
                || point.has_time()
                || point.month.is_some()
                || point.week.is_some()
                || point.now
                || point.year.is_some())
        {
            return Some(End::Whole(point, end));
        }
        let number =
            self.day_number(i + hour).or_else(|| self.small(i + hour, true)).filter(|&(number, _)| number <= 31)?;
        let (value, end) = number;
        // السبعة و10 دقائق is a clock time with its minutes
        if let Some((point, next)) = self.word_clock(i + hour) {
            return Some(End::Whole(point, next));
        }
        Some(End::Number(value, end))
    }

    /// An hour in words with minutes, inside a range where nothing else says that it is an hour.
    fn word_clock(&self, i: usize) -> Option<(Point, usize)> {
        let feminine = self.ordinal(i).is_some_and(|(value, feminine)| feminine && value <= 12);
        let (clock, end) = self.hour_and_minutes(i)?;
        (clock.exact || feminine).then(|| (Point { clock: Some(clock), ..Point::default() }, end))
    }
}
