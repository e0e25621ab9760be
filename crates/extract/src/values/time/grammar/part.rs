//! Parts of the day: after an hour, before a day, alone.

use crate::values::time::expr::Point;
use crate::values::time::grammar::Parser;
use crate::values::time::lexicon::{Edge, Keyword, Part, Sense};
use crate::values::time::tape::Prefix;

impl Parser<'_> {
    /// The part of the day after an hour: `صباحا`, `في الليل`, `بعد الظهر`, `العصر`, `من مساء` (its noun follows).
    pub(super) fn part_after(&self, i: usize) -> Option<(Part, usize)> {
        let atom = self.at(i)?;
        if atom.prefix.has(Prefix::AND) {
            return None;
        }
        // الواحدة بعد منتصف الليل
        if atom.is(Keyword::After) && self.at(i + 1).is_some_and(|atom| atom.senses.contains(&Sense::Clock(0))) {
            return Some((Part::Night, i + 2));
        }
        if let Some(pm) = atom.find(|sense| if let Sense::Meridiem { pm } = sense { Some(pm) } else { None }) {
            return Some((if pm { Part::Evening } else { Part::Morning }, i + 1));
        }
        if matches!(self.tape.folded(i), "am" | "pm") {
            return Some((if self.tape.folded(i) == "pm" { Part::Evening } else { Part::Morning }, i + 1));
        }
        let mut at = i;
        if atom.is(Keyword::In) {
            at += 1;
        }
        let atom = self.at(at)?;
        if self.find_part(at, true).is_some() && at == i && !atom.article() {
            return self.find_part(at, true).map(|part| (part, at + 1));
        }
        let part = self.find_part(at, false)?;
        let mut end = at + 1;
        if self.is(end, Keyword::Early) || self.is(end, Keyword::Late) {
            end += 1;
        }
        (atom.article()
            || self.tape.folded(at).starts_with("بعد")
            || self.tape.folded(at).starts_with("قبل")
            || self.tape.folded(at).starts_with("وقت"))
        .then_some((part, end))
    }

    /// The part of the day that an atom names: as an adverb or as a noun.
    pub(super) fn find_part(&self, i: usize, adverb: bool) -> Option<Part> {
        self.at(i)?.find(|sense| match sense {
            Sense::Part { part, adverb: as_adverb } if as_adverb == adverb => Some(part),
            _ => None,
        })
    }

    /// A part of the day that stands before an hour or alone: `في الصباح`, `هذا المساء`, `بعد الظهر`.
    pub(super) fn part_phrase(&self, i: usize) -> Option<(Part, usize)> {
        let at = if self.is(i, Keyword::In) || self.is(i, Keyword::This) { i + 1 } else { i };
        let part = self.find_part(at, true).or_else(|| self.find_part(at, false))?;
        let phrase = self.tape.folded(at).starts_with("بعد") || self.tape.folded(at).starts_with("وقت");
        (self.at(at)?.article() || phrase || self.find_part(at, true).is_some()).then_some((part, at + 1))
    }

    /// `مساء الأحد` (the noun's day follows as a piece of its own), `هذا الصباح`, `في وقت متأخر من مساء`, `فجرا`.
    pub(super) fn part(&self, i: usize) -> Option<(Point, usize)> {
        let atom = self.at(i)?;
        // صباح مساء is "day in, day out"
        if self.tape.folded(i) == "مساء" && self.tape.folded(i.wrapping_sub(1)) == "صباح" {
            return None;
        }
        // في وقت مبكر من, في ساعة متأخرة من
        let head = if atom.is(Keyword::In) { i + 1 } else { i };
        if self.is(head, Keyword::TimeOf) || matches!(self.tape.folded(head), "ساعه" | "ساعات" | "الساعات")
        {
            let adjective = self.at(head + 1)?;
            let late =
                adjective.is(Keyword::Late) || matches!(self.tape.folded(head + 1), "متاخره" | "المتاخره" | "الاخيره");
            let early = adjective.is(Keyword::Early)
                || matches!(self.tape.folded(head + 1), "مبكره" | "باكره" | "المبكره" | "اولي" | "الاولي");
            if (late || early) && self.is(head + 2, Keyword::From) {
                let (mut point, end) = self.part_noun(head + 3)?;
                point.part_edge = Some(if late { Edge::End } else { Edge::Start });
                return Some((point, end));
            }
        }
        if let Some(edge) = self.edge(head)
            && self.at(head + 1).is_some_and(|atom| atom.article())
            && self.find_part(head + 1, false).is_some()
        {
            let (mut point, end) = self.part_noun(head + 1)?;
            point.part_edge = Some(edge);
            return Some((point, end));
        }
        if atom.is(Keyword::This) {
            let (mut point, end) = self.part_noun(i + 1)?;
            // هذا العصر is an age
            if !self.at(i + 1)?.article() || point.part == Some(Part::Afternoon) {
                return None;
            }
            point.deictic = Some(0);
            return Some((point, end));
        }
        let (point, end) = self.part_noun(i)?;
        let alone = point.part_edge.is_some() || self.standing_part(i, end);
        (alone || self.part_of_day_follows(end)).then_some((point, end))
    }

    /// The noun or adverb, with `الباكر` after it.
    fn part_noun(&self, i: usize) -> Option<(Point, usize)> {
        let part = self.find_part(i, true).or_else(|| self.find_part(i, false))?;
        let mut point = Point { part: Some(part), ..Point::default() };
        let mut end = i + 1;
        if self.is(end, Keyword::Early) && self.at(end)?.article() {
            point.part_edge = Some(Edge::Start);
            end += 1;
        }
        Some((point, end))
    }

    /// Whether the day of a part of the day follows: `مساء الأحد`, `صباح اليوم`, `ليلة 5 مارس`.
    fn part_of_day_follows(&self, i: usize) -> bool {
        let i = if self.is(i, Keyword::From) { i + 1 } else { i };
        self.weekday(i).is_some()
            || self.deictic(i).is_some()
            || self.date(i).is_some_and(|(point, _)| point.day.is_some())
            || self.feast(i).is_some()
            || self.at(i).is_some_and(|atom| atom.is_mark('،')) && self.deictic(i + 1).is_some()
    }

    /// Whether a part of the day may stand without its day: the adverb, or the noun after `في`, at the end of a clause.
    fn standing_part(&self, i: usize, end: usize) -> bool {
        let Some(atom) = self.at(i) else { return false };
        let adverb = self.find_part(i, true).is_some();
        let framed = self.before(i).is_some_and(|atom| atom.is(Keyword::In));
        if adverb && !atom.article() && !atom.prefix.preposition() {
            let folded = self.tape.folded(i);
            // مساء and عشية are nouns as well, ليلا ونهارا is no time
            let noun = matches!(folded, "مساء" | "عشيه");
            let free = self.closed(end)
                || self
                    .at(end)
                    .is_some_and(|atom| atom.is(Keyword::In) || atom.is(Keyword::From) || atom.prefix.preposition());
            let phrase = folded.starts_with("بعد") || folded.starts_with("قبل");
            return (!noun || free)
                && (!phrase || framed || self.len() <= 3)
                && !self.at(end).is_some_and(|atom| atom.prefix.has(Prefix::AND));
        }
        atom.article() && !atom.prefix.preposition() && (framed || self.len() <= 2) && self.closed(end)
    }
}
