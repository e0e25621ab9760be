//! What the grammar reads before it is anchored: lengths of time and points with slots.

use super::lexicon::{Calendar, Edge, Era, Holiday, Part, Season, Unit};
use crate::{Decimal, Modifier};

/// How much of a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Amount {
    Exact(Decimal),
    Between(Decimal, Decimal),
    /// `نصف ساعة`: numerator and denominator.
    Fraction(u8, u8),
    /// `بضع ساعات`, `أيام`.
    Vague,
}

/// A length of time in the words' own units: `شهرين وعشرة أيام`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Length {
    pub(super) parts: Vec<(Unit, Amount)>,
    pub(super) modifier: Option<Modifier>,
    /// The years of it are Hijri.
    pub(super) hijri: bool,
}

impl Length {
    /// The unit of the last part.
    pub(super) fn finest(&self) -> Option<Unit> {
        self.parts.iter().map(|&(unit, _)| unit).min()
    }

    /// Whether no part says how many.
    pub(super) fn vague(&self) -> bool {
        self.parts.iter().any(|&(_, amount)| amount == Amount::Vague)
    }

    /// The count of a length of one exact part.
    pub(super) fn single(&self) -> Option<(Unit, Decimal)> {
        match self.parts[..] {
            [(unit, Amount::Exact(value))] => Some((unit, value)),
            _ => None,
        }
    }
}

/// Hour, minute and second as the words say them, before the part of the day is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: Option<u8>,
    /// The hour already counts to 24.
    pub(super) fixed: bool,
    /// Stated with minutes.
    pub(super) exact: bool,
}

/// A year, as a number or counted from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearRef {
    At(i32),
    /// `2014/2015`: a season or school year.
    Span(i32, i32),
    Shift(i8),
}

/// A month by its name or counted from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MonthRef {
    Named(u8),
    Shift(i8),
}

/// A piece of a year (or of a century, for halves and thirds).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SubYear {
    Quarter(u8),
    QuarterShift(i8),
    Half(u8),
    Third(u8),
    Season(Season),
    /// A sports season, which turns in summer.
    Sports,
    /// The first or last so many months.
    Months {
        first: bool,
        count: u8,
    },
}

/// Which one of a row of days or weeks: `الثلاثاء الثالث من`, `آخر أسبوع في`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Nth {
    /// 1 is the first, −1 the last.
    pub(super) index: i8,
    pub(super) of: Unit,
}

/// Decades and centuries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    /// Years within the century (`ستينيات` is 60).
    Decade(u8),
    DecadeShift(i8),
    /// The 20th century is 20.
    Century(u8),
    CenturyShift(i8),
}

/// A point or period of time: slots that the pieces of an expression fill.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Point {
    pub(super) calendar: Option<Calendar>,
    pub(super) era: Option<Era>,
    pub(super) year: Option<YearRef>,
    pub(super) month: Option<MonthRef>,
    pub(super) day: Option<u8>,
    pub(super) week: Option<i8>,
    pub(super) weekday: Option<u8>,
    pub(super) nth: Option<Nth>,
    /// Days from now.
    pub(super) deictic: Option<i8>,
    /// `الماضي`, `المقبل` beside a named month, weekday, season or feast.
    pub(super) direction: Option<i8>,
    /// A length before (−1) or after (1) now.
    pub(super) shift: Option<(Length, i8)>,
    pub(super) sub_year: Option<SubYear>,
    pub(super) decade: Option<Age>,
    pub(super) century: Option<Age>,
    pub(super) weekend: bool,
    pub(super) part: Option<Part>,
    /// `وقت مبكر من`, `وقت متأخر من`.
    pub(super) part_edge: Option<Edge>,
    pub(super) clock: Option<Clock>,
    /// Number of the zone in the lexicon.
    pub(super) zone: Option<u8>,
    pub(super) edge: Option<Edge>,
    pub(super) holiday: Option<Holiday>,
    /// The rest of the period from now on.
    pub(super) rest: bool,
    /// The moment of publication.
    pub(super) now: bool,
    /// The date that the text spoke of before.
    pub(super) same: bool,
    /// The page's time of day: `هذا الوقت`.
    pub(super) this_time: bool,
    pub(super) modifier: Option<Modifier>,
}

impl Point {
    /// Whether it says a day by number, name or distance.
    pub(super) fn has_day(&self) -> bool {
        self.day.is_some()
            || self.weekday.is_some()
            || self.deictic.is_some()
            || self.holiday.is_some()
            || self.now
            || self.nth.is_some()
            || self.shift.as_ref().is_some_and(|(length, _)| length.finest().is_some_and(|unit| unit <= Unit::Week))
    }

    /// Whether it says a time of day.
    pub(super) fn has_time(&self) -> bool {
        self.clock.is_some() || self.part.is_some()
    }

    /// Whether it says anything coarser than a day.
    pub(super) fn has_period(&self) -> bool {
        self.year.is_some()
            || self.month.is_some()
            || self.week.is_some()
            || self.sub_year.is_some()
            || self.decade.is_some()
            || self.century.is_some()
            || self.weekend
    }

    /// Both together, where they speak of different slots and make sense together.
    pub(super) fn merge(&self, other: &Self) -> Option<Self> {
        if !self.agrees(other) {
            return None;
        }
        Some(Self {
            calendar: self.calendar.or(other.calendar),
            era: either(self.era, other.era)?,
            year: either(self.year, other.year)?,
            month: either(self.month, other.month)?,
            day: either(self.day, other.day)?,
            week: either(self.week, other.week)?,
            weekday: either(self.weekday, other.weekday)?,
            nth: either(self.nth, other.nth)?,
            deictic: either(self.deictic, other.deictic)?,
            direction: either(self.direction, other.direction)?,
            shift: match (&self.shift, &other.shift) {
                (Some(_), Some(_)) => return None,
                (a, b) => a.clone().or_else(|| b.clone()),
            },
            sub_year: either(self.sub_year, other.sub_year)?,
            decade: either(self.decade, other.decade)?,
            century: either(self.century, other.century)?,
            weekend: self.weekend | other.weekend,
            part: either(self.part, other.part)?,
            part_edge: self.part_edge.or(other.part_edge),
            clock: either(self.clock, other.clock)?,
            zone: either(self.zone, other.zone)?,
            edge: either(self.edge, other.edge)?,
            holiday: either(self.holiday, other.holiday)?,
            rest: self.rest | other.rest,
            now: self.now | other.now,
            same: self.same | other.same,
            this_time: self.this_time | other.this_time,
            modifier: self.modifier.or(other.modifier),
        })
    }

    /// Whether the two can speak of one time: a day or an hour takes no bare month or year, two calendars do not mix.
    fn agrees(&self, other: &Self) -> bool {
        if let (Some(a), Some(b)) = (self.calendar, other.calendar)
            && a != b
        {
            return false;
        }
        let dayish = |p: &Self| {
            (p.weekday.is_some() || p.deictic.is_some() || p.has_time())
                && p.day.is_none()
                && p.nth.is_none()
                && p.holiday.is_none()
        };
        let coarse = |p: &Self| {
            (p.month.is_some() || p.year.is_some() || p.sub_year.is_some() || p.decade.is_some() || p.century.is_some())
                && p.day.is_none()
                && p.nth.is_none()
                && p.holiday.is_none()
        };
        if (dayish(self) && coarse(other)) || (coarse(self) && dayish(other)) {
            return false;
        }
        let fixed = |p: &Self| p.deictic.is_some() || p.now;
        if (fixed(self) && (other.week.is_some() || other.shift.is_some() || other.weekend || other.nth.is_some()))
            || (fixed(other) && (self.week.is_some() || self.shift.is_some() || self.weekend || self.nth.is_some()))
        {
            return false;
        }
        true
    }
}

/// One of two slots; `None` where both are filled.
#[allow(clippy::option_option)]
fn either<T>(a: Option<T>, b: Option<T>) -> Option<Option<T>> {
    match (a, b) {
        (Some(_), Some(_)) => None,
        (a, b) => Some(a.or(b)),
    }
}
