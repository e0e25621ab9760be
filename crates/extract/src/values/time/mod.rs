//! Times in normalized text: dates, clock times, lengths, ranges and repeated times, with their TIMEX3 values and,
//! where the day of publication is known, the intervals that they mean.
//!
//! A sentence is read as a [`tape::Tape`] of atoms. Pieces (a weekday, a numeric date, `الشهر الماضي`, a clock time)
//! are put together into an [`expr::Point`] of slots, which [`resolve`] turns into a value and an interval.
mod anchor;
mod choose;
mod civil;
mod expr;
mod grammar;
mod hijri;
mod lexicon;
mod look_up;
mod resolve;
mod tape;
mod tense;
mod timex;
mod write;

pub use anchor::Anchor;

use super::numerals::Numeral;
use crate::{Interval, Number, Timex, Value, ValueKind};
use choose::Context;
use expr::{Age, Amount, Point};
use grammar::{Parser, Repeated, Stretch, Stretched};
use khabar_normalize::{Layers, NormSpan};
use lexicon::Classes;
use tape::Tape;
use write::{decade_length, range_value, with_tatweel, write};

/// What the step reads.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimesInput<'a> {
    /// The text with its tokens and sentences.
    pub(super) layers: &'a Layers<'a>,
    /// All numbers of the text, in order.
    pub(super) numerals: &'a [Numeral],
    /// When the text was published.
    pub(super) anchor: Option<Anchor>,
}

/// Buffers that one thread uses again for every text.
#[derive(Debug, Default)]
pub(super) struct TimesScratch {
    tape: Tape,
}

/// Finds the times of a text, in order, none inside another.
pub(super) fn extract_times(input: &TimesInput<'_>, scratch: &mut TimesScratch, out: &mut Vec<Value>) {
    let mut focus = Focus::default();
    for sentence in input.layers.sentences {
        scratch.tape.read(input.layers, sentence, input.numerals);
        let parser = Parser { tape: &scratch.tape, numerals: input.numerals, normalized: input.layers.normalized };
        let mut reader = Reader { parser, layers: input.layers, anchor: input.anchor, focus, out };
        reader.sentence();
        focus = reader.focus;
        // what was told two sentences ago is no longer "the same year"
        focus.age += 1;
        if focus.age > 2 {
            focus = Focus::default();
        }
    }
}

/// What the text has spoken of, for `العام ذاته` and `الشهر نفسه`.
#[derive(Clone, Copy, Debug, Default)]
struct Focus {
    year: Option<jiff::civil::Date>,
    month: Option<jiff::civil::Date>,
    /// Sentences since.
    age: u8,
}

/// What may stand at a place of the sentence.
#[derive(Debug)]
enum Found {
    Set(Repeated),
    Range(Stretched),
    Point(Point, usize, usize),
    Length(Stretch),
}

impl Found {
    fn end(&self) -> usize {
        match self {
            Self::Set(found) => found.end,
            Self::Range(found) => found.end,
            Self::Point(_, _, end) => *end,
            Self::Length(found) => found.end,
        }
    }

    fn start(&self) -> usize {
        match self {
            Self::Set(found) => found.start,
            Self::Range(found) => found.start,
            Self::Point(_, start, _) => *start,
            Self::Length(found) => found.start,
        }
    }
}

/// Goes through one sentence.
struct Reader<'a, 'o> {
    parser: Parser<'a>,
    layers: &'a Layers<'a>,
    anchor: Option<Anchor>,
    focus: Focus,
    out: &'o mut Vec<Value>,
}

impl Reader<'_, '_> {
    fn sentence(&mut self) {
        let mut i = 0;
        while i < self.parser.len() {
            i = match self.longest(i).and_then(|found| self.emit(&found)) {
                Some(end) => end.max(i + 1),
                None => i + 1,
            };
        }
    }

    /// The longest reading at an atom; of equal ones the first of set, range, point, length.
    fn longest(&self, i: usize) -> Option<Found> {
        /// What a length can begin with.
        const LENGTH: Classes = Classes::NUMBER
            .with(Classes::UNIT)
            .with(Classes::FRACTION)
            .with(Classes::MODIFIER)
            .with(Classes::DIRECTION)
            .with(Classes::OPENS_RANGE)
            .with(Classes::OTHER);
        let parser = &self.parser;
        let classes = parser.at(i)?.classes;
        if classes == Classes::NONE || (classes.within(Classes::LEADS) && parser.nothing_at(i + 1)) {
            return None;
        }
        let point = parser.point(i);
        let readings = [
            parser.set(i, point.as_ref()).map(Found::Set),
            parser.range(i).map(Found::Range),
            point.map(|(point, end)| Found::Point(point, i, end)),
            if classes.meet(LENGTH) { parser.stretch(i).map(Found::Length) } else { None },
        ];
        readings.into_iter().flatten().fold(None, |best: Option<Found>, found| match best {
            Some(best) if best.end() >= found.end() => Some(best),
            _ => Some(found),
        })
    }

    /// Writes the value of a reading; the index after it, `None` where it is no time after all.
    fn emit(&mut self, found: &Found) -> Option<usize> {
        let context = self.context(found.start(), found.end());
        let mut value =
            Value::new(khabar_normalize::Span::default(), self.norm(found.start(), found.end()), ValueKind::Date);
        match found {
            Found::Set(set) => {
                value.kind = ValueKind::Set;
                value.timex = Some(Timex {
                    kind: "SET",
                    value: set.value.clone(),
                    modifier: None,
                    partial: None,
                    quant: Some("EVERY"),
                });
            }
            Found::Length(stretch) => self.length(stretch, &context, &mut value)?,
            Found::Point(point, ..) => self.point(point, &context, &mut value)?,
            Found::Range(range) => range_value(range, &context, &mut value)?,
        }
        value.span = with_tatweel(self.layers.original_span(value.norm), self.layers.original);
        self.out.push(value);
        Some(found.end())
    }

    fn length(&self, stretch: &Stretch, context: &Context, value: &mut Value) -> Option<()> {
        let length = &stretch.length;
        value.kind = ValueKind::Duration;
        value.modifier = length.modifier;
        value.number = match length.parts[..] {
            [(_, Amount::Exact(count))] => Some(Number::Exact { value: count, ratio: None }),
            [(_, Amount::Between(from, to))] => Some(Number::Range { from: Some(from), to: Some(to) }),
            [(_, Amount::Vague)] => Some(Number::Vague("few")),
            _ => None,
        };
        value.timex = Some(Timex {
            kind: "DURATION",
            value: timex::length_value(length)?,
            modifier: length.modifier.map(crate::Modifier::timex),
            partial: None,
            quant: None,
        });
        if let (Some(direction), Some(anchor)) = (stretch.direction, context.anchor)
            && direction != 0
            && let Some(other) = resolve::shift_moment(anchor.moment, length, direction)
        {
            let (from, to) = if direction < 0 { (other, anchor.moment) } else { (anchor.moment, other) };
            let grain = length.finest().map_or("day", resolve::grain_of);
            value.resolved = (from < to).then_some(Interval { from, to, grain, utc_offset: None });
        }
        Some(())
    }

    fn point(&mut self, point: &Point, context: &Context, value: &mut Value) -> Option<()> {
        if let (Some(Age::DecadeShift(shift)), None) = (point.decade, point.century)
            && shift != 0
        {
            return decade_length(shift, context, value);
        }
        if point.now && !context.fragment {
            return None;
        }
        let resolved = resolve::resolve(point, context)?;
        let day = point.has_day() || point.has_period();
        let short = point
            .shift
            .as_ref()
            .is_some_and(|(length, _)| length.finest().is_some_and(|unit| unit < lexicon::Unit::Night));
        value.kind = match (point.has_time(), day) {
            _ if point.now || point.this_time || short => ValueKind::DateTime,
            (true, true) => ValueKind::DateTime,
            (true, false) => ValueKind::Time,
            (false, _) if point.rest || matches!(point.year, Some(expr::YearRef::Span(..))) => ValueKind::Range,
            _ => ValueKind::Date,
        };
        if let Some((from, _)) = resolved.span.filter(|_| day) {
            self.focus.year = Some(from.date());
            if point.month.is_some() || point.sub_year.is_some() {
                self.focus.month = Some(from.date());
            }
            self.focus.age = 0;
        }
        value.modifier = point.modifier;
        write(resolved, value);
        if value.kind == ValueKind::Time {
            value.calendar = None;
        }
        Some(())
    }

    /// The span of atoms: from the stem of the first to the end of the last.
    fn norm(&self, start: usize, end: usize) -> NormSpan {
        let atoms = &self.parser.tape.atoms;
        NormSpan::new(atoms[start].stem, atoms[end - 1].end)
    }

    fn context(&self, start: usize, end: usize) -> Context {
        Context {
            anchor: self.anchor,
            tense: self.parser.tense(start, end),
            fragment: self.parser.len() <= end - start + 1,
            focus: self.focus.year,
            focus_month: self.focus.month,
        }
    }
}
