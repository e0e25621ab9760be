//! Pieces of years and centuries: quarters, halves, seasons, decades.

use crate::values::time::expr::{Age, Point, SubYear};
use crate::values::time::grammar::Parser;
use crate::values::time::lexicon::{Calendar, Era, Form, Keyword, Sense, Unit};
use crate::values::time::tape::Kind;

impl Parser<'_> {
    /// `الربع الأول`, `النصف الثاني`, `الأشهر الستة الأولى من العام`, `صيف 2015`.
    pub(super) fn sub_year(&self, i: usize) -> Option<(Point, usize)> {
        self.fraction_of_year(i).or_else(|| self.months_of_year(i)).or_else(|| self.season(i))
    }

    fn fraction_of_year(&self, i: usize) -> Option<(Point, usize)> {
        let atom = self.at(i)?;
        let (1, parts) = atom.find(|sense| match sense {
            Sense::Fraction(numerator, denominator) => Some((numerator, denominator)),
            Sense::Piece(parts) => Some((1, parts)),
            _ => None,
        })?
        else {
            return None;
        };
        if !atom.article() {
            return None;
        }
        let piece_word = atom.senses.iter().any(|sense| matches!(sense, Sense::Piece(_)));
        let piece = |index: u8| match parts {
            4 => SubYear::Quarter(index),
            3 => SubYear::Third(index),
            _ => SubYear::Half(index),
        };
        let (sub_year, end) = match self.ordinal(i + 1) {
            Some((index, feminine))
                if feminine == piece_word && (1..=parts).contains(&index) && self.at(i + 1)?.article() =>
            {
                (piece(index), i + 2)
            }
            _ if self.is(i + 1, Keyword::Last) && self.at(i + 1)?.article() => (piece(parts), i + 2),
            _ if parts == 4 => {
                let (direction, end) = self.direction(i + 1)?;
                let told = matches!(self.tape.folded(i + 1), "السابق" | "التالي" | "اللاحق");
                let point = Point { sub_year: Some(SubYear::QuarterShift(direction)), same: told, ..Point::default() };
                return Some((point, end));
            }
            _ => return None,
        };
        let point = Point { sub_year: Some(sub_year), ..Point::default() };
        let (point, end) = self.of_year(point, end);
        // the first half of a match is no time of the calendar
        let dated = point.year.is_some()
            || point.century.is_some()
            || matches!(sub_year, SubYear::Quarter(_)) && !piece_word && self.quarter_stands(end);
        dated.then_some((point, end))
    }

    /// Whether nothing after the quarter says that it is a piece of something else (`الربع الأول من المباراة`).
    fn quarter_stands(&self, end: usize) -> bool {
        !self.is(end, Keyword::From)
    }

    /// The point with the year, century or `من العام` that follows.
    fn of_year(&self, point: Point, end: usize) -> (Point, usize) {
        let at = if self.is(end, Keyword::From) || self.is(end, Keyword::In) { end + 1 } else { end };
        let found = self
            .date(at)
            .filter(|(year, _)| year.year.is_some() && year.month.is_none())
            .or_else(|| self.plain_year(at).filter(|(_, next)| self.unit(*next).is_none()))
            .or_else(|| self.unit_period(at).filter(|(year, _)| year.year.is_some() || year.century.is_some()))
            .or_else(|| self.age(at))
            .or_else(|| if at > end { self.bare_unit(at).filter(|(year, _)| year.year.is_some()) } else { None });
        if let Some((year, next)) = found
            && let Some(merged) = point.merge(&year)
        {
            return (merged, next);
        }
        (point, end)
    }

    /// `الأشهر الستة الأولى من العام`, `الستة أشهر الأولى من 2015`.
    fn months_of_year(&self, i: usize) -> Option<(Point, usize)> {
        let plural = |i: usize| self.unit(i) == Some((Unit::Month, Form::Many));
        let (count, end) = if plural(i) && self.at(i)?.article() {
            self.small(i + 1, false)?
        } else {
            let (count, end) = self.small(i, false)?;
            plural(end).then_some((count, end + 1))?
        };
        let first = self.is(end, Keyword::First) || self.ordinal(end) == Some((1, true));
        if !(first || self.is(end, Keyword::Last)) || !(1..=11).contains(&count) {
            return None;
        }
        let point = Point { sub_year: Some(SubYear::Months { first, count }), ..Point::default() };
        let (point, end) = self.of_year(point, end + 1);
        point.year.is_some().then_some((point, end))
    }

    /// `صيف 2015`, `الربيع القادم`, `خريف العام الماضي`, `فصل الشتاء الجاري`.
    fn season(&self, i: usize) -> Option<(Point, usize)> {
        let this = usize::from(self.is(i, Keyword::This));
        let named =
            usize::from(this == 0 && self.unit(i) == Some((Unit::Quarter, Form::One)) && !self.at(i)?.article());
        let at = i + named + this;
        let atom = self.at(at)?;
        let season = atom.find(|sense| if let Sense::Season(season) = sense { Some(season) } else { None })?;
        let point = Point { sub_year: Some(SubYear::Season(season)), ..Point::default() };
        if let Some((direction, end)) = self.direction(at + 1)
            && atom.article()
        {
            return Some((Point { direction: Some(direction), ..point }, end));
        }
        if this > 0 && atom.article() {
            return Some((Point { direction: Some(0), ..point }, at + 1));
        }
        let (point, end) = self.of_year(point, at + 1);
        (point.year.is_some() && !atom.article()).then_some((point, end))
    }

    /// Decades and centuries: `السبعينيات`, `أربعينيات القرن الماضي`, `القرن التاسع عشر`, `القرن الـ21`.
    pub(super) fn age(&self, i: usize) -> Option<(Point, usize)> {
        self.decade(i).or_else(|| self.century(i))
    }

    fn decade(&self, i: usize) -> Option<(Point, usize)> {
        if let Some(found) = self.numbered_decade(i) {
            return Some(found);
        }
        let lead = self.is(i, Keyword::DecadeLead) || matches!(self.tape.folded(i), "سنوات" | "عقد");
        let at = i + usize::from(lead);
        let atom = self.at(at)?;
        let years = atom.find(|sense| if let Sense::Decade(years) = sense { Some(years) } else { None })?;
        let mut point = Point { decade: Some(Age::Decade(years)), ..Point::default() };
        let mut end = at + 1;
        let from = usize::from(self.is(end, Keyword::From));
        if from > 0 && matches!(self.tape.folded(end + 1), "عمره" | "عمرها" | "عمرهم" | "العمر" | "عمري" | "عمرهن")
        {
            return None;
        }
        if matches!(self.tape.folded(end), "عمره" | "عمرها" | "العمر") {
            return None;
        }
        let later = self
            .century(end + from)
            .or_else(|| self.unit_period(end + from).filter(|(point, _)| point.century.is_some()));
        if let Some((century, next)) = later {
            point.century = century.century;
            end = next;
        } else if years == 20 {
            return None;
        }
        Some((point, end))
    }

    /// `العقد الثاني من القرن العشرين`, `العقد الأخير من القرن الماضي`.
    fn numbered_decade(&self, i: usize) -> Option<(Point, usize)> {
        self.the_unit(i).filter(|&unit| unit == Unit::Decade)?;
        let number = match self.ordinal(i + 1) {
            Some((value @ 1..=10, false)) => value,
            _ if self.is(i + 1, Keyword::Last) && self.at(i + 1)?.article() => 10,
            _ => return None,
        };
        if !self.is(i + 2, Keyword::From) {
            return None;
        }
        let this = usize::from(self.is(i + 3, Keyword::This));
        let (century, end) = self.century(i + 3 + if self.century(i + 3).is_some() { 0 } else { this })?;
        Some((Point { decade: Some(Age::Decade(10 * (number - 1))), ..century }, end))
    }

    fn century(&self, i: usize) -> Option<(Point, usize)> {
        if let Some((point, end)) = self.unit_period(i).filter(|(point, _)| point.century.is_some()) {
            return Some((point, end));
        }
        if self.the_unit(i) != Some(Unit::Century) {
            return None;
        }
        let at = self.skip_article(i + 1);
        let (number, mut end) = match self.ordinal(at) {
            Some((value, _)) => (value, at + 1),
            None if self.at(at)?.kind == Kind::Digits || self.at(at)?.article() => self.small(at, false)?,
            None => return None,
        };
        if !(1..=40).contains(&number) {
            return None;
        }
        let mut point = Point { century: Some(Age::Century(number)), ..Point::default() };
        if let (Some(era), next) = self.era(end) {
            match era {
                Era::Hijri => point.calendar = Some(Calendar::Islamic),
                era => point.era = Some(era),
            }
            end = next;
        }
        Some((point, end))
    }
}
