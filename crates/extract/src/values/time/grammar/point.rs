//! Points put together from the pieces that stand in a row.

use crate::values::time::expr::{Clock, Point};
use crate::values::time::grammar::Parser;
use crate::values::time::lexicon::{Classes, Keyword, Part};
use crate::values::time::tape::{Kind, Prefix};

/// Pieces that one expression may be made of; more are never needed and would let a list grow together.
const MAX_PIECES: usize = 6;

impl Parser<'_> {
    /// A point put together from all pieces that stand in a row.
    pub(in crate::values::time) fn point(&self, start: usize) -> Option<(Point, usize)> {
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
        // ليل السبت الأحد, ليلة السبت - الأحد: the night between the two
        if point.part == Some(Part::Night)
            && let Some(weekday) = point.weekday
            && let Some(next) = self.night_goes_on(weekday, end)
        {
            end = next;
        }
        // الليلة في 7
        if point.clock.is_none()
            && matches!(point.part, Some(Part::Evening | Part::Night))
            && point.has_day()
            && self.is(end, Keyword::In)
            && let Some((hour @ 1..=12, next)) = self.small(end + 1, true)
            && self.closed(next)
        {
            point.clock = Some(Clock { hour, minute: 0, second: None, fixed: false, exact: false });
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

    /// The index after the weekday that a night of `weekday` reaches into.
    pub(super) fn night_goes_on(&self, weekday: u8, end: usize) -> Option<usize> {
        let at = end + usize::from(matches!(self.at(end)?.kind, Kind::Mark('-' | '–' | '/')));
        let atom = self.at(at)?;
        let follows = self.weekday_at(at) == Some(weekday % 7 + 1);
        (follows && atom.article() && !atom.prefix.has(Prefix::AND)).then_some(at + 1)
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
