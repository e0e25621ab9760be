//! The grammar: rules that read the atoms of one sentence as points, ranges, lengths and repeated times.

mod clock;
mod date;
mod edge;
mod ends;
mod hour;
mod label;
mod length;
mod month;
mod part;
mod period;
mod point;
mod range;
mod relative;
mod set;
mod unit;
mod weekday;
mod year;

pub(super) use hour::hour_of_day;
pub(super) use length::Stretch;
pub(super) use range::Stretched;
pub(super) use set::{Repeated, time_value};

use crate::Modifier;
use crate::values::numerals::Numeral;
use crate::values::time::lexicon::{Classes, Digit, Edge, Form, Keyword, Sense, Unit};
use crate::values::time::tape::{Atom, Kind, Prefix, Tape};

/// Reads one sentence. All positions are indices of atoms; an end is one past the last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parser<'a> {
    pub(super) tape: &'a Tape,
    pub(super) numerals: &'a [Numeral],
    pub(super) normalized: &'a str,
}

impl<'a> Parser<'a> {
    pub(super) fn at(&self, i: usize) -> Option<&'a Atom> {
        self.tape.atoms.get(i)
    }

    pub(super) fn before(&self, i: usize) -> Option<&'a Atom> {
        i.checked_sub(1).and_then(|i| self.at(i))
    }

    pub(super) fn len(&self) -> usize {
        self.tape.atoms.len()
    }

    /// Whether a word without any part in time expressions stands at `i`.
    pub(super) fn nothing_at(&self, i: usize) -> bool {
        self.at(i).is_none_or(|atom| atom.kind == Kind::Word && atom.classes == Classes::NONE && atom.senses.is_empty())
    }

    pub(super) fn is(&self, i: usize, keyword: Keyword) -> bool {
        self.at(i).is_some_and(|atom| atom.is(keyword))
    }

    pub(super) fn mark(&self, i: usize, mark: char) -> bool {
        self.at(i).is_some_and(|atom| atom.is_mark(mark))
    }

    pub(super) fn surface(&self, i: usize) -> &'a str {
        self.at(i).map_or("", |atom| &self.normalized[atom.start as usize..atom.end as usize])
    }

    /// The number that begins in an atom, and the index after it.
    pub(super) fn numeral(&self, i: usize) -> Option<(&'a Numeral, usize)> {
        let numeral = self.numerals.get(self.at(i)?.numeral? as usize)?;
        let end = numeral.norm.end();
        // numbers are short: 24 atoms hold any that is spelled out
        (i..self.len().min(i + 24)).find(|&j| self.tape.atoms[j].end == end).map(|j| (numeral, j + 1))
    }

    /// Skips an article that stands alone before digits: `ال27`, `ال 30`.
    pub(super) fn skip_article(&self, i: usize) -> usize {
        if self.at(i).is_some_and(|atom| atom.lone_article) { i + 1 } else { i }
    }

    /// A number below a hundred in digits or words, without the tens joined to an hour when `hour` is asked.
    pub(super) fn small(&self, i: usize, hour: bool) -> Option<(u8, usize)> {
        let i = self.skip_article(i);
        let atom = self.at(i)?;
        if atom.kind == Kind::Digits {
            return (atom.width <= 2 && !self.glued_decimal(i)).then_some((atom.number? as u8, i + 1));
        }
        let (digit, value) = atom.find(number)?;
        match digit {
            Digit::Teen | Digit::Tens => Some((value, i + 1)),
            Digit::Ten => Some((10, i + 1)),
            Digit::Unit => {
                let next =
                    self.at(i + 1).and_then(|atom| if atom.prefix.has(Prefix::AND) { None } else { atom.find(number) });
                if let Some((Digit::Ten, _)) = next {
                    return Some((10 + value, i + 2));
                }
                if !hour
                    && let Some(j) = self.and(i + 1)
                    && let Some((Digit::Tens, tens)) = self.at(j).and_then(|atom| atom.find(number))
                {
                    return Some((tens + value, j + 1));
                }
                Some((value, i + 1))
            }
        }
    }

    /// Whether the digits at `i` belong to a longer number or code (`4.22`, `1,250`, `3/4`).
    pub(super) fn glued_decimal(&self, i: usize) -> bool {
        let glued = |i: usize| {
            self.at(i).is_some_and(|atom| !atom.spaced && matches!(atom.kind, Kind::Mark('.' | ',' | '٫' | '٬')))
        };
        let digits = |i: usize| self.at(i).is_some_and(|atom| !atom.spaced && atom.kind == Kind::Digits);
        (glued(i + 1) && digits(i + 2))
            || (i >= 2 && glued(i - 1) && self.at(i - 2).is_some_and(|atom| atom.kind == Kind::Digits) && digits(i))
    }

    /// The index of the word that is joined by `و`, as its first letter or as a word before it.
    pub(super) fn and(&self, i: usize) -> Option<usize> {
        let atom = self.at(i)?;
        if atom.prefix.has(Prefix::AND) {
            return Some(i);
        }
        self.alone_and(i).then_some(i + 1)
    }

    /// Whether the atom is a `و` of its own.
    pub(super) fn alone_and(&self, i: usize) -> bool {
        self.tape.folded(i) == "و"
    }

    /// A unit at `i`.
    pub(super) fn unit(&self, i: usize) -> Option<(Unit, Form)> {
        self.at(i)?.unit()
    }

    /// A unit in the singular with the article: `الشهر`.
    pub(super) fn the_unit(&self, i: usize) -> Option<Unit> {
        let atom = self.at(i)?;
        let (unit, form) = atom.unit()?;
        (atom.article() && form == Form::One).then_some(unit)
    }

    pub(super) fn ordinal(&self, i: usize) -> Option<(u8, bool)> {
        self.at(i)?
            .find(|sense| if let Sense::Ordinal { value, feminine } = sense { Some((value, feminine)) } else { None })
    }

    pub(super) fn edge(&self, i: usize) -> Option<Edge> {
        self.at(i)?.find(|sense| if let Sense::Edge(edge) = sense { Some(edge) } else { None })
    }

    pub(super) fn modifier(&self, i: usize, after: bool) -> Option<Modifier> {
        self.at(i)?.find(|sense| match sense {
            Sense::Modifier { modifier, after: place } if place == after => Some(modifier),
            _ => None,
        })
    }

    /// `الماضي`, `المقبلة`: an adjective of direction after a noun that has the article (or is a name), and the
    /// index after it.
    pub(super) fn direction(&self, i: usize) -> Option<(i8, usize)> {
        let atom = self.at(i)?;
        if atom.prefix.has(Prefix::AND) || atom.prefix.preposition() {
            return None;
        }
        let value = atom.find(|sense| if let Sense::Direction(value) = sense { Some(value) } else { None })?;
        let adjective =
            atom.article() || value.abs() == 2 || matches!(self.tape.folded(i), "مضي" | "مضت" | "فات" | "فاتت" | "خلت");
        adjective.then_some((value, i + 1))
    }

    /// Whether nothing but a mark or the end follows.
    pub(super) fn closed(&self, i: usize) -> bool {
        self.at(i).is_none_or(|atom| matches!(atom.kind, Kind::Mark(mark) if mark != '%' && mark != '$' && mark != '/'))
    }
}

fn number(sense: Sense) -> Option<(Digit, u8)> {
    if let Sense::Number(digit, value) = sense { Some((digit, value)) } else { None }
}
