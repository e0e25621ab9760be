//! Edges of periods (`مطلع`, `منتصف`, `أواخر`) and feasts.

use crate::values::time::expr::{Point, YearRef};
use crate::values::time::grammar::Parser;
use crate::values::time::lexicon::{Edge, Keyword, Sense};
use crate::values::time::tape::Prefix;

impl Parser<'_> {
    /// An edge of a period: `مطلع الأسبوع`, `منتصف عام 2020`, `أواخر مارس/آذار الماضي`, `نهاية العام`.
    pub(super) fn edged(&self, i: usize) -> Option<(Point, usize)> {
        let rest = self.is(i, Keyword::Rest);
        let edge = self.edge(i);
        if !rest && edge.is_none() {
            return None;
        }
        let atom = self.at(i)?;
        if atom.article() {
            return None;
        }
        let at = if self.is(i + 1, Keyword::From) { i + 2 } else { i + 1 };
        if self.at(at)?.prefix.has(Prefix::AND) {
            return None;
        }
        let day_edge = matches!(edge, Some(Edge::FirstDay | Edge::LastDay));
        if rest && let Some((point, end)) = self.deictic(at).filter(|(point, _)| point.deictic == Some(0)) {
            return Some((Point { rest, ..point }, end));
        }
        let (mut point, end) = [
            self.date(at),
            self.unit_period(at),
            self.sub_year(at),
            self.age(at),
            self.bare_unit(at),
            self.weekday(at),
            self.feast(at),
        ]
        .into_iter()
        .flatten()
        .max_by_key(|(_, end)| *end)?;
        if rest {
            if !(point.week.is_some() || point.year.is_some() || point.month.is_some()) {
                return None;
            }
            point.rest = true;
            return Some((point, end));
        }
        if point.edge.is_some() || (day_edge && point.month.is_none()) {
            return None;
        }
        // نصف العام is a length, نصف شهر مارس the middle
        if edge == Some(Edge::Middle)
            && matches!(self.tape.folded(i), "نصف" | "نص")
            && !(point.month.is_some() && self.unit(at).is_some())
        {
            return None;
        }
        point.edge = edge;
        Some((point, end))
    }

    /// A feast with its year or direction: `عيد الأضحى 2013`, `عيد الفطر الماضي`.
    pub(super) fn feast(&self, i: usize) -> Option<(Point, usize)> {
        let holiday =
            self.at(i)?.find(|sense| if let Sense::Holiday(holiday) = sense { Some(holiday) } else { None })?;
        let mut end = i + 1;
        if matches!(
            self.tape.folded(end),
            "الامازيغيه" | "الصينيه" | "الفارسيه" | "العبريه" | "القمريه" | "القبطيه" | "اليهوديه"
        ) {
            return None;
        }
        if matches!(self.tape.folded(end), "المبارك" | "السعيد" | "المجيد") {
            end += 1;
        }
        let mut point = Point { holiday: Some(holiday), ..Point::default() };
        if let Some((direction, next)) = self.direction(end) {
            point.direction = Some(direction);
            return Some((point, next));
        }
        let year =
            self.date(end).or_else(|| self.plain_year(end)).or_else(|| self.unit_period(end)).filter(|(year, _)| {
                matches!(year.year, Some(YearRef::At(_) | YearRef::Shift(_)))
                    && year.month.is_none()
                    && year.sub_year.is_none()
            });
        if let Some((year, next)) = year {
            point.year = year.year;
            point.calendar = year.calendar;
            return Some((point, next));
        }
        Some((point, end))
    }
}
