//! Days of the week, and the nth of a month or year.

use crate::values::time::expr::{Nth, Point};
use crate::values::time::grammar::Parser;
use crate::values::time::lexicon::{Form, Keyword, Sense, Unit};
use crate::values::time::tape::{Kind, Prefix};

impl Parser<'_> {
    pub(super) fn weekday_at(&self, i: usize) -> Option<u8> {
        self.at(i)?.find(|sense| if let Sense::Weekday(weekday) = sense { Some(weekday) } else { None })
    }

    /// `الأحد`, `يوم الجمعة الماضي`, `الثلاثاء الثالث من` …, `السبت السادس عشر`.
    pub(in crate::values::time) fn weekday(&self, i: usize) -> Option<(Point, usize)> {
        let this = usize::from(self.is(i, Keyword::This));
        let said = matches!(self.unit(i + this), Some((Unit::Day, Form::One))) && !self.at(i + this)?.article();
        let at = i + this + usize::from(said);
        let weekday = self.weekday_at(at)?;
        let atom = self.at(at)?;
        if (said || this > 0) && atom.prefix.has(Prefix::AND) {
            return None;
        }
        let mut end = at + 1;
        let mut point = Point { weekday: Some(weekday), ..Point::default() };
        if this > 0 {
            point.direction = Some(0);
        }
        let direction = self.direction(end).filter(|_| point.direction.is_none());
        // أيام الأحد والاثنين والثلاثاء المقبلة
        if direction.is_none() && point.direction.is_none() && atom.article() {
            let listed = (end..self.len().min(end + 6))
                .take_while(|&i| {
                    self.weekday_at(i).is_some() && self.at(i).is_some_and(|atom| atom.prefix.has(Prefix::AND))
                })
                .count();
            if listed > 0 {
                point.direction = self.direction(end + listed).map(|(value, _)| value);
            }
        }
        let week = matches!(self.the_unit(end), Some(Unit::Week));
        if !said && !atom.article() && direction.is_none() && !week {
            return None;
        }
        if matches!(
            self.tape.folded(at.wrapping_sub(1)),
            "صلاه" | "خطبه" | "سوق" | "مسجد" | "جامع" | "كلا" | "سوره" | "خطب"
        ) && !said
            && at > 0
        {
            return None;
        }
        // حتى الاثنين معا counts two
        if weekday == 1 && self.tape.folded(end) == "معا" {
            return None;
        }
        if let Some((value, next)) = direction {
            point.direction = Some(value);
            return Some((point, next));
        }
        if let Some((value, _)) = self.ordinal(end)
            && self.at(end)?.article()
        {
            let in_period = self.is(end + 1, Keyword::From) || self.is(end + 1, Keyword::In);
            if value <= 5 && (in_period || self.closed(end + 1)) {
                let index = value as i8;
                return Some((Point { nth: Some(Nth { index, of: Unit::Day }), ..point }, end + 1));
            }
            if (self.closed(end + 1) || value > 10) && value <= 31 && value > 5 {
                return Some((Point { day: Some(value), ..point }, end + 1));
            }
        }
        if self.is(end, Keyword::Last) && self.at(end)?.article() {
            let in_period = self.is(end + 1, Keyword::From) || self.is(end + 1, Keyword::In);
            if in_period {
                return Some((Point { nth: Some(Nth { index: -1, of: Unit::Day }), ..point }, end + 1));
            }
            point.direction = Some(-1);
            end += 1;
            return Some((point, end));
        }
        // الجمعة 22: the number is the day where nothing follows that it could count
        let numbered = usize::from(self.is(end, Keyword::In));
        if let Some((day, next)) = self.day_number(end + numbered)
            && self.closed(next)
            && self.ordinal(end + numbered).is_none()
            && !self.mark(next, '(')
            && !self.mark(next, ':')
            && self.at(end + numbered).is_some_and(|atom| !atom.prefix.has(Prefix::AND))
            && (self.at(next).is_none() || !matches!(self.at(next).map(|atom| atom.kind), Some(Kind::Mark('-' | '–'))))
        {
            return Some((Point { day: Some(day), ..point }, next));
        }
        Some((point, end))
    }

    /// `آخر يوم من`, `أول أربعاء من`, `ثالث يوم ثلاثاء ب`, `الأسبوع الأول من`.
    pub(in crate::values::time) fn nth(&self, i: usize) -> Option<(Point, usize)> {
        let atom = self.at(i)?;
        let leading = if atom.is(Keyword::LastOf) || self.tape.folded(i) == "اخر" {
            Some(-1)
        } else {
            self.ordinal(i).filter(|&(value, _)| value <= 5 && !atom.article()).map(|(value, _)| value as i8)
        };
        if let Some(index) = leading {
            if let Some(weekday) = self.weekday_at(i + 1) {
                let open = self.period_follows(i + 2) || (index < 0 && self.len() <= i + 2);
                return open.then_some((
                    Point { nth: Some(Nth { index, of: Unit::Day }), weekday: Some(weekday), ..Point::default() },
                    i + 2,
                ));
            }
            let (unit, form) = self.unit(i + 1)?;
            // أول أيام عيد الأضحى
            if unit == Unit::Day && form == Form::Many && index > 0 && !self.at(i + 1)?.article() {
                let (feast, end) = self.feast(i + 2)?;
                return Some((Point { nth: Some(Nth { index, of: Unit::Day }), ..feast }, end));
            }
            if form != Form::One || !matches!(unit, Unit::Day | Unit::Week) || self.at(i + 1)?.article() {
                return None;
            }
            let weekday = self.weekday_at(i + 2).filter(|_| unit == Unit::Day);
            let end = i + 2 + usize::from(weekday.is_some());
            return self
                .period_follows(end)
                .then_some((Point { nth: Some(Nth { index, of: unit }), weekday, ..Point::default() }, end));
        }
        // أسبوع 16 سبتمبر: the week that holds the day
        if self.unit(i) == Some((Unit::Week, Form::One)) && !atom.article() {
            let (day, end) = self.date(i + 1).filter(|(point, _)| point.day.is_some() && point.month.is_some())?;
            return Some((Point { nth: Some(Nth { index: 0, of: Unit::Week }), ..day }, end));
        }
        let unit = self.the_unit(i).filter(|unit| matches!(unit, Unit::Week | Unit::Day))?;
        let index = match self.ordinal(i + 1) {
            Some((value, _)) if value <= 31 => value as i8,
            _ if self.is(i + 1, Keyword::Last) => -1,
            _ => return None,
        };
        (self.at(i + 1)?.article() && self.period_follows(i + 2))
            .then_some((Point { nth: Some(Nth { index, of: unit }), ..Point::default() }, i + 2))
    }

    /// Whether a month or a year follows, with or without `من`, `في`.
    fn period_follows(&self, i: usize) -> bool {
        let i = if self.is(i, Keyword::From) || self.is(i, Keyword::In) { i + 1 } else { i };
        self.date(i).is_some_and(|(point, _)| point.day.is_none() && (point.month.is_some() || point.year.is_some()))
            || self.unit_period(i).is_some()
    }
}
