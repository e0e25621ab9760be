//! The reader of one sentence: atoms, numbers, and points put together from pieces.

use super::expr::Point;
use super::lexicon::{Classes, Digit, Edge, Form, Keyword, Sense, Unit};
use super::tape::{Atom, Kind, Prefix, Tape};
use crate::Modifier;
use crate::values::numerals::Numeral;

/// Reads one sentence. All positions are indices of atoms; an end is one past the last.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parser<'a> {
    pub(super) tape: &'a Tape,
    pub(super) numerals: &'a [Numeral],
    pub(super) normalized: &'a str,
}

/// Pieces that one expression may be made of; more are never needed and would let a list grow together.
const MAX_PIECES: usize = 6;

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

    /// A point put together from all pieces that stand in a row.
    pub(super) fn point(&self, start: usize) -> Option<(Point, usize)> {
        let (mut point, mut end) = self.piece(start)?;
        'pieces: for _ in 1..MAX_PIECES {
            for connector in self.connectors(end) {
                let Some((piece, mut next)) = self.piece(connector.start) else { continue };
                if !connector.joins(&point, &piece) {
                    continue;
                }
                if connector.closes {
                    if !self.mark(next, ')') {
                        continue;
                    }
                    next += 1;
                }
                if let Some(merged) = point.merge(&piece) {
                    (point, end) = (merged, next);
                    continue 'pieces;
                }
            }
            break;
        }
        // a direction may stand after the last piece: 18 أبريل 2010 الجاري is rare, يوم 5 مايو المقبل is not
        if point.direction.is_none()
            && (point.month.is_some() || point.weekday.is_some())
            && point.year.is_none()
            && let Some((direction, next)) = self.direction(end)
        {
            point.direction = Some(direction);
            end = next;
        }
        if point.clock.is_some()
            && point.part.is_none()
            && let Some((part, next)) = self.part_after(end)
        {
            point.part = Some(part);
            end = next;
        }
        Some((point, end))
    }

    /// The longest piece that begins at an atom.
    pub(super) fn piece(&self, i: usize) -> Option<(Point, usize)> {
        /// What each rule can begin with.
        const CLOCK: Classes = Classes::NUMBER
            .with(Classes::ORDINAL)
            .with(Classes::HOUR)
            .with(Classes::PART)
            .with(Classes::IN)
            .with(Classes::THIS)
            .with(Classes::CLOCK);
        const DATE: Classes = Classes::NUMBER.with(Classes::ORDINAL).with(Classes::MONTH).with(Classes::UNIT);
        const WEEKDAY: Classes = Classes::WEEKDAY.with(Classes::UNIT).with(Classes::THIS);
        const DEICTIC: Classes = Classes::DEICTIC.with(Classes::UNIT).with(Classes::THIS).with(Classes::OTHER);
        const PERIOD: Classes = Classes::UNIT.with(Classes::THIS).with(Classes::EDGE).with(Classes::OTHER);
        const SUB_YEAR: Classes =
            Classes::FRACTION.with(Classes::UNIT).with(Classes::NUMBER).with(Classes::SEASON).with(Classes::THIS);
        const AGE: Classes = Classes::DECADE.with(Classes::UNIT).with(Classes::OTHER);
        const NTH: Classes = Classes::ORDINAL.with(Classes::UNIT).with(Classes::OTHER);
        const PART: Classes = Classes::PART
            .with(Classes::IN)
            .with(Classes::THIS)
            .with(Classes::EDGE)
            .with(Classes::UNIT)
            .with(Classes::OTHER);
        const EDGED: Classes = Classes::EDGE.with(Classes::OTHER);
        let classes = self.at(i)?.classes;
        if classes == Classes::NONE {
            return None;
        }
        let mut best: Option<(Point, usize)> = None;
        let mut take = |found: Option<(Point, usize)>| {
            if let Some(found) = found
                && best.as_ref().is_none_or(|best| found.1 > best.1)
            {
                best = Some(found);
            }
        };
        let mut rule = |begins: Classes, read: fn(&Self, usize) -> Option<(Point, usize)>| {
            if classes.meet(begins) {
                take(read(self, i));
            }
        };
        rule(CLOCK, Self::clock);
        rule(DATE, Self::date);
        rule(WEEKDAY, Self::weekday);
        rule(DEICTIC, Self::deictic);
        rule(PERIOD, Self::unit_period);
        rule(SUB_YEAR, Self::sub_year);
        rule(AGE, Self::age);
        rule(NTH, Self::nth);
        rule(PART, Self::part);
        rule(EDGED, Self::edged);
        rule(Classes::HOLIDAY, Self::feast);
        if classes.meet(Classes::SHIFT) || self.tape.says_now {
            take(self.shifted(i));
        }
        best
    }

    fn connectors(&self, end: usize) -> Vec<Connector> {
        let mut found = Vec::new();
        let Some(atom) = self.at(end) else { return found };
        let mut push = |start: usize, link: Link, closes: bool| found.push(Connector { start, link, closes });
        match atom.kind {
            Kind::Mark('(') => push(end + 1, Link::Aside, true),
            Kind::Mark('،' | ',') => {
                push(end + 1, Link::Comma, false);
                if self.is(end + 1, Keyword::Matching) {
                    push(end + 2, Link::Matching, false);
                }
            }
            Kind::Mark('-' | '–' | '/') => push(end + 1, Link::Dash, false),
            _ if atom.prefix.has(Prefix::AND) || self.alone_and(end) => {}
            _ => {
                if atom.is(Keyword::Matching) {
                    let open = usize::from(self.mark(end + 1, ':'));
                    push(end + 1 + open, Link::Matching, false);
                }
                if atom.is(Keyword::From) {
                    push(end + 1, Link::From, false);
                }
                if atom.is(Keyword::In) {
                    let at = usize::from(self.is(end + 1, Keyword::At));
                    push(end + 1 + at, Link::In, false);
                }
                if atom.is(Keyword::At) {
                    push(end + 1, Link::At, false);
                }
                push(end, if atom.prefix.preposition() { Link::From } else { Link::Beside }, false);
            }
        }
        found
    }
}

/// What stands between two pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    Beside,
    Comma,
    Dash,
    Aside,
    Matching,
    From,
    In,
    At,
}

#[derive(Clone, Copy, Debug)]
struct Connector {
    start: usize,
    link: Link,
    closes: bool,
}

impl Connector {
    /// Whether the link may stand between the two.
    fn joins(self, left: &Point, right: &Point) -> bool {
        let dated = |p: &Point| p.day.is_some() || p.month.is_some() || p.holiday.is_some();
        match self.link {
            Link::Beside | Link::Matching => true,
            Link::Aside => (left.has_day() && right.has_day()) || (left.month.is_some() && right.year.is_some()),
            Link::Comma => {
                (left.has_day() && (dated(right) || right.clock.is_some() || right.weekday.is_some()))
                    || (left.month.is_some() && right.year.is_some() && right.month.is_none())
                    || (left.clock.is_some() && right.has_day())
            }
            Link::Dash => (left.has_day() && right.clock.is_some()) || (left.weekday.is_some() && right.day.is_some()),
            Link::From => {
                (left.has_time() && (right.has_day() || right.part.is_some()))
                    || ((left.has_day()
                        || left.sub_year.is_some()
                        || left.decade.is_some()
                        || left.edge.is_some()
                        || left.nth.is_some()
                        || left.month.is_some())
                        && right.has_period())
            }
            Link::In => {
                (left.has_day() && right.has_time())
                    || (left.has_time() && (right.has_time() || right.has_day()))
                    || (left.nth.is_some() && right.has_period())
                    || (left.weekday.is_some() && right.day.is_some() && right.month.is_some())
            }
            Link::At => right.clock.is_some(),
        }
    }
}

fn number(sense: Sense) -> Option<(Digit, u8)> {
    if let Sense::Number(digit, value) = sense { Some((digit, value)) } else { None }
}
