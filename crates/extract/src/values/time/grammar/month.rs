//! Months by name and number, alone and in pairs of two traditions.

use crate::values::time::expr::{MonthRef, Point};
use crate::values::time::grammar::Parser;
use crate::values::time::lexicon::{Calendar, Form, Guard, Sense, Unit};
use crate::values::time::tape::{Kind, Prefix};

impl Parser<'_> {
    pub(super) fn month_guard(&self, i: usize) -> Option<Guard> {
        self.at(i)?.find(|sense| if let Sense::Month { guard, .. } = sense { Some(guard) } else { None })
    }

    /// A month: `شباط`, `شهر شباط`, `شهر 2`, `أكتوبر/تشرين الأول`, `مايو (أيار)`; with `dated` a day stands before.
    pub(in crate::values::time) fn month(&self, i: usize, dated: bool) -> Option<(Point, usize)> {
        if matches!(self.unit(i), Some((Unit::Month, Form::One))) && !self.at(i)?.article() {
            if let Some((point, end)) = self.month_name(i + 1) {
                return Some((point, end));
            }
            let (number, end) = self.small(i + 1, true)?;
            // شهر واحد counts one, unless a day or a year dates it
            if self.tape.folded(i + 1) == "واحد"
                && !dated
                && self.worded_year(end).is_none()
                && self.plain_year(end).is_none()
            {
                return None;
            }
            let free = self.unit(end).is_none() || self.the_unit(end).is_some() || self.worded_year(end).is_some();
            return ((1..=12).contains(&number) && free).then(|| (named(Calendar::Gregorian, number), end));
        }
        let atom = self.at(i)?;
        if dated && (atom.prefix.has(Prefix::AND) || atom.prefix.has(Prefix::LI)) {
            return None;
        }
        let exact = self.month_guard(i)? == Guard::Exact && !self.surface(i).contains('آ');
        if exact && !dated {
            return None;
        }
        self.month_name(i)
    }

    /// A month's name with its partner of the other tradition.
    fn month_name(&self, i: usize) -> Option<(Point, usize)> {
        let (calendar, month) = self.month_at(i)?;
        let mut end = i + 1;
        let partner = |i: usize| self.month_at(i).filter(|&(other, _)| other == calendar);
        match self.at(end).map(|atom| atom.kind) {
            // the partner of a slip (نوفمبر/تشرين الأول) is read over: the first name counts
            Some(Kind::Mark('/')) if partner(end + 1).is_some() && calendar == Calendar::Gregorian => end += 2,
            Some(Kind::Mark('/' | '-' | '\\')) if partner(end + 1).is_some_and(|(_, number)| number == month) => {
                end += 2;
            }
            Some(Kind::Mark('('))
                if partner(end + 1).is_some_and(|(_, number)| number == month) && self.mark(end + 2, ')') =>
            {
                end += 3;
            }
            Some(Kind::Word)
                if partner(end).is_some_and(|(_, number)| number == month)
                    && !self.at(end)?.prefix.has(Prefix::AND) =>
            {
                end += 1;
            }
            _ => {}
        }
        // an epithet: رمضان المبارك
        if calendar == Calendar::Islamic
            && matches!(
                self.tape.folded(end),
                "المبارك" | "الفضيل" | "الكريم" | "المعظم" | "المكرم" | "الحرام" | "الاصب"
            )
        {
            end += 1;
        }
        Some((named(calendar, month), end))
    }

    fn month_at(&self, i: usize) -> Option<(Calendar, u8)> {
        self.at(i)?
            .find(|sense| if let Sense::Month { calendar, month, .. } = sense { Some((calendar, month)) } else { None })
    }
}

pub(super) fn named(calendar: Calendar, month: u8) -> Point {
    Point {
        calendar: (calendar == Calendar::Islamic).then_some(calendar),
        month: Some(MonthRef::Named(month)),
        ..Point::default()
    }
}
