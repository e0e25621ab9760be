//! Times counted from now: days by name, units with a direction, lengths before and after.

use crate::values::time::expr::{Age, Amount, Length, MonthRef, Point, SubYear, YearRef};
use crate::values::time::grammar::Parser;
use crate::values::time::lexicon::{Calendar, Edge, Era, Form, Keyword, Part, Sense, Unit};
use crate::values::time::tape::{Kind, Prefix};
use crate::{Decimal, Modifier};

impl Parser<'_> {
    /// `أمس`, `اليوم`, `بعد غد`, `الليلة`, `الآن`.
    pub(super) fn deictic(&self, i: usize) -> Option<(Point, usize)> {
        let atom = self.at(i)?;
        if let Some(days) = atom.find(|sense| if let Sense::Deictic(days) = sense { Some(days) } else { None }) {
            // نحو غد أفضل is the future
            let figure = matches!(self.tape.folded(i + 1), "افضل" | "مشرق" | "واعد" | "اجمل" | "جديد");
            return (!figure).then_some((Point { deictic: Some(days), ..Point::default() }, i + 1));
        }
        if atom.is(Keyword::Today) {
            return Some((Point { deictic: Some(0), ..Point::default() }, i + 1));
        }
        // هذا الوقت بعد أسبوعين
        if atom.is(Keyword::This) && self.is(i + 1, Keyword::TimeOf) && self.at(i + 1)?.article() {
            return Some((Point { this_time: true, ..Point::default() }, i + 2));
        }
        if atom.is(Keyword::Now) {
            let opens =
                self.before(i).is_some_and(|atom| atom.is(Keyword::From)) && self.tape.folded(i + 1) != "فصاعدا";
            return (self.len() <= 3 || opens).then_some((Point { now: true, ..Point::default() }, i + 1));
        }
        let at = if atom.is(Keyword::This) { i + 1 } else { i };
        match self.the_unit(at)? {
            Unit::Day => {
                let prefix = self.at(at)?.prefix;
                let barred = at == i
                    && (self.before(i).is_some_and(|atom| {
                        atom.is(Keyword::In)
                            || atom.is(Keyword::That)
                            || atom.is(Keyword::During)
                            || atom.is(Keyword::Every)
                    }) || prefix.has(Prefix::BI));
                let daytime = !self.tape.folded(at).contains("يوم");
                if barred || daytime || self.names_something(at) {
                    return None;
                }
                Some((Point { deictic: Some(0), ..Point::default() }, at + 1))
            }
            // في تلك الليلة
            Unit::Night if self.before(at).is_some_and(|atom| atom.is(Keyword::That)) => None,
            Unit::Night => {
                let part = Some(Part::Night);
                if let Some((direction, end)) = self.direction(at + 1) {
                    return Some((Point { deictic: Some(direction), part, ..Point::default() }, end));
                }
                (!self.names_something(at)).then_some((Point { deictic: Some(0), part, ..Point::default() }, at + 1))
            }
            _ => None,
        }
    }

    /// Whether `اليوم` at `i` is not today: `اليوم الأول`, `اليوم التالي`, `اليوم العالمي`, `المصري اليوم`.
    fn names_something(&self, i: usize) -> bool {
        let before = self.tape.folded(i.wrapping_sub(1));
        let before = before.strip_prefix(['ب', 'ل', 'و']).filter(|rest| rest.len() > 6).unwrap_or(before);
        if i > 0 && matches!(before, "المصري" | "روسيا" | "صحيفه" | "جريده" | "نفس" | "ذات" | "قناه" | "عين")
        {
            return true;
        }
        let Some(next) = self.at(i + 1) else { return false };
        if next.kind != Kind::Word || next.prefix.has(Prefix::AND) {
            return false;
        }
        let sense = |test: fn(&Sense) -> bool| next.senses.iter().any(test);
        let article = self.surface(i + 1).starts_with("ال");
        (article
            && sense(|sense| {
                matches!(
                    sense,
                    Sense::Ordinal { .. } | Sense::Direction(_) | Sense::Keyword(Keyword::Whole | Keyword::Last)
                )
            })
            && self.weekday_at(i + 1).is_none())
            || next.is(Keyword::Same)
            || matches!(
                self.tape.folded(i + 1),
                "العالمي"
                    | "الوطني"
                    | "الواحد"
                    | "الدولي"
                    | "الدراسي"
                    | "الثقافي"
                    | "الاسود"
                    | "الرابع"
                    | "الموعود"
                    | "الاغر"
                    | "المفتوح"
                    | "الختامي"
                    | "الافتتاحي"
                    | "ذاته"
                    | "نفسه"
            )
    }

    /// A unit counted from now: `الأسبوع الماضي`, `هذا العام`, `الشهر الجاري`, `السنة الهجرية السابقة`.
    pub(super) fn unit_period(&self, i: usize) -> Option<(Point, usize)> {
        if self.is(i, Keyword::Weekend) {
            let direction = self.direction(i + 1);
            let (week, end) = direction.map_or((0, i + 1), |(value, end)| (value, end));
            return Some((Point { weekend: true, week: Some(week), ..Point::default() }, end));
        }
        let this = self.is(i, Keyword::This);
        let at = i + usize::from(this);
        let weekend = self.edge(at) == Some(Edge::End);
        let (at, weekend) =
            if weekend && !this && self.the_unit(at + 1) == Some(Unit::Week) { (at + 1, true) } else { (at, false) };
        // نهاية هذا الأسبوع
        let (at, this, weekend) = if !weekend
            && !this
            && self.edge(i) == Some(Edge::End)
            && self.is(i + 1, Keyword::This)
            && self.the_unit(i + 2) == Some(Unit::Week)
        {
            (i + 2, true, true)
        } else {
            (at, this, weekend)
        };
        let unit = self.the_unit(at)?;
        let mut end = at + 1;
        let mut calendar = None;
        if let Some(Era::Hijri) =
            self.at(end).and_then(|atom| atom.find(|sense| if let Sense::Era(era) = sense { Some(era) } else { None }))
            && self.at(end)?.article()
        {
            calendar = Some(Calendar::Islamic);
            end += 1;
        }
        let adjective = self.at(end).is_some_and(|atom| atom.kind == Kind::Word && atom.senses.is_empty())
            && self.surface(end).starts_with("ال");
        let direct = self.direction(end);
        let late = if adjective && direct.is_none() && matches!(unit, Unit::Year | Unit::Season | Unit::Quarter) {
            self.direction(end + 1)
        } else {
            None
        };
        let same = self.is(end, Keyword::Same);
        let (value, end) = match direct.or(late) {
            Some((value, next)) if !this || value == 0 => (value, next),
            _ if this => (0, end),
            _ if same => (0, end + 1),
            _ if self.is(end, Keyword::This) && self.closed(end + 1) => (0, end + 1),
            _ if self.len() == 1 && matches!(unit, Unit::Week | Unit::Month | Unit::Year) => (0, end),
            _ => return None,
        };
        let mut point = unit_point(unit, value)?;
        point.calendar = calendar.or(point.calendar);
        if weekend {
            point.weekend = true;
        }
        // العام السابق is the one before what was told, العام الماضي the one before the page
        let told = direct.is_some()
            && matches!(self.tape.folded(end - 1), "السابق" | "السابقه" | "التالي" | "التاليه" | "اللاحق" | "اللاحقه");
        point.same = (same && direct.is_none()) || told;
        Some((point, end))
    }

    /// `الشهر`, `العام` alone after an edge (`نهاية العام`) or `من`: this one.
    pub(super) fn bare_unit(&self, i: usize) -> Option<(Point, usize)> {
        let unit = self.the_unit(i)?;
        if self.names_something(i) {
            return None;
        }
        Some((unit_point(unit, 0)?, i + 1))
    }

    /// `منذ ستة أشهر`, `قبل عامين`, `بعد 15 عاما`, `شهر و21 يوما من الآن`.
    pub(super) fn shifted(&self, i: usize) -> Option<(Point, usize)> {
        let atom = self.at(i)?;
        let sign = if atom.is(Keyword::Since) || atom.is(Keyword::Ago) {
            -1
        } else if atom.is(Keyword::After) {
            1
        } else {
            let (length, end) = self.length(i, true)?;
            if self.is(end, Keyword::From) && self.is(end + 1, Keyword::Now) && !length.vague() {
                return Some((Point { shift: Some((length, 1)), ..Point::default() }, end + 2));
            }
            return None;
        };
        if atom.article() {
            return None;
        }
        // عاما بعد عام, يوما بعد يوم
        if i > 0
            && self.unit(i - 1).is_some_and(|(unit, form)| {
                matches!(form, Form::One | Form::Counted) && self.unit(i + 1) == Some((unit, Form::One))
            })
        {
            return None;
        }
        let (modifier, start) = self.modifier_before(i + 1);
        let (mut length, mut end) = self.length(start, true)?;
        // منذ نحو أربعة أيام, منذ أكثر من عامين say how long it has lasted; قبل نحو عامين says when it was
        let bounded =
            matches!(modifier, Some(Modifier::MoreThan | Modifier::LessThan | Modifier::AtLeast | Modifier::AtMost));
        if length.vague() || bounded || (modifier.is_some() && atom.is(Keyword::Since)) {
            return None;
        }
        if length.parts.iter().any(|(_, amount)| matches!(amount, Amount::Between(..))) {
            return None;
        }
        length.modifier = None;
        if sign < 0
            && let Some((-1, next)) = self.direction(end)
        {
            end = next;
        }
        if self.is(end, Keyword::In) && self.is(end + 1, Keyword::Hereafter) {
            end += 2;
        }
        if self.is(end, Keyword::From) && self.is(end + 1, Keyword::Now) {
            end += 2;
        } else if self.is(end, Keyword::From) && self.at(end + 1).is_some_and(|atom| atom.kind == Kind::Digits) {
            // ارتفع بعد 15 عاما من 7.3 إلى 8.5
        } else if (self.is(end, Keyword::From) || matches!(self.tape.folded(end), "علي" | "عن"))
            && !atom.is(Keyword::Since)
        {
            // بعد عشر سنوات من الحرب counts from the war, not from the day of the page
            return None;
        }
        Some((Point { shift: Some((length, sign)), modifier, ..Point::default() }, end))
    }

    /// The modifier at `i` and the index after it.
    pub(super) fn modifier_before(&self, i: usize) -> (Option<Modifier>, usize) {
        match self.modifier(i, false) {
            Some(modifier) => (Some(modifier), i + 1),
            None => (None, i),
        }
    }
}

/// A unit counted from the one that holds now.
fn unit_point(unit: Unit, value: i8) -> Option<Point> {
    let mut point = Point::default();
    match unit {
        Unit::Week => point.week = Some(value),
        Unit::Month => point.month = Some(MonthRef::Shift(value)),
        Unit::Year => point.year = Some(YearRef::Shift(value)),
        Unit::Season => {
            point.year = Some(YearRef::Shift(value));
            point.sub_year = Some(SubYear::Sports);
        }
        Unit::Decade => point.decade = Some(Age::DecadeShift(value)),
        Unit::Century => point.century = Some(Age::CenturyShift(value)),
        Unit::Second | Unit::Minute | Unit::Hour if value != 0 => {
            let length = Length {
                parts: vec![(unit, Amount::Exact(Decimal::whole(i128::from(value.unsigned_abs()))))],
                ..Length::default()
            };
            point.shift = Some((length, value.signum()));
        }
        Unit::Hour => point.now = true,
        _ => return None,
    }
    Some(point)
}
