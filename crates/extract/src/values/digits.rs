//! Numerals in digits: thousands and decimal separators as Arabic pages use them.
//!
//! Normalization has made the digits ASCII, `٫` a point and `٬` a comma. What is left open is which
//! of comma and point groups thousands: the Mashriq writes `1,234.5`, the Maghreb `1.234,5`.

use crate::Decimal;

/// A numeral in digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Digits {
    /// Its value.
    pub(crate) value: Decimal,
    /// Its value if the one separator followed by three digits is taken the other way.
    pub(crate) other: Option<Decimal>,
    /// Digits before the point.
    pub(crate) whole_len: u8,
    /// Digits after the point.
    pub(crate) decimals: u8,
    /// Whether it begins with `0` and another digit follows before the point.
    pub(crate) leading_zero: bool,
}

/// More digits than this are an identifier, not a number.
const MAX_DIGITS: usize = 24;

/// Reads digits with their separators; `None` for dates, versions, addresses and long identifiers.
pub(crate) fn parse_digits(text: &str) -> Option<Digits> {
    if text.len() > 2 * MAX_DIGITS || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut groups = [0usize; MAX_DIGITS + 1];
    let mut marks = ['\0'; MAX_DIGITS + 1];
    let (mut count, mut total, mut mantissa) = (0, 0, 0i128);
    for c in text.chars() {
        if let Some(d) = c.to_digit(10) {
            total += 1;
            if total > MAX_DIGITS {
                return None;
            }
            mantissa = mantissa * 10 + i128::from(d);
            groups[count] += 1;
        } else {
            let mark = match c {
                ',' | '،' | '.' | '\'' => c,
                _ => return None,
            };
            if groups[count] == 0 {
                return None;
            }
            marks[count] = mark;
            count += 1;
        }
    }
    if groups[count] == 0 {
        return None;
    }
    let (groups, marks) = (&groups[..=count], &marks[..count]);
    let thousands = |upto: usize| {
        groups[0] <= 3 && groups[1..=upto].iter().all(|&n| n == 3) && marks[1..upto].iter().all(|&m| m == marks[0])
    };
    let last = groups[count];
    let leading_zero = groups[0] > 1 && text.starts_with('0');
    let make = |decimals: usize, other: Option<usize>| Digits {
        value: Decimal { mantissa, scale: decimals as u8 },
        other: other.map(|scale| Decimal { mantissa, scale: scale as u8 }),
        whole_len: (total - decimals) as u8,
        decimals: decimals as u8,
        leading_zero,
    };
    match count {
        0 => Some(make(0, None)),
        1 if last == 3 && groups[0] <= 3 && !text.starts_with('0') && marks[0] != '\'' => {
            Some(if marks[0] == '.' { make(3, Some(0)) } else { make(0, Some(3)) })
        }
        1 if marks[0] == '\'' => thousands(1).then(|| make(0, None)),
        1 => Some(make(last, None)),
        // All marks alike group thousands; a last one of the other kind is the point.
        _ if marks.iter().all(|&m| m == marks[0]) => thousands(count).then(|| make(0, None)),
        _ if marks[count - 1] != marks[0] && thousands(count - 1) => Some(make(last, None)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::parse_digits;

    fn value(text: &str) -> Option<String> {
        parse_digits(text).map(|d| d.value.to_string())
    }

    #[test]
    fn separators_of_both_traditions() {
        for (text, want) in [
            ("7", "7"),
            ("1,234", "1234"),
            ("1,234.5", "1234.5"),
            ("1.234,5", "1234.5"),
            ("13.051,01", "13051.01"),
            ("1.250.000", "1250000"),
            ("1،234،567", "1234567"),
            ("6,1", "6.1"),
            ("0,123", "0.123"),
            ("2.860", "2.86"),
            ("10,000.000", "10000"),
            ("305,60", "305.6"),
            ("01.10", "1.1"),
        ] {
            assert_eq!(value(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in ["1.2.3", "192.168.1.1", "12,34,56", "1,2345,678", "1..2", "5.", "", "1:2", "1/2"] {
            assert_eq!(value(text), None, "{text}");
        }
        assert_eq!(value(&"9".repeat(1_000_000)), None);
    }

    #[test]
    fn an_open_separator_keeps_the_other_reading() {
        assert_eq!(parse_digits("12.500").unwrap().other.unwrap().to_string(), "12500");
        assert_eq!(parse_digits("12,500").unwrap().other.unwrap().to_string(), "12.5");
        assert_eq!(parse_digits("12.50").unwrap().other, None);
    }
}
