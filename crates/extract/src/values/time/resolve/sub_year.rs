//! Quarters, halves and seasons of a year.

use crate::values::time::choose::Context;
use crate::values::time::expr::{Age, Point, SubYear, YearRef};
use crate::values::time::lexicon::{Calendar, Season};
use crate::values::time::resolve::Period;
use crate::values::time::resolve::age::piece_of_century;
use crate::values::time::resolve::year::year_number;
use crate::values::time::timex::year_value;
use crate::values::time::{civil, timex};
use jiff::civil::Date;

/// Quarters, halves, seasons.
pub(super) fn piece_of_year(sub_year: SubYear, point: &Point, context: &Context) -> Option<Period> {
    if let Some(Age::Century(_) | Age::CenturyShift(_)) = point.century {
        return piece_of_century(sub_year, point, context);
    }
    let today = context.today();
    if sub_year == SubYear::Sports {
        return Some(sports_season(point, today));
    }
    if let SubYear::QuarterShift(shift) = sub_year {
        let base = if point.same { context.focus_month.or(today) } else { today };
        let first = base.map(|base| civil::months_of(base).div_euclid(3) * 3 + 3 * i32::from(shift));
        let value = first.map_or_else(
            || "XXXX-QX".to_owned(),
            |first| format!("{:04}-Q{}", first.div_euclid(12), first.rem_euclid(12) / 3 + 1),
        );
        return Some(Period::of(
            value,
            Some("XXXX-QX".to_owned()),
            first.and_then(civil::month_start),
            first.and_then(|first| civil::month_start(first + 3)),
            "quarter",
        ));
    }
    if point.calendar == Some(Calendar::Islamic) {
        return None;
    }
    let year = match (point.year, point.direction, sub_year) {
        (Some(_), ..) => year_number(point, context),
        (None, Some(direction), SubYear::Season(season)) => season_year(season, direction, context),
        _ => today.map(|today| i32::from(today.year())),
    };
    let (code, start, months, grain) = match sub_year {
        SubYear::Quarter(index) => (format!("Q{index}"), 3 * (i32::from(index) - 1), 3, "quarter"),
        SubYear::Half(index) => (format!("H{index}"), 6 * (i32::from(index) - 1), 6, "half"),
        SubYear::Third(index) => (format!("T{index}"), 4 * (i32::from(index) - 1), 4, "month"),
        SubYear::Season(season) => (timex::season_code(season).to_owned(), season_start(season), 3, "season"),
        SubYear::Months { first: true, count: 3 } => ("Q1".to_owned(), 0, 3, "quarter"),
        SubYear::Months { first: true, count: 6 } => ("H1".to_owned(), 0, 6, "half"),
        SubYear::Months { first: false, count: 3 } => ("Q4".to_owned(), 9, 3, "quarter"),
        SubYear::Months { first: false, count: 6 } => ("H2".to_owned(), 6, 6, "half"),
        SubYear::Months { first, count } => {
            let start = if first { 0 } else { 12 - i32::from(count) };
            let text = year.map_or_else(|| "XXXX".to_owned(), year_value);
            let value = format!("{text}-{:02}/{text}-{:02}", start + 1, start + i32::from(count));
            let months = year.and_then(|year| year.checked_mul(12));
            return Some(Period::of(
                value,
                None,
                months.and_then(|m| civil::month_start(m + start)),
                months.and_then(|m| civil::month_start(m + start + i32::from(count))),
                "month",
            ));
        }
        SubYear::QuarterShift(_) | SubYear::Sports => return None,
    };
    let first = year.and_then(|year| year.checked_mul(12)).map(|months| months + start);
    let partial = format!("XXXX-{code}");
    let value = year.map_or_else(|| partial.clone(), |year| format!("{}-{code}", year_value(year)));
    let partial = (!matches!(point.year, Some(YearRef::At(_)))).then_some(partial);
    Some(Period::of(
        value,
        partial,
        first.and_then(civil::month_start),
        first.and_then(|first| civil::month_start(first + months)),
        grain,
    ))
}

/// First month of a season, from January as 0 (winter ends in the next year).
const fn season_start(season: Season) -> i32 {
    match season {
        Season::Spring => 2,
        Season::Summer => 5,
        Season::Autumn => 8,
        Season::Winter => 11,
    }
}

fn season_year(season: Season, direction: i8, context: &Context) -> Option<i32> {
    let today = context.today()?;
    let this = i32::from(today.year());
    let start = |year: i32| civil::month_start(year * 12 + season_start(season));
    Some(match direction {
        0 => this,
        1.. => (this..=this + 1).find(|&year| start(year).is_some_and(|date| date > today))?,
        _ => (this - 1..=this)
            .rev()
            .find(|&year| civil::month_start(year * 12 + season_start(season) + 3).is_some_and(|end| end <= today))?,
    })
}

/// A sports or school season: it turns on the first of July.
fn sports_season(point: &Point, today: Option<Date>) -> Period {
    let first = match (point.year, today) {
        (Some(YearRef::At(year) | YearRef::Span(year, _)), _) => Some(year),
        (Some(YearRef::Shift(shift)), Some(today)) => {
            Some(i32::from(today.year()) - i32::from(today.month() < 7) + i32::from(shift))
        }
        _ => None,
    };
    let value = first.map_or_else(|| "XXXX".to_owned(), |first| format!("{first:04}/{:04}", first + 1));
    let month = |year: i32| civil::month_start(year.checked_mul(12)? + 6);
    Period::of(value, Some("XXXX".to_owned()), first.and_then(month), first.and_then(|first| month(first + 1)), "year")
}
