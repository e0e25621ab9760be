//! Lengths of time: `ثلاثة أيام`, `شهرين وعشرة أيام`, `عامين ونصف العام`.

use crate::Modifier;
use crate::values::time::expr::{Amount, Length};
use crate::values::time::grammar::Parser;
use crate::values::time::lexicon::{Era, Form, Keyword, Sense, Unit};
use crate::values::time::tape::{Kind, Prefix};

/// Parts that one length may be added up from.
const MAX_PARTS: usize = 8;

/// A length as the text has it, with what stands around it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::values::time) struct Stretch {
    pub(in crate::values::time) length: Length,
    /// −1 for `الماضية`, 1 for `المقبلة`.
    pub(in crate::values::time) direction: Option<i8>,
    pub(in crate::values::time) start: usize,
    pub(in crate::values::time) end: usize,
}

impl Parser<'_> {
    /// A length that stands as a value of its own, with its modifier and direction.
    pub(in crate::values::time) fn stretch(&self, i: usize) -> Option<Stretch> {
        // عاما بعد عام
        if self.is(i.wrapping_sub(1), Keyword::After)
            && i >= 2
            && self.unit(i - 2).is_some_and(|(unit, _)| self.unit(i) == Some((unit, Form::One)))
        {
            return None;
        }
        // قادم الأيام
        if let Some(value) =
            self.at(i)?.find(|sense| if let Sense::Direction(value) = sense { Some(value) } else { None })
            && !self.at(i)?.article()
            && let Some((unit, Form::Many)) = self.unit(i + 1)
            && self.at(i + 1)?.article()
        {
            let length = Length { parts: vec![(unit, Amount::Vague)], ..Length::default() };
            return Some(Stretch { length, direction: Some(value.signum()), start: i, end: i + 2 });
        }
        // آخر 12 شهرا
        let last = self.at(i)?.is(Keyword::LastOf);
        let (modifier, start) = self.modifier_before(if last { i + 1 } else { i });
        let (mut length, mut end) = self.length(start, self.bare_allowed(i))?;
        if last && length.vague() {
            return None;
        }
        let mut direction = last.then_some(-1);
        let from = length.modifier.or(modifier);
        length.modifier = from.or(self.attached_modifier(start));
        if let Some((value, next)) = self.direction(end) {
            direction = Some(value.signum());
            end = next;
        } else if self.is(end, Keyword::Last) && self.at(end)?.article() {
            direction = Some(-1);
            end += 1;
        }
        if self.is(end, Keyword::Whole)
            && direction.is_none()
            && length.single().is_some()
            && matches!(self.tape.folded(end), "كامل" | "كامله" | "كاملين" | "كاملا" | "كاملتين")
        {
            end += 1;
        }
        if let Some(modifier) = self.modifier(end, true)
            && length.modifier.is_none()
            && !self.at(end)?.prefix.has(Prefix::AND)
        {
            length.modifier = Some(modifier);
            end += 1;
        }
        Some(Stretch { length, direction, start: i, end })
    }

    /// The modifier that the number step found before the number.
    fn attached_modifier(&self, start: usize) -> Option<Modifier> {
        self.numeral(start).and_then(|(numeral, _)| numeral.modifier)
    }

    /// Whether a unit without a number may be a length here: after `لمدة`, `خلال`, before `كامل`, alone in its line.
    fn bare_allowed(&self, i: usize) -> bool {
        let before = i.checked_sub(1);
        before.is_some_and(|b| {
            self.is(b, Keyword::During)
                || self.is(b, Keyword::Term)
                || self.is(b, Keyword::After)
                || self.is(b, Keyword::Since)
                || self.is(b, Keyword::Ago)
        }) || self.modifier(i, false).is_some()
            || (before.is_none()
                && self.unit(i).is_some_and(|(_, form)| form == Form::One)
                && self.at(i + 1).is_none_or(|atom| matches!(atom.kind, Kind::Mark(_)))
                && self.len() <= 2)
    }

    /// Parts added up; `bare` admits a unit without a number.
    pub(in crate::values::time) fn length(&self, i: usize, bare: bool) -> Option<(Length, usize)> {
        let mut length = Length::default();
        let mut end = self.length_part(i, bare, &mut length)?;
        while length.parts.len() < MAX_PARTS {
            let comma = usize::from(self.mark(end, '،') || self.mark(end, ','));
            let (joined, anded) = match self.and(end + comma) {
                Some(next) => (next, true),
                None => (end + comma, false),
            };
            if joined >= self.len()
                || (comma == 1 && joined == end + 1 && self.at(joined).is_some_and(|atom| !atom.spaced))
            {
                break;
            }
            let mut more = Length::default();
            let Some(next) = self.length_part(joined, true, &mut more) else { break };
            // parts go down in size: عام وشهر is one length, شهر وعام two
            let falls = more.parts.iter().all(|&(unit, _)| length.parts.iter().all(|&(old, _)| unit < old));
            let repeated_fraction = matches!(more.parts[..], [(unit, Amount::Fraction(..))] if length.parts.iter().any(|&(old, _)| old == unit));
            let plain =
                !anded && comma == 0 && !more.parts.iter().all(|&(_, amount)| matches!(amount, Amount::Exact(_)));
            if !(falls || repeated_fraction) || more.vague() || length.vague() || plain || more.parts.is_empty() {
                break;
            }
            length.parts.append(&mut more.parts);
            end = next;
        }
        Some((length, end))
    }

    /// One counted unit with its fraction: `ساعة ونصف`, `عامين ونصف العام`.
    fn length_part(&self, i: usize, bare: bool, length: &mut Length) -> Option<usize> {
        let (unit, amount, mut end) = self.counted_unit(i, bare)?;
        length.parts.push((unit, amount));
        if let Some(Era::Hijri) =
            self.at(end).and_then(|atom| atom.find(|sense| if let Sense::Era(era) = sense { Some(era) } else { None }))
            && self.tape.folded(end).starts_with("هجري")
        {
            length.hijri = true;
            end += 1;
        }
        if matches!(amount, Amount::Exact(_))
            && let Some((numerator, denominator, next)) = self.half_after(end, unit)
        {
            length.parts.push((unit, Amount::Fraction(numerator, denominator)));
            end = next;
        }
        Some(end)
    }

    /// `ونصف`, `ونصف العام`, `وربع الساعة`, `إلا ربعا` after a unit.
    pub(super) fn half_after(&self, end: usize, unit: Unit) -> Option<(u8, u8, usize)> {
        let at = self.and(end)?;
        let (numerator, denominator) = self.fraction(at)?;
        match self.unit(at + 1) {
            Some((other, _)) if other == unit => Some((numerator, denominator, at + 2)),
            // ونصف دقيقة belongs to the next unit
            Some(_) if !self.at(at + 1)?.prefix.has(Prefix::AND) => None,
            _ if self.ordinal(at + 1).is_some() => None,
            _ if self.at(at)?.article() => None,
            _ => Some((numerator, denominator, at + 1)),
        }
    }

    pub(super) fn fraction(&self, i: usize) -> Option<(u8, u8)> {
        self.at(i)?.find(|sense| if let Sense::Fraction(a, b) = sense { Some((a, b)) } else { None })
    }
}
