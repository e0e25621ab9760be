//! When a text was published: what its relative times are counted from.

use jiff::civil::{Date, DateTime};

/// The moment of publication, in the wall time of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Midnight where only the day is known.
    pub moment: DateTime,
    /// Whether the time of day is known.
    pub has_time: bool,
}

impl Anchor {
    /// A day without a time of day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self { moment: date.to_datetime(jiff::civil::Time::midnight()), has_time: false }
    }

    /// Reads `2022-01-24`, `2022-01-24T10:30:00` (a fraction and a zone are left aside) or `24/01/2022`.
    ///
    /// ```
    /// use khabar_extract::Anchor;
    /// assert_eq!(Anchor::parse("2017-03-08T13:25:00+01:00").unwrap().moment, jiff::civil::datetime(2017, 3, 8, 13, 25, 0, 0));
    /// assert_eq!(Anchor::parse("13/08/2016"), Some(Anchor::day(jiff::civil::date(2016, 8, 13))));
    /// assert_eq!(Anchor::parse("yesterday"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, time) = match text.find(['T', 't', ' ']) {
            Some(at) => (&text[..at], Some(&text[at + 1..])),
            None => (text, None),
        };
        let date = parse_date(date)?;
        match time.and_then(parse_time) {
            Some((hour, minute, second)) => Some(Self { moment: date.at(hour, minute, second, 0), has_time: true }),
            None => Some(Self::day(date)),
        }
    }

    /// The day of publication.
    #[must_use]
    pub fn date(&self) -> Date {
        self.moment.date()
    }
}

impl From<DateTime> for Anchor {
    /// Midnight is taken for a day without a time of day.
    fn from(moment: DateTime) -> Self {
        Self { moment, has_time: moment.time() != jiff::civil::Time::midnight() }
    }
}

fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.split(['-', '/', '.']);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (year, day) = if a.len() == 4 { (a, c) } else { (c, a) };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, b.parse().ok()?, day.parse().ok()?).ok()
}

fn parse_time(text: &str) -> Option<(i8, i8, i8)> {
    let mut parts = text.get(..8.min(text.len()))?.split(':');
    let hour = parts.next()?.parse().ok().filter(|hour| (0..24).contains(hour))?;
    let minute = parts.next()?.get(..2)?.parse().ok().filter(|minute| (0..60).contains(minute))?;
    let second = parts.next().and_then(|second| second.parse().ok()).filter(|second| (0..60).contains(second));
    Some((hour, minute, second.unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};

    #[test]
    fn reads_the_forms_of_pages() {
        assert_eq!(Anchor::parse("2022-01-24"), Some(Anchor::day(date(2022, 1, 24))));
        assert_eq!(Anchor::parse(" 2016-11-07T16:12:00 ").unwrap().moment, datetime(2016, 11, 7, 16, 12, 0, 0));
        assert_eq!(Anchor::parse("2016-11-07 16:12").unwrap().moment, datetime(2016, 11, 7, 16, 12, 0, 0));
        assert_eq!(Anchor::parse("2013-02-12T04:30:00-02:00").unwrap().moment, datetime(2013, 2, 12, 4, 30, 0, 0));
        assert_eq!(Anchor::parse("2017-03-08T13:25+01:00").unwrap().moment, datetime(2017, 3, 8, 13, 25, 0, 0));
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in ["", "2022", "31/02/2022", "2022-13-01", "١٢/٣/٢٠٢٢", "2022-01-24-5", "T10:00", "99999-01-01"]
        {
            assert_eq!(Anchor::parse(text), None, "{text}");
        }
    }
}
