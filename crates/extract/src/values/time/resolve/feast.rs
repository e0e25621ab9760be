//! Feasts of the year.

use crate::HijriDate;
use crate::values::time::choose::{self, Context};
use crate::values::time::expr::Point;
use crate::values::time::lexicon::{Calendar, Holiday, Part};
use crate::values::time::resolve::Period;
use crate::values::time::resolve::day::unsaid_year;
use crate::values::time::resolve::year::year_number;
use crate::values::time::tense::Tense;
use crate::values::time::{civil, hijri};
use jiff::civil::Date;

/// A feast of the year that is said or nearest.
pub(super) fn feast(holiday: Holiday, point: &Point, context: &Context) -> Option<Period> {
    let islamic = |month: u8, day: u8| Some((month, day));
    let fixed = match holiday {
        Holiday::EidFitr => islamic(10, 1),
        Holiday::EidAdha => islamic(12, 10),
        Holiday::HijriNewYear => islamic(1, 1),
        Holiday::Arafa => islamic(12, 9),
        Holiday::Tarwiya => islamic(12, 8),
        Holiday::Ashura => islamic(1, 10),
        Holiday::Mawlid => islamic(3, 12),
        _ => None,
    };
    let build = |year: i32| -> Option<Date> {
        if let Some((month, day)) = fixed {
            let approximate = (year - 622) * 33 / 32;
            return (approximate - 1..=approximate + 2).find_map(|hijri| {
                hijri::to_gregorian(hijri, month, day).filter(|date| i32::from(date.year()) == year)
            });
        }
        let (month, day) = match holiday {
            Holiday::Christmas => (12, 25),
            Holiday::NewYear => (1, 1),
            Holiday::WomensDay => (3, 8),
            Holiday::LabourDay => (5, 1),
            _ => return civil::easter(year),
        };
        Date::new(i16::try_from(year).ok()?, month, day).ok()
    };
    // a feast is always the nearest one, whatever the year
    let nearest = || -> Option<Date> {
        let today = context.today()?;
        let candidates: Vec<Date> = (-2..=2).filter_map(|shift| build(i32::from(today.year()) + shift)).collect();
        match point.direction {
            None if !matches!(context.tense, Tense::Future) => {
                candidates.into_iter().min_by_key(|&date| choose::distance(today, date, context.tense))
            }
            _ => unsaid_year(point, context, false, build, 1),
        }
    };
    let date = match year_number(point, context) {
        Some(year) if point.calendar == Some(Calendar::Islamic) => {
            let (month, day) = fixed?;
            Some(hijri::to_gregorian(year, month, day)?)
        }
        Some(year) => Some(build(year)?),
        None => nearest(),
    };
    // ثاني أيام العيد; the eve is the night before
    let eve = i64::from(point.part == Some(Part::Night) && point.clock.is_none());
    let shift = point.nth.map_or(0, |nth| i64::from(nth.index) - 1) - eve;
    let date = date.and_then(|date| civil::plus_days(date, shift));
    let partial = match holiday {
        Holiday::Christmas => "XXXX-12-25",
        Holiday::NewYear => "XXXX-01-01",
        Holiday::WomensDay => "XXXX-03-08",
        Holiday::LabourDay => "XXXX-05-01",
        _ => "XXXX-XX-XX",
    };
    let partial = if shift == 0 { partial } else { "XXXX-XX-XX" };
    let mut period = Period::day(date, partial.to_owned());
    if let Some((month, day)) = fixed {
        period.islamic = true;
        period.hijri = Some(HijriDate {
            year: date.map(|date| hijri::from_gregorian(date).0),
            month: Some(month),
            day: date.map_or(Some(day), |date| Some(hijri::from_gregorian(date).2)),
        });
    }
    Some(period)
}
