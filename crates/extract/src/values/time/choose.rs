//! Which of several days a partial date means: the year that is not said, the week of a weekday.

use super::anchor::Anchor;
use super::civil;
use super::tense::Tense;
use jiff::civil::Date;

/// What the words around an expression tell about it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    pub(super) anchor: Option<Anchor>,
    pub(super) tense: Tense,
    /// The expression is all there is: a heading or a query, no clause.
    pub(super) fragment: bool,
    /// The last date that the text has spoken of.
    pub(super) focus: Option<Date>,
    /// The last one that said its month.
    pub(super) focus_month: Option<Date>,
}

impl Context {
    /// Today.
    pub(super) fn today(&self) -> Option<Date> {
        self.anchor.map(|anchor| anchor.date())
    }
}

/// Days by which a day of another year must be nearer than the one of this year to be meant.
///
/// A page of November that says "in March" means the March behind it, one of January that says "in December" the
/// December before; 120 divides the two.
const OTHER_YEAR: i64 = 120;

/// Days by which a day must be nearer that lies against the tense of its clause: a perfect may still speak of a plan
/// (أجلت المباراة إلى 5 يناير), an imperfect of what has begun.
const AGAINST_TENSE: i64 = 60;

/// One of the candidates, the same date in the years around the page's, earliest first. `unit_end` says where a
/// candidate's period ends, so that a month that runs is neither past nor to come.
pub(super) fn among(
    candidates: &[Date],
    context: &Context,
    direction: Option<i8>,
    unit_end: impl Fn(Date) -> Option<Date>,
    same_year: impl Fn(Date) -> bool,
) -> Option<Date> {
    let today = context.today()?;
    let past = |date: &&Date| unit_end(**date).is_some_and(|end| end <= today);
    let future = |date: &&Date| **date > today;
    let nth_past = |n: usize| candidates.iter().rev().filter(past).nth(n).copied();
    let nth_future = |n: usize| candidates.iter().filter(future).nth(n).copied();
    match direction {
        Some(0) => candidates.iter().find(|&&date| same_year(date)).copied(),
        Some(-1) => nth_past(0),
        Some(1) => nth_future(0),
        Some(-2) => nth_past(1),
        Some(_) => nth_future(1),
        None if context.tense == Tense::Future => {
            candidates.iter().find(|&&date| unit_end(date).is_some_and(|end| end > today)).copied()
        }
        None if context.fragment => candidates.iter().find(|&&date| same_year(date)).copied(),
        None => candidates
            .iter()
            .copied()
            .min_by_key(|&date| distance(today, date, context.tense) + if same_year(date) { 0 } else { OTHER_YEAR }),
    }
}

/// How far a day is from the page's, days against the tense of its clause counted farther.
pub(super) fn distance(today: Date, date: Date, tense: Tense) -> i64 {
    let away = days_between(today, date);
    let against = match tense {
        Tense::Past => away > 0,
        Tense::Planned => away < 0,
        Tense::Future | Tense::Open => false,
    };
    away.abs() + if against { AGAINST_TENSE } else { 0 }
}

/// Days from one date to another.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    let number = |date: Date| {
        // days since the year 0, by the civil calendar's 400-year cycle
        let (year, month) = (i64::from(date.year()), i64::from(date.month()));
        let year = if month <= 2 { year - 1 } else { year };
        let (era, in_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(date.day()) - 1;
        era * 146_097 + in_era * 365 + in_era / 4 - in_era / 100 + day
    };
    number(to) - number(from)
}

/// The day that a weekday means.
pub(super) fn weekday(weekday: u8, context: &Context, direction: Option<i8>) -> Option<Date> {
    let today = context.today()?;
    match direction {
        Some(-1) => civil::weekday_before(today, weekday),
        Some(1) => civil::weekday_after(today, weekday),
        Some(-2) => civil::weekday_before(today, weekday).and_then(|day| civil::plus_days(day, -7)),
        Some(2) => civil::weekday_after(today, weekday).and_then(|day| civil::plus_days(day, 7)),
        Some(_) => civil::week_start(today).and_then(|sunday| civil::weekday_of_week(sunday, weekday)),
        None if matches!(context.tense, Tense::Future | Tense::Planned) || context.fragment => {
            if civil::iso(today) == i64::from(weekday) { Some(today) } else { civil::weekday_after(today, weekday) }
        }
        None if context.tense == Tense::Past => {
            if civil::iso(today) == i64::from(weekday) {
                Some(today)
            } else {
                civil::weekday_before(today, weekday)
            }
        }
        // the press tells what was: two days ahead are as near as four behind
        None => {
            let ahead = (i64::from(weekday) + 7 - civil::iso(today)) % 7;
            civil::plus_days(today, if ahead > 2 { ahead - 7 } else { ahead })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn context(day: Date) -> Context {
        Context { anchor: Some(Anchor::day(day)), tense: Tense::Open, fragment: false, focus: None, focus_month: None }
    }

    fn year_of(today: Date, month: i8, day: i8, direction: Option<i8>) -> i16 {
        let candidates: Vec<Date> = (-2..=2).map(|shift| date(today.year() + shift, month, day)).collect();
        among(
            &candidates,
            &context(today),
            direction,
            |date| civil::plus_days(date, 1),
            |date| date.year() == today.year(),
        )
        .unwrap()
        .year()
    }

    #[test]
    fn the_year_that_is_not_said() {
        assert_eq!(year_of(date(2016, 1, 5), 12, 28, None), 2015);
        assert_eq!(year_of(date(2016, 11, 18), 3, 22, None), 2016);
        assert_eq!(year_of(date(2015, 12, 20), 1, 3, None), 2016);
        assert_eq!(year_of(date(2017, 5, 12), 7, 15, Some(-1)), 2016);
        assert_eq!(year_of(date(2017, 5, 12), 4, 15, Some(1)), 2018);
        assert_eq!(year_of(date(2017, 5, 12), 4, 15, Some(0)), 2017);
    }

    #[test]
    fn days_are_counted() {
        assert_eq!(days_between(date(2015, 12, 31), date(2016, 3, 1)), 61);
        assert_eq!(days_between(date(2016, 3, 1), date(2015, 12, 31)), -61);
    }

    #[test]
    fn weekdays_of_the_page() {
        let saturday = date(2016, 8, 13);
        assert_eq!(weekday(4, &context(saturday), None), Some(date(2016, 8, 11)));
        assert_eq!(weekday(2, &context(date(2015, 7, 26)), None), Some(date(2015, 7, 28)));
        assert_eq!(weekday(2, &context(date(2017, 3, 25)), None), Some(date(2017, 3, 21)));
        assert_eq!(weekday(6, &context(saturday), Some(-1)), Some(date(2016, 8, 6)));
        assert_eq!(weekday(6, &context(saturday), Some(1)), Some(date(2016, 8, 20)));
    }
}
