//! Days by number and month name, and dates in digits or dictated words.

use crate::Decimal;
use crate::values::time::expr::{MonthRef, Point};
use crate::values::time::grammar::Parser;
use crate::values::time::grammar::label::After;
use crate::values::time::grammar::year::year_point;
use crate::values::time::lexicon::{Calendar, Form, Guard, Keyword, Unit};
use crate::values::time::tape::{Kind, Prefix};

impl Parser<'_> {
    /// A date: by its numbers, or with the month's name; a month; a year.
    pub(in crate::values::time) fn date(&self, i: usize) -> Option<(Point, usize)> {
        let mut best = self.numeric_date(i);
        for found in [
            self.day_and_month(i),
            self.month_first(i),
            self.year_piece(i),
            self.day_of(i),
            self.listed_day(i),
            self.dictated(i),
        ]
        .into_iter()
        .flatten()
        {
            if best.as_ref().is_none_or(|best| found.1 > best.1) {
                best = Some(found);
            }
        }
        best
    }

    /// `يوم 27`, `25 الجاري`: a day of a month that is not named.
    fn day_of(&self, i: usize) -> Option<(Point, usize)> {
        let named = self.unit(i) == Some((Unit::Day, Form::One)) && !self.at(i)?.article();
        let start = if named { i + 1 } else { i };
        let (day, end) = self.day_number(start)?;
        let mut point = Point { day: Some(day), ..Point::default() };
        if let Some((direction, next)) = self.direction(end)
            && self.at(start)?.kind == Kind::Digits
        {
            point.month = Some(MonthRef::Shift(direction));
            return Some((point, next));
        }
        let month = self.shifted_month(end).or_else(|| {
            (self.is(end, Keyword::From) || self.is(end, Keyword::In)).then(|| self.shifted_month(end + 1)).flatten()
        });
        if let Some((month, next)) = month {
            return Some((point.merge(&month)?, next));
        }
        (named && (self.closed(end) || self.clock(end).is_some())).then_some((point, end))
    }

    /// `25` and `26` of `أيام 25 و26 و27 مارس`: a day whose month the last of the list says.
    fn listed_day(&self, i: usize) -> Option<(Point, usize)> {
        /// Days that a list names at most.
        const LISTED: usize = 6;
        let digits = |i: usize| {
            self.at(i)
                .filter(|atom| atom.kind == Kind::Digits && atom.width <= 2)
                .and_then(|atom| u8::try_from(atom.number?).ok())
                .filter(|day| (1..=31).contains(day))
        };
        let day = digits(i).filter(|_| self.may_date(i) && !self.glued_mark(i))?;
        let mut at = i + 1;
        for _ in 0..LISTED {
            let next = self.and(at)?;
            digits(next)?;
            if let Some((mut last, end)) = self.day_and_month(next) {
                last.direction = self.direction(end).map(|(direction, _)| direction);
                let point = Point { day: Some(day), ..last };
                return possible(&point).then_some((point, i + 1));
            }
            at = next + 1;
        }
        None
    }

    /// `الشهر القادم`, `هذا الشهر`, `الشهر ذاته`.
    fn shifted_month(&self, i: usize) -> Option<(Point, usize)> {
        self.unit_period(i).filter(|(point, _)| point.month.is_some())
    }

    /// A day of the month: `23`, `الـ27`, `الثالث والعشرين`, `تسعة وعشرون`.
    pub(super) fn day_number(&self, i: usize) -> Option<(u8, usize)> {
        let (day, end) = match self.ordinal(i) {
            Some((value, _)) => (value, i + 1),
            None => self.small(i, false)?,
        };
        // الاثنين and الأحد are days of the week before they are numbers
        if end == i + 1 && self.weekday_at(i).is_some() {
            return None;
        }
        (1..=31).contains(&day).then_some((day, end))
    }

    /// `23 من كانون الثاني 2022`, `الرابع من شهر نيسان`, `28-نوفمبر`.
    pub(super) fn day_and_month(&self, i: usize) -> Option<(Point, usize)> {
        let start = if self.unit(i) == Some((Unit::Day, Form::One)) { i + 1 } else { i };
        let (day, mut next) = self.day_number(start)?;
        if self.is(next, Keyword::From) || matches!(self.at(next)?.kind, Kind::Mark('/' | '-' | '.' | '،' | ',')) {
            next += 1;
        }
        let (month, end) = self.month(next, true)?;
        // 1 / صفر is a score
        if self.month_guard(next) == Some(Guard::Strict) && matches!(self.at(next - 1)?.kind, Kind::Mark(_)) {
            return None;
        }
        let point = Point { day: Some(day), ..month };
        if !possible(&point) {
            return None;
        }
        Some(self.with_year(point, end))
    }

    /// `تموز 13`, `يناير الثاني والعشرين، 2018`, or the month alone.
    fn month_first(&self, i: usize) -> Option<(Point, usize)> {
        let (month, end) = self.month(i, false)?;
        let slash = usize::from(matches!(self.at(end).map(|atom| atom.kind), Some(Kind::Mark('/' | '.' | '-'))));
        if let Some((day, next)) = self.day_number(end + slash)
            && !self.at(end + slash)?.prefix.has(Prefix::AND)
            && self.unit(next).is_none()
        {
            let word = self.at(end + slash)?.kind == Kind::Word;
            let point = Point { day: Some(day), ..month.clone() };
            let (dated, after) = self.with_year(point, next);
            if possible(&dated)
                && (word
                    || dated.year.is_some()
                    || self.closed(next)
                    || self.is(next, Keyword::To)
                    || self.clock(next).is_some())
            {
                return Some((dated, after));
            }
        }
        let (point, next) = self.with_year(month, end);
        let guard = self.month_guard(i);
        let named = self.unit(i).is_some();
        // حرب أكتوبر is a name, حرب تموز 2006 has its date
        if !named
            && point.year.is_none()
            && matches!(
                self.tape.folded(i.wrapping_sub(1)),
                "حرب"
                    | "ثوره"
                    | "مدينه"
                    | "انتفاضه"
                    | "نصر"
                    | "انتصارات"
                    | "ميدان"
                    | "شارع"
                    | "كوبري"
                    | "جسر"
            )
        {
            return None;
        }
        let dated = point.year.is_some() || self.direction(next).is_some() || end - i > 1 || self.framed(i);
        match guard {
            Some(Guard::Strict) if !named => None,
            Some(Guard::Dated | Guard::Exact) if !named && !dated => None,
            _ => Some((point, next)),
        }
    }

    /// Whether a month of two meanings stands where only a time does: after `في`, `منذ`, `حتى`, `هذا`.
    fn framed(&self, i: usize) -> bool {
        let keywords = [Keyword::Since, Keyword::Until, Keyword::By, Keyword::This, Keyword::During];
        self.before(i).is_some_and(|atom| keywords.iter().any(|&keyword| atom.is(keyword)))
            || (self.is(i.wrapping_sub(1), Keyword::In) && !self.at(i).is_some_and(|atom| atom.prefix.preposition()))
            || self.edge(i.wrapping_sub(1)).is_some()
    }

    /// A day dictated as three numbers: `اثنين وعشرين ثلاثة ألفين واثنين وعشرين`.
    fn dictated(&self, i: usize) -> Option<(Point, usize)> {
        let words = |i: usize| self.at(i).is_some_and(|atom| atom.kind == Kind::Word && !atom.article());
        let (day, next) = self.small(i, false).filter(|&(day, _)| words(i) && (1..=31).contains(&day))?;
        let (month, next) = self.small(next, true).filter(|&(month, _)| words(next) && (1..=12).contains(&month))?;
        let (year, end) = self.worded_year(next).or_else(|| self.spelled_year(next))?;
        let point = Point { day: Some(day), month: Some(MonthRef::Named(month)), ..year };
        possible(&point).then_some((point, end))
    }

    /// Dates of digits: `12/3/2021`, `2021-03-12`, `9 / 10 / 1436 هـ`, `4/22`, `3-2015`.
    fn numeric_date(&self, i: usize) -> Option<(Point, usize)> {
        let i = if self.unit(i) == Some((Unit::Day, Form::One)) { i + 1 } else { i };
        let digits = |i: usize| self.at(i).filter(|atom| atom.kind == Kind::Digits && atom.width <= 4);
        let a = digits(i)?;
        if !self.may_date(i)
            || (self.before(i).is_some_and(|atom| matches!(atom.kind, Kind::Mark('/' | '-' | '.' | ':'))) && !a.spaced)
        {
            return None;
        }
        let separator = self.at(i + 1)?.kind;
        if !matches!(separator, Kind::Mark('/' | '-' | '.' | '\\' | '–')) {
            return None;
        }
        let b = digits(i + 2)?;
        let third = self
            .at(i + 3)
            .filter(|atom| atom.kind == separator || (atom.is_mark(',') && separator == Kind::Mark('/')))
            .and_then(|_| digits(i + 4));
        let loose = self.at(i + 1)?.spaced || b.spaced;
        let (x, y) = (a.number?, b.number?);
        if let Some(c) = third {
            let z = c.number?;
            if separator == Kind::Mark('.') && (loose || (a.width != 4 && c.width != 4)) {
                return None;
            }
            let (year, month, day) = if a.width == 4 { (x, y, z) } else { (z, y, x) };
            let year_width = if a.width == 4 { a.width } else { c.width };
            let (month, day) = if month > 12 && day <= 12 { (day, month) } else { (month, day) };
            let (era, end) = self.era(i + 5);
            let year = match year_width {
                4 => year,
                2 if !loose && a.width <= 2 => year + if year < 70 { 2000 } else { 1900 },
                _ => return None,
            };
            // a fourth number makes it an address or a code
            if self.at(i + 5).is_some_and(|atom| atom.kind == separator && !atom.spaced)
                && digits(i + 6).is_some_and(|atom| !atom.spaced)
            {
                return None;
            }
            let mut point = year_point(i32::try_from(year).ok()?, era, false);
            if point.calendar.is_none() && (1300..=1500).contains(&year) {
                point.calendar = Some(Calendar::Islamic);
            }
            point.month = Some(MonthRef::Named(u8::try_from(month).ok()?));
            point.day = Some(u8::try_from(day).ok()?);
            return possible(&point).then_some((point, end));
        }
        if loose || self.goes_on(i + 2) || separator == Kind::Mark('–') {
            return None;
        }
        let year_month = |year: u32, month: u32| {
            ((1900..=2100).contains(&year) && (1..=12).contains(&month)).then_some((year, month))
        };
        let found = match (a.width, b.width) {
            (4, 1 | 2) if separator != Kind::Mark('.') => year_month(x, y),
            (1 | 2, 4) if separator != Kind::Mark('.') => year_month(y, x),
            _ => None,
        };
        if let Some((year, month)) = found {
            let mut point = year_point(year as i32, None, false);
            point.month = Some(MonthRef::Named(month as u8));
            return Some((point, i + 3));
        }
        // two numbers are a day and a month only where one of them can be no month, or the words before say so
        let said = self.before(i).is_some_and(|atom| atom.is(Keyword::DateWord))
            || (i > 0 && self.unit(i - 1) == Some((Unit::Day, Form::One)));
        let clear = separator == Kind::Mark('/')
            && (13..=31).contains(&x.max(y))
            && (1..=12).contains(&x.min(y))
            && self.counts_after(i + 3) != After::Counted;
        if !(said || clear) || a.width > 2 || b.width > 2 {
            return None;
        }
        let (day, month) = if y > 12 { (y, x) } else { (x, y) };
        let point = Point { day: Some(day as u8), month: Some(MonthRef::Named(month as u8)), ..Point::default() };
        possible(&point).then_some((point, i + 3))
    }
}

/// Whether the calendar has such a day in any year.
fn possible(point: &Point) -> bool {
    let (Some(MonthRef::Named(month)), Some(day)) = (point.month, point.day) else { return true };
    let longest = match (point.calendar, month) {
        (Some(Calendar::Islamic), 1..=12) => 30,
        (_, 2) => 29,
        (_, 4 | 6 | 9 | 11) => 30,
        (_, 1..=12) => 31,
        _ => 0,
    };
    (1..=longest).contains(&day)
}

/// A decimal as a whole number.
pub(in crate::values::time) fn whole(value: Decimal) -> Option<i32> {
    (value.scale == 0).then_some(i32::try_from(value.mantissa).ok()?)
}
