//! Exact arithmetic on [`Decimal`]: what composing a number needs.

use crate::Decimal;

/// Digits of a quotient that does not end, zeros at its head left out.
const QUOTIENT_DIGITS: u32 = 15;

impl Decimal {
    /// `numerator / denominator`, exact where it ends, else rounded to fifteen digits.
    ///
    /// ```
    /// use khabar_extract::Decimal;
    /// assert_eq!(Decimal::quotient(3, 4).unwrap().to_string(), "0.75");
    /// assert_eq!(Decimal::quotient(1, 3).unwrap().to_string(), "0.333333333333333");
    /// ```
    #[must_use]
    pub fn quotient(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let size = |n: i128| n.unsigned_abs().checked_ilog10().unwrap_or(0);
        let wider = size(denominator).saturating_sub(size(numerator)).min(18);
        let filled = numerator.unsigned_abs().saturating_mul(10u128.pow(wider)) >= denominator.unsigned_abs();
        let scale = QUOTIENT_DIGITS + wider - u32::from(filled && wider > 0);
        let scaled = numerator.checked_mul(10i128.pow(scale))?;
        let (whole, rest) = (scaled / denominator, scaled % denominator);
        let up = i128::from(rest.unsigned_abs().saturating_mul(2) >= denominator.unsigned_abs());
        let sign = if (numerator < 0) == (denominator < 0) { 1 } else { -1 };
        Some(Self { mantissa: whole + sign * up, scale: scale as u8 }.trimmed())
    }

    /// Without zeros at the end of the fraction.
    #[must_use]
    pub const fn trimmed(mut self) -> Self {
        while self.scale > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.scale -= 1;
        }
        self
    }

    /// The sum, if it fits.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let (a, b) = (self.at_scale(scale)?, other.at_scale(scale)?);
        Some(Self { mantissa: a.checked_add(b)?, scale }.trimmed())
    }

    /// The product, if it fits.
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let (a, b) = (self.trimmed(), other.trimmed());
        Some(Self { mantissa: a.mantissa.checked_mul(b.mantissa)?, scale: a.scale.checked_add(b.scale)? }.trimmed())
    }

    /// Times ten to `power`.
    #[must_use]
    pub fn shifted(self, power: u8) -> Option<Self> {
        self.checked_mul(Self::whole(10i128.checked_pow(u32::from(power))?))
    }

    /// The negative.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self { mantissa: -self.mantissa, scale: self.scale }
    }

    /// The value as a whole number, if it is one.
    #[must_use]
    pub const fn to_whole(self) -> Option<i128> {
        let trimmed = self.trimmed();
        if trimmed.scale == 0 { Some(trimmed.mantissa) } else { None }
    }

    /// Whether it is less than `other`.
    #[must_use]
    pub fn is_less(self, other: Self) -> bool {
        let scale = self.scale.max(other.scale);
        match (self.at_scale(scale), other.at_scale(scale)) {
            (Some(a), Some(b)) => a < b,
            // A side that does not fit is the greater one.
            (Some(_), None) => true,
            _ => false,
        }
    }

    fn at_scale(self, scale: u8) -> Option<i128> {
        self.mantissa.checked_mul(10i128.checked_pow(u32::from(scale - self.scale))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_products_and_quotients() {
        let d = |mantissa, scale| Decimal { mantissa, scale };
        assert_eq!(d(25, 1).shifted(9).unwrap().to_string(), "2500000000");
        assert_eq!(d(15, 1).checked_add(d(225, 2)).unwrap().to_string(), "3.75");
        assert_eq!(Decimal::quotient(2, 3).unwrap().to_string(), "0.666666666666667");
        assert_eq!(Decimal::quotient(-100, 35).unwrap().to_string(), "-2.857142857142857");
        assert_eq!(Decimal::quotient(1, 100_000_000_000_000_000).unwrap().to_string(), "0.00000000000000001");
        assert_eq!(Decimal::quotient(1, 0), None);
        assert!(d(25, 2).is_less(d(1, 0)));
        assert_eq!(d(40, 1).to_whole(), Some(4));
        assert_eq!(Decimal::whole(i128::MAX).shifted(3), None);
    }
}
