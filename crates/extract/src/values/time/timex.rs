//! TIMEX3 values (ISO 24617-1) of what was read.

use super::expr::{Amount, Length};
use super::lexicon::{Edge, Part, Season, Unit};
use crate::Decimal;

/// The code of a part of the day.
pub(super) const fn part_code(part: Part) -> &'static str {
    match part {
        Part::Dawn | Part::Morning => "MO",
        Part::Noon => "MI",
        Part::Afternoon => "AF",
        Part::Evening => "EV",
        Part::Night => "NI",
    }
}

/// The code of a season.
pub(super) const fn season_code(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

/// The `mod` of an edge.
pub(super) const fn edge_code(edge: Edge) -> Option<&'static str> {
    match edge {
        Edge::Start => Some("START"),
        Edge::Mid | Edge::Middle => Some("MID"),
        Edge::End => Some("END"),
        Edge::FirstDay | Edge::LastDay => None,
    }
}

/// The ISO 8601 designator of a unit, how many of it one is, and whether it stands after the `T`.
const fn designator(unit: Unit) -> (char, i128, bool) {
    match unit {
        Unit::Second => ('S', 1, true),
        Unit::Minute => ('M', 1, true),
        Unit::Hour => ('H', 1, true),
        Unit::Night | Unit::Day => ('D', 1, false),
        Unit::Week => ('W', 1, false),
        Unit::Month => ('M', 1, false),
        Unit::Quarter => ('M', 3, false),
        Unit::Half => ('M', 6, false),
        Unit::Season | Unit::Year => ('Y', 1, false),
        Unit::Decade => ('Y', 10, false),
        Unit::Century => ('Y', 100, false),
    }
}

/// The order of the designators in a value.
const ORDER: [(char, bool); 7] =
    [('Y', false), ('M', false), ('W', false), ('D', false), ('H', true), ('M', true), ('S', true)];

/// `P4D`, `PT1H30M`, `PXD`, `P5Y/P10Y`; `None` for a count that is too large to write.
pub(super) fn length_value(length: &Length) -> Option<String> {
    if let [(unit, Amount::Vague)] = length.parts[..] {
        return Some(vague_value(unit));
    }
    if let [(unit, Amount::Between(low, high))] = length.parts[..] {
        let one =
            |value: Decimal| length_value(&Length { parts: vec![(unit, Amount::Exact(value))], ..Length::default() });
        return Some(format!("{}/{}", one(low)?, one(high)?));
    }
    let mut sums = [Decimal::default(); 7];
    for &(unit, amount) in &length.parts {
        let (unit, value) = match amount {
            Amount::Exact(value) => (unit, value),
            Amount::Fraction(numerator, denominator) => whole_fraction(unit, numerator, denominator),
            Amount::Between(low, _) => (unit, low),
            Amount::Vague => return None,
        };
        let (letter, factor, time) = designator(unit);
        let at = ORDER.iter().position(|&slot| slot == (letter, time))?;
        let value = Decimal { mantissa: value.mantissa.checked_mul(factor)?, scale: value.scale };
        sums[at] = add(sums[at], value)?;
    }
    let mut text = String::from("P");
    let mut clock = false;
    for ((letter, time), value) in ORDER.into_iter().zip(sums) {
        if value.mantissa == 0 {
            continue;
        }
        if time && !clock {
            text.push('T');
            clock = true;
        }
        text.push_str(&value.to_string());
        text.push(letter);
    }
    if text.len() == 1 {
        let (letter, _, time) = designator(length.finest()?);
        text.push_str(if time { "T0" } else { "0" });
        text.push(letter);
    }
    Some(text)
}

/// `PXD`, `PTXH`, `PXDE` (decades), `PXCE` (centuries).
fn vague_value(unit: Unit) -> String {
    match unit {
        Unit::Decade => "PXDE".to_owned(),
        Unit::Century => "PXCE".to_owned(),
        _ => match designator(unit) {
            (letter, _, true) => format!("PTX{letter}"),
            (letter, _, false) => format!("PX{letter}"),
        },
    }
}

/// A fraction in the largest unit that it is whole in: half an hour is 30 minutes; else as a decimal.
fn whole_fraction(unit: Unit, numerator: u8, denominator: u8) -> (Unit, Decimal) {
    let (numerator, denominator) = (i128::from(numerator), i128::from(denominator));
    let finer = match unit {
        Unit::Hour => Some((Unit::Minute, 60)),
        Unit::Minute => Some((Unit::Second, 60)),
        Unit::Year | Unit::Season => Some((Unit::Month, 12)),
        Unit::Day | Unit::Night => Some((Unit::Hour, 24)),
        Unit::Decade => Some((Unit::Month, 120)),
        Unit::Century => Some((Unit::Year, 100)),
        _ => None,
    };
    if let Some((finer, count)) = finer
        && (numerator * count) % denominator == 0
    {
        return (finer, Decimal::whole(numerator * count / denominator));
    }
    // four decimals are finer than any unit is said
    (unit, Decimal { mantissa: numerator * 10_000 / denominator, scale: 4 })
}

fn add(a: Decimal, b: Decimal) -> Option<Decimal> {
    let scale = a.scale.max(b.scale);
    let lift = |value: Decimal| value.mantissa.checked_mul(10i128.checked_pow(u32::from(scale - value.scale))?);
    Some(Decimal { mantissa: lift(a)?.checked_add(lift(b)?)?, scale })
}

/// A year as TIMEX3 writes it: four digits, `BC0500` before Christ.
pub(super) fn year_value(year: i32) -> String {
    if year < 0 { format!("BC{:04}", year.unsigned_abs()) } else { format!("{year:04}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(parts: &[(Unit, Amount)]) -> String {
        length_value(&Length { parts: parts.to_vec(), ..Length::default() }).unwrap()
    }

    fn exact(count: i128) -> Amount {
        Amount::Exact(Decimal::whole(count))
    }

    #[test]
    fn lengths() {
        assert_eq!(value(&[(Unit::Day, exact(4))]), "P4D");
        assert_eq!(value(&[(Unit::Month, exact(2)), (Unit::Day, exact(10))]), "P2M10D");
        assert_eq!(value(&[(Unit::Year, exact(2)), (Unit::Year, Amount::Fraction(1, 2))]), "P2Y6M");
        assert_eq!(value(&[(Unit::Hour, Amount::Fraction(1, 2))]), "PT30M");
        assert_eq!(value(&[(Unit::Minute, exact(9)), (Unit::Second, exact(2))]), "PT9M2S");
        assert_eq!(value(&[(Unit::Decade, exact(2))]), "P20Y");
        assert_eq!(value(&[(Unit::Century, exact(3))]), "P300Y");
        assert_eq!(value(&[(Unit::Hour, exact(0))]), "PT0H");
        assert_eq!(value(&[(Unit::Year, Amount::Exact(Decimal { mantissa: 35, scale: 1 }))]), "P3.5Y");
    }

    #[test]
    fn lengths_left_open() {
        assert_eq!(value(&[(Unit::Day, Amount::Vague)]), "PXD");
        assert_eq!(value(&[(Unit::Hour, Amount::Vague)]), "PTXH");
        assert_eq!(value(&[(Unit::Decade, Amount::Vague)]), "PXDE");
        assert_eq!(value(&[(Unit::Year, Amount::Between(Decimal::whole(5), Decimal::whole(10)))]), "P5Y/P10Y");
    }

    #[test]
    fn counts_too_large_are_no_panic() {
        let length = Length { parts: vec![(Unit::Century, exact(i128::MAX))], ..Length::default() };
        assert_eq!(length_value(&length), None);
    }
}
