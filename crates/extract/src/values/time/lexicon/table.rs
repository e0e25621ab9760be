//! The rows of the tables as senses.

use crate::Modifier;
use crate::values::time::lexicon::{
    Calendar, Cue, Digit, Edge, Era, Form, Guard, Holiday, Keyword, Part, Season, Sense, Unit,
};

/// The rows of a table without comments and the heading.
pub(super) fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.starts_with("form\t") && !line.is_empty())
        .map(|line| line.split('\t').collect())
}

pub(super) fn month_sense(calendar: &str, month: &str, guard: &str) -> Option<Sense> {
    let calendar = if calendar == "islamic" { Calendar::Islamic } else { Calendar::Gregorian };
    let guard = match guard {
        "free" => Guard::Free,
        "dated" => Guard::Dated,
        "strict" => Guard::Strict,
        "exact" => Guard::Exact,
        _ => return None,
    };
    Some(Sense::Month { calendar, month: month.parse().ok()?, guard })
}

pub(super) fn cue_sense(class: &str) -> Option<Sense> {
    Some(Sense::Cue(match class {
        "told" => Cue::Told,
        "past" => Cue::Past,
        "future" => Cue::Future,
        "planned" => Cue::Planned,
        _ => return None,
    }))
}

pub(super) fn number_sense(class: &str, value: &str) -> Option<Sense> {
    let digit = match class {
        "unit" | "oneof" => Digit::Unit,
        "ten" => Digit::Ten,
        "teen" => Digit::Teen,
        "tens" => Digit::Tens,
        _ => return None,
    };
    let value = value.parse().ok().filter(|&value| value > 0)?;
    Some(Sense::Number(digit, value))
}

pub(super) fn modifier_sense(place: &str, name: &str) -> Option<Sense> {
    let all = [Modifier::MoreThan, Modifier::LessThan, Modifier::AtLeast, Modifier::AtMost, Modifier::Approx];
    let modifier = all.into_iter().find(|modifier| modifier.name() == name)?;
    Some(Sense::Modifier { modifier, after: place == "after" })
}

pub(super) fn word_sense(class: &str, value: &str) -> Option<Sense> {
    let (head, tail) = value.split_once(' ').unwrap_or((value, ""));
    Some(match class {
        "unit" => Sense::Unit(
            unit(head)?,
            match tail {
                "one" => Form::One,
                "two" => Form::Two,
                "many" => Form::Many,
                _ => Form::Counted,
            },
        ),
        "pair" => Sense::Pair(unit(value)?),
        "adverb" => Sense::Adverb(unit(value)?),
        "adjective" => Sense::Adjective(unit(value)?),
        "direction" => Sense::Direction(value.trim_start_matches('+').parse().ok()?),
        "deictic" => Sense::Deictic(value.parse().ok()?),
        "part" => Sense::Part { part: part(head)?, adverb: tail == "adverb" },
        "clock" => Sense::Clock(value.parse().ok()?),
        "meridiem" => Sense::Meridiem { pm: value == "pm" },
        "edge" => Sense::Edge(match value {
            "START" => Edge::Start,
            "MID" => Edge::Mid,
            "MIDDLE" => Edge::Middle,
            "END" => Edge::End,
            "first-day" => Edge::FirstDay,
            _ => Edge::LastDay,
        }),
        "ordinal" => Sense::Ordinal { value: head.parse().ok()?, feminine: tail == "f" },
        "season" => Sense::Season(match value {
            "SP" => Season::Spring,
            "SU" => Season::Summer,
            "FA" => Season::Autumn,
            _ => Season::Winter,
        }),
        "decade" => Sense::Decade(value.parse().ok()?),
        "era" => Sense::Era(match value {
            "bc" => Era::BeforeChrist,
            "ah" => Era::Hijri,
            _ => Era::Gregorian,
        }),
        "fraction" => {
            let (numerator, denominator) = value.split_once('/')?;
            Sense::Fraction(numerator.parse().ok()?, denominator.parse().ok()?)
        }
        "piece" => Sense::Piece(value.parse().ok()?),
        "holiday" => Sense::Holiday(holiday(value)?),
        "plain" => Sense::Plain,
        "word" => Sense::Keyword(keyword(value)?),
        _ => Sense::Keyword(keyword(class)?),
    })
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "night" => Unit::Night,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "half" => Unit::Half,
        "season" => Unit::Season,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

pub(super) fn part(code: &str) -> Option<Part> {
    Some(match code {
        "DA" => Part::Dawn,
        "MO" => Part::Morning,
        "MI" => Part::Noon,
        "AF" => Part::Afternoon,
        "EV" => Part::Evening,
        "NI" => Part::Night,
        _ => return None,
    })
}

fn holiday(name: &str) -> Option<Holiday> {
    Some(match name {
        "eid-fitr" => Holiday::EidFitr,
        "eid-adha" => Holiday::EidAdha,
        "hijri-new-year" => Holiday::HijriNewYear,
        "new-year" => Holiday::NewYear,
        "christmas" => Holiday::Christmas,
        "easter" => Holiday::Easter,
        "arafa" => Holiday::Arafa,
        "tarwiya" => Holiday::Tarwiya,
        "ashura" => Holiday::Ashura,
        "mawlid" => Holiday::Mawlid,
        "womens-day" => Holiday::WomensDay,
        "labour-day" => Holiday::LabourDay,
        _ => return None,
    })
}

pub(super) fn keyword(name: &str) -> Option<Keyword> {
    Some(match name {
        "in" => Keyword::In,
        "from" => Keyword::From,
        "to" => Keyword::To,
        "until" => Keyword::Until,
        "between" => Keyword::Between,
        "since" => Keyword::Since,
        "ago" => Keyword::Ago,
        "after" => Keyword::After,
        "during" => Keyword::During,
        "term" => Keyword::Term,
        "every" => Keyword::Every,
        "or" => Keyword::Or,
        "at" => Keyword::At,
        "matching" => Keyword::Matching,
        "hour-mark" => Keyword::HourMark,
        "except" => Keyword::Except,
        "beginning" => Keyword::Beginning,
        "early" => Keyword::Early,
        "late" => Keyword::Late,
        "hereafter" => Keyword::Hereafter,
        "date-word" => Keyword::DateWord,
        "by" => Keyword::By,
        "weekend" => Keyword::Weekend,
        "zone-word" => Keyword::ZoneWord,
        "time-of" => Keyword::TimeOf,
        "and" => Keyword::And,
        "this" => Keyword::This,
        "that" => Keyword::That,
        "same" => Keyword::Same,
        "last" => Keyword::Last,
        "last-of" => Keyword::LastOf,
        "first" => Keyword::First,
        "few" => Keyword::Few,
        "whole" => Keyword::Whole,
        "rest" => Keyword::Rest,
        "now" => Keyword::Now,
        "soon" => Keyword::Soon,
        "today" => Keyword::Today,
        "manner" => Keyword::Manner,
        "decade-lead" => Keyword::DecadeLead,
        _ => return None,
    })
}
