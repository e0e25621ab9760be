//! Repeated times: `كل يوم جمعة`, `كل ثلاثة أسابيع`, `يوميا`, `بشكل سنوي`, `أيام الأحد`.

use crate::Decimal;
use crate::values::time::expr::{Amount, Clock, Length, Point};
use crate::values::time::grammar::Parser;
use crate::values::time::grammar::hour::hour_of_day;
use crate::values::time::lexicon::{Classes, Form, Keyword, Part, Sense, Unit};
use crate::values::time::tape::Prefix;
use crate::values::time::timex;

/// A repeated time as the text has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::values::time) struct Repeated {
    /// The TIMEX3 value.
    pub(in crate::values::time) value: String,
    pub(in crate::values::time) start: usize,
    pub(in crate::values::time) end: usize,
}

impl Parser<'_> {
    /// A repeated time that begins at `i`.
    ///
    /// `point` is the point read there, which may be the clock time of the repetition.
    pub(in crate::values::time) fn set(&self, i: usize, point: Option<&(Point, usize)>) -> Option<Repeated> {
        const PERIODIC: Classes = Classes::PERIODIC.with(Classes::OTHER);
        let classes = self.at(i)?.classes;
        if classes.meet(Classes::EVERY) {
            return self.every(i);
        }
        if classes.meet(PERIODIC) {
            return self.periodic(i);
        }
        if point.is_some_and(|(point, _)| point.clock.is_some()) {
            return self.clock_every(i);
        }
        if classes.meet(Classes::UNIT) { self.weekdays(i) } else { None }
    }

    fn every(&self, i: usize) -> Option<Repeated> {
        if !self.is(i, Keyword::Every) || self.at(i)?.article() {
            return None;
        }
        let (mut value, mut end) = self.repeated(i + 1)?;
        if let Some((clock, next)) = self.clock_after(end) {
            value.push_str(&clock);
            end = next;
        }
        Some(Repeated { value, start: i, end })
    }

    /// What is repeated after `كل`.
    fn repeated(&self, i: usize) -> Option<(String, usize)> {
        let said = usize::from(self.unit(i) == Some((Unit::Day, Form::One)) && !self.at(i)?.article());
        if let Some(weekday) = self.weekday_of(i + said) {
            // كل أحد is "everybody" more often than every Sunday
            if said == 0 && weekday == 7 && !self.at(i)?.article() {
                return None;
            }
            return Some(self.more_weekdays(weekday, i + said + 1));
        }
        if let Some(part) = self.find_part(i, false).or_else(|| self.find_part(i, true))
            && !self.at(i)?.article()
        {
            let unit = self.unit(i).is_some();
            if !unit || part == Part::Night {
                return Some((format!("XXXX-XX-XXT{}", timex::part_code(part)), i + 1));
            }
        }
        if let Some(season) =
            self.at(i)?.find(|sense| if let Sense::Season(season) = sense { Some(season) } else { None })
            && !self.at(i)?.article()
        {
            return Some((format!("XXXX-{}", timex::season_code(season)), i + 1));
        }
        let (unit, form) = self.unit(i).unwrap_or((Unit::Second, Form::Many));
        if form == Form::One && self.unit(i).is_some() {
            let free = !self.at(i)?.article() && self.tape.folded(i) != "لحظه";
            let length = Length { parts: vec![(unit, Amount::Exact(Decimal::whole(1)))], ..Length::default() };
            return free.then(|| Some((timex::length_value(&length)?, i + 1))).flatten();
        }
        let (length, end) = self.length(i, false)?;
        if length.vague() {
            return None;
        }
        Some((timex::length_value(&length)?, end))
    }

    fn weekday_of(&self, i: usize) -> Option<u8> {
        let atom = self.at(i)?;
        if atom.prefix.has(Prefix::AND) {
            return None;
        }
        atom.find(|sense| if let Sense::Weekday(weekday) = sense { Some(weekday) } else { None })
    }

    /// `الساعة 3 مساء كل يوم`, `الساعة 9 صباحا أيام الاثنين`.
    fn clock_every(&self, i: usize) -> Option<Repeated> {
        let (clock, end) = self.clock_after(i)?;
        let found = self.every(end).or_else(|| self.weekdays(end))?;
        let value = if found.value == "P1D" { clock } else { format!("{}{clock}", found.value) };
        Some(Repeated { value, start: i, end: found.end })
    }

    fn clock_after(&self, i: usize) -> Option<(String, usize)> {
        let (point, end) = self.clock(i)?;
        let clock = point.clock?;
        Some((time_value(clock, point.part), end))
    }

    /// A weekday with those that `و` joins to it: `كل اثنين وخميس`, `السبت والأحد`.
    fn more_weekdays(&self, weekday: u8, end: usize) -> (String, usize) {
        let mut value = format!("XXXX-WXX-{weekday}");
        let mut at = end;
        let definite = self.at(end - 1).is_some_and(|atom| atom.article());
        while at < end + 7
            && let Some(atom) = self.at(at)
            && atom.prefix.has(Prefix::AND)
            && atom.article() == definite
            && let Some(more) = self.weekday_at(at)
        {
            value.push_str(&format!(",XXXX-WXX-{more}"));
            at += 1;
        }
        (value, at)
    }

    /// `أيام الأحد`, `أيام السبت والأحد`.
    fn weekdays(&self, i: usize) -> Option<Repeated> {
        if self.unit(i) != Some((Unit::Day, Form::Many)) || self.at(i)?.article() {
            return None;
        }
        let weekday = self.weekday_of(i + 1).filter(|_| self.at(i + 1).is_some_and(|atom| atom.article()))?;
        let (value, end) = self.more_weekdays(weekday, i + 2);
        // أيام الجمعة والسبت الماضيين were two days
        (self.direction(end).is_none() && self.date(end).is_none()).then_some(Repeated { value, start: i, end })
    }

    /// `يوميا`, `بشكل يومي`, `السنوية`.
    fn periodic(&self, i: usize) -> Option<Repeated> {
        let atom = self.at(i)?;
        let adverb =
            |i: usize| self.at(i)?.find(|sense| if let Sense::Adverb(unit) = sense { Some(unit) } else { None });
        let adjective =
            |i: usize| self.at(i)?.find(|sense| if let Sense::Adjective(unit) = sense { Some(unit) } else { None });
        let of = |unit: Unit| match unit {
            Unit::Day => "P1D",
            Unit::Week => "P1W",
            Unit::Month => "P1M",
            Unit::Quarter => "P3M",
            Unit::Half => "P6M",
            _ => "P1Y",
        };
        if let Some(unit) = adverb(i) {
            return Some(Repeated { value: of(unit).to_owned(), start: i, end: i + 1 });
        }
        if atom.is(Keyword::Manner) {
            let unit = adjective(i + 1)?;
            let end = i + 2 + usize::from(self.at(i + 2).is_some_and(|_| matches!(self.tape.folded(i + 2), "منتظم")));
            return Some(Repeated { value: of(unit).to_owned(), start: i, end });
        }
        let unit = adjective(i)?;
        // a daily is a newspaper, the weekly market a place
        if matches!(
            self.tape.folded(i.wrapping_sub(1)),
            "صحيفه"
                | "الصحيفه"
                | "جريده"
                | "الجريده"
                | "جرائد"
                | "صحف"
                | "الصحف"
                | "الجرائد"
                | "مجله"
                | "المجله"
                | "السوق"
                | "سوق"
                | "للسوق"
                | "الاسواق"
        ) {
            return None;
        }
        // الدخل الشهري has a definite noun before it; after a given name الشهري is the family's
        let before = self.surface(i.wrapping_sub(1));
        let definite = ["ال", "لل", "وال", "بال", "فال", "كال"].iter().any(|article| before.starts_with(article));
        let owned = ["ه", "ها", "هم", "نا", "ته", "تها"].iter().any(|suffix| before.ends_with(suffix))
            && before.chars().count() > 3;
        if atom.article()
            && !definite
            && !owned
            && !self.is(i.wrapping_sub(1), Keyword::Or)
            && !atom.prefix.has(Prefix::AND)
        {
            return None;
        }
        // an adjective of a noun; alone in its line it is a heading
        (self.len() > 2 && i > 0 && !atom.prefix.preposition()).then(|| Repeated {
            value: of(unit).to_owned(),
            start: i,
            end: i + 1,
        })
    }
}

/// `T15:00`.
pub(in crate::values::time) fn time_value(clock: Clock, part: Option<Part>) -> String {
    let hour = hour_of_day(clock, part);
    match clock.second {
        Some(second) => format!("T{hour:02}:{:02}:{second:02}", clock.minute),
        None => format!("T{hour:02}:{:02}", clock.minute),
    }
}
