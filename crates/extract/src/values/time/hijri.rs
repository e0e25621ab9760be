//! The Hijri calendar as the press of the Gulf counts it: Umm al-Qura.

use icu_calendar::cal::Hijri;
use icu_calendar::cal::hijri::UmmAlQura;
use icu_calendar::{Date as IcuDate, Iso};
use jiff::civil::Date;

/// Years whose months are those of the Umm al-Qura tables, and near enough around them.
const YEARS: std::ops::RangeInclusive<i32> = 1..=1600;

/// The Gregorian day of a Hijri one; `None` where there is no such day.
pub(super) fn to_gregorian(year: i32, month: u8, day: u8) -> Option<Date> {
    if !YEARS.contains(&year) {
        return None;
    }
    let date = IcuDate::try_new_hijri_with_calendar(year, month, day, Hijri::new_umm_al_qura()).ok()?;
    let iso = date.to_calendar(Iso);
    let year = i16::try_from(iso.year().extended_year()).ok()?;
    Date::new(year, iso.month().ordinal as i8, iso.day_of_month().0 as i8).ok()
}

/// Year, month and day in the Hijri calendar.
pub(super) fn from_gregorian(date: Date) -> (i32, u8, u8) {
    let hijri = in_hijri(date);
    (hijri.year().extended_year(), hijri.month().ordinal, hijri.day_of_month().0)
}

fn in_hijri(date: Date) -> IcuDate<Hijri<UmmAlQura>> {
    let iso = IcuDate::try_new_iso(i32::from(date.year()), date.month() as u8, date.day() as u8);
    // every jiff date is an ISO date; the epoch stands in for the impossible
    let iso = iso.unwrap_or_else(|_| IcuDate::from_rata_die(icu_calendar::types::RataDie::new(1), Iso));
    iso.to_calendar(Hijri::new_umm_al_qura())
}

/// First day of a month and the first day after it.
pub(super) fn month(year: i32, month: u8) -> Option<(Date, Date)> {
    let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    Some((to_gregorian(year, month, 1)?, to_gregorian(next.0, next.1, 1)?))
}

/// First day of a year and the first day after it.
pub(super) fn year(year: i32) -> Option<(Date, Date)> {
    Some((to_gregorian(year, 1, 1)?, to_gregorian(year + 1, 1, 1)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_as_the_gazette_printed_them() {
        assert_eq!(to_gregorian(1436, 10, 9), Some(date(2015, 7, 25)));
        assert_eq!(to_gregorian(1436, 9, 26), Some(date(2015, 7, 13)));
        assert_eq!(to_gregorian(1442, 9, 12), Some(date(2021, 4, 24)));
        assert_eq!(from_gregorian(date(2015, 7, 25)), (1436, 10, 9));
    }

    #[test]
    fn months_and_years_are_whole() {
        assert_eq!(month(1436, 9), Some((date(2015, 6, 18), date(2015, 7, 17))));
        assert_eq!(month(1436, 12).unwrap().1, year(1437).unwrap().0);
    }

    #[test]
    fn days_that_are_not() {
        assert_eq!(to_gregorian(1436, 9, 30), None);
        assert_eq!(to_gregorian(1436, 13, 1), None);
        assert_eq!(to_gregorian(0, 1, 1), None);
        assert_eq!(to_gregorian(99_999, 1, 1), None);
    }
}
