//! Years: in digits and words, with their era, alone and after a day or month.

use crate::values::time::expr::{Point, YearRef};
use crate::values::time::grammar::Parser;
use crate::values::time::grammar::date::whole;
use crate::values::time::grammar::label::After;
use crate::values::time::lexicon::{Calendar, Era, Form, Keyword, Sense, Unit};
use crate::values::time::tape::{Kind, Prefix};

impl Parser<'_> {
    /// The point with the year that stands after it.
    pub(super) fn with_year(&self, point: Point, end: usize) -> (Point, usize) {
        let comma = matches!(self.at(end).map(|atom| atom.kind), Some(Kind::Mark('،' | ',' | '/' | '-' | '.')));
        let mut starts = vec![end];
        if comma {
            starts.push(end + 1);
        }
        if self.is(end, Keyword::From) || self.is(end, Keyword::In) {
            starts.push(end + 1);
        }
        for start in starts {
            let found =
                self.worded_year(start).or_else(|| point.day.and_then(|_| self.spelled_year(start))).or_else(|| {
                    if start > end && !comma {
                        return None;
                    }
                    self.plain_year(start).filter(|(_, next)| self.unit(*next).is_none() || point.day.is_some())
                });
            if let Some((year, next)) = found
                && let Some(merged) = fit_calendar(&point, &year)
            {
                return (merged, next);
            }
        }
        (point, end)
    }

    /// `عام 2011`, `سنة 1436هـ`, `العام الدراسي 2015/2016`, `عام ألفين وسبعة`.
    pub(super) fn worded_year(&self, i: usize) -> Option<(Point, usize)> {
        let (unit, form) = self.unit(i)?;
        if !matches!(unit, Unit::Year | Unit::Season) || form != Form::One {
            return None;
        }
        let mut start = i + 1;
        // one word may stand between: عام الثورة 2011, الموسم الكروي 2014-2015
        let between = self.at(start)?;
        if between.kind == Kind::Word
            && self.skip_article(start) == start
            && self.surface(start).starts_with("ال")
            && self.numeral(start).is_none()
            && self.at(start + 1).is_some_and(|atom| atom.kind == Kind::Digits && atom.width == 4)
        {
            start += 1;
        }
        let digits = self.skip_article(start);
        if let Some(found) = self.year_span(digits, true) {
            return Some(found);
        }
        let atom = self.at(digits)?;
        let (value, end) = if atom.kind == Kind::Digits {
            if atom.width < 3 || self.glued_decimal(digits) {
                return None;
            }
            (i32::try_from(atom.number?).ok()?, digits + 1)
        } else {
            let (numeral, end) = self.numeral(start)?;
            if numeral.ordinal || !numeral.words {
                return None;
            }
            let value = whole(numeral.value)?;
            // ألفين اثنين وعشرين, as it is dictated
            match self
                .numeral(end)
                .filter(|(more, next)| value % 100 == 0 && more.words && !more.ordinal && self.unit(*next).is_none())
            {
                Some((more, next)) if whole(more.value).is_some_and(|more| (1..100).contains(&more)) => {
                    (value + whole(more.value)?, next)
                }
                _ => (value, end),
            }
        };
        if !(100..=9999).contains(&value) || (unit == Unit::Season && value < 1900) {
            return None;
        }
        let (era, end) = self.era(end);
        Some((year_point(value, era, true), end))
    }

    /// A year of our centuries in words after a day and a month: `من ألف وتسعمئة وثمانية وسبعين`.
    pub(super) fn spelled_year(&self, i: usize) -> Option<(Point, usize)> {
        let (numeral, mut end) = self.numeral(i).filter(|(numeral, _)| numeral.words && !numeral.ordinal)?;
        let mut value = whole(numeral.value)?;
        if value == 2000
            && let Some((more, next)) = self.numeral(end).filter(|(more, _)| more.words && !more.ordinal)
            && let Some(more) = whole(more.value).filter(|more| (1..100).contains(more))
        {
            (value, end) = (value + more, next);
        }
        ((1700..=2100).contains(&value) && (self.unit(end).is_none() || self.the_unit(end).is_some()))
            .then(|| (year_point(value, None, false), end))
    }

    /// A year that stands in the text alone: `في 2011`, `أزمة 2014`, `(2007)`, `2014-2018` is a range.
    pub(super) fn year_piece(&self, i: usize) -> Option<(Point, usize)> {
        if let Some((point, end)) = self.worded_year(i) {
            return Some((point, end));
        }
        let i0 = self.skip_article(i);
        if let Some((point, end)) = self.year_span(i0, false)
            && self.may_date(i)
        {
            return Some((point, end));
        }
        let (point, end) = self.plain_year(i0)?;
        if point.era.is_some() {
            return Some((point, end));
        }
        let Some(YearRef::At(year)) = point.year else { return None };
        if !self.may_date(i) || self.glued_mark(i0) {
            return None;
        }
        let after = self.counts_after(end);
        let prefixed = self.at(i).is_some_and(|atom| atom.kind == Kind::Word)
            || (i0 > 0
                && self.at(i0).is_some_and(|atom| !atom.spaced)
                && matches!(self.tape.folded(i0 - 1), "ل" | "ب" | "وب" | "ول"));
        let keyword = [
            Keyword::In,
            Keyword::Since,
            Keyword::Until,
            Keyword::By,
            Keyword::During,
            Keyword::Ago,
            Keyword::After,
            Keyword::From,
            Keyword::To,
            Keyword::Between,
        ];
        let framed = prefixed
            || self.before(i).is_some_and(|atom| keyword.iter().any(|&keyword| atom.is(keyword)))
            || self.edge(i.wrapping_sub(1)).is_some()
            || self.at(i.wrapping_sub(1)).is_some_and(|atom| atom.find(season).is_some());
        let near = (1900..=2099).contains(&year);
        let accepted = match after {
            After::Counted => false,
            After::Free => near || (framed && (1000..=2100).contains(&year)),
            After::Unknown => framed && near,
        };
        accepted.then_some((point, end))
    }

    /// Four digits that can be a year, with the era that may stand after.
    pub(super) fn plain_year(&self, i: usize) -> Option<(Point, usize)> {
        let i = self.skip_article(i);
        let atom = self.at(i)?;
        if atom.kind != Kind::Digits || self.glued_decimal(i) {
            return None;
        }
        let value = i32::try_from(atom.number?).ok()?;
        let (era, end) = self.era(i + 1);
        let four = atom.width == 4 && (1000..=2999).contains(&value);
        if four
            || (era == Some(Era::BeforeChrist) && atom.width <= 5 && value > 0)
            || (matches!(era, Some(Era::Hijri)) && atom.width >= 2 && value <= 1600 && value > 0)
        {
            return Some((year_point(value, era, false), end));
        }
        None
    }

    /// `2014/2015`, `2014-2015` in a row: a season. A longer distance is a range and not read here.
    ///
    /// `worded`: a word of years stands before it, which lets `2016-17` be one as well.
    fn year_span(&self, i: usize, worded: bool) -> Option<(Point, usize)> {
        let year = |i: usize| {
            self.at(i)
                .filter(|atom| atom.kind == Kind::Digits && matches!(atom.width, 2 | 4))
                .and_then(|atom| atom.number)
        };
        let first = self.at(i).filter(|atom| atom.width == 4).and_then(|_| year(i))?;
        if !matches!(self.at(i + 1)?.kind, Kind::Mark('/' | '-' | '–' | '\\')) {
            return None;
        }
        let second = year(i + 2)?;
        let short = self.at(i + 2)?.width == 2;
        let second = if short { first / 100 * 100 + second } else { second };
        // a third number makes it a date
        let longer = matches!(self.at(i + 3).map(|atom| atom.kind), Some(Kind::Mark('/' | '-')))
            && self.at(i + 4).is_some_and(|atom| atom.kind == Kind::Digits);
        if second != first + 1
            || longer
            || !(1300..=2200).contains(&first)
            || (short && !worded && !self.mark(i + 1, '/'))
        {
            return None;
        }
        let (era, end) = self.era(i + 3);
        let mut point = year_point(first as i32, era, false);
        point.year = Some(YearRef::Span(first as i32, second as i32));
        Some((point, end))
    }

    /// `م`, `هـ`, `ق.م` after a year.
    pub(super) fn era(&self, end: usize) -> (Option<Era>, usize) {
        let Some(atom) = self.at(end) else { return (None, end) };
        if atom.prefix.has(Prefix::AND) || atom.prefix.preposition() {
            return (None, end);
        }
        let letter = matches!(self.tape.folded(end), "م" | "ه");
        let era = atom.find(|sense| if let Sense::Era(era) = sense { Some(era) } else { None });
        let era = era.or_else(|| (self.tape.folded(end) == "م").then_some(Era::Gregorian));
        match era {
            Some(era) => (Some(era), end + 1),
            None if letter => (Some(Era::Gregorian), end + 1),
            None => (None, end),
        }
    }
}

pub(super) fn season(sense: Sense) -> Option<()> {
    matches!(sense, Sense::Season(_)).then_some(())
}

/// A year as a point; a year of the fourteenth or fifteenth century without an era is one of the Hijri calendar
/// when `worded` (عام 1435), as the Gulf press writes it.
pub(super) fn year_point(value: i32, era: Option<Era>, worded: bool) -> Point {
    let hijri = era == Some(Era::Hijri) || (worded && era.is_none() && (1390..=1460).contains(&value));
    Point {
        calendar: match era {
            Some(Era::Gregorian | Era::BeforeChrist) => Some(Calendar::Gregorian),
            _ if hijri => Some(Calendar::Islamic),
            _ => None,
        },
        era: era.filter(|&era| era != Era::Hijri),
        year: Some(YearRef::At(value)),
        ..Point::default()
    }
}

/// A month with a year: a Hijri month takes a Hijri year whatever the year's own guess was.
fn fit_calendar(month: &Point, year: &Point) -> Option<Point> {
    let mut year = year.clone();
    let islamic = month.calendar == Some(Calendar::Islamic);
    match year.year {
        Some(YearRef::At(value)) if islamic && value < 1700 => year.calendar = Some(Calendar::Islamic),
        // a Hijri month with a Gregorian year (رمضان 2021) keeps the year as it is
        Some(YearRef::At(_)) if islamic => {
            let mut both = month.clone();
            both.year = year.year;
            both.era = Some(Era::Gregorian);
            return Some(both);
        }
        Some(YearRef::At(_))
            if month.month.is_some() && year.calendar == Some(Calendar::Islamic) && month.calendar.is_none() =>
        {
            year.calendar = if year.era.is_none() { None } else { year.calendar };
        }
        _ => {}
    }
    month.merge(&year)
}
