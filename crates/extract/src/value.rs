//! Numbers, amounts and times as data: what a value of the output contract says.

use khabar_normalize::{NormSpan, Span};
use std::fmt;

/// The kinds of the output contract (`khabar/1`, "Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ValueKind {
    /// A bare number.
    Cardinal,
    /// A rank: `الثالث`.
    Ordinal,
    /// `ثلثا`, `3/4`.
    Fraction,
    /// `25%`, `في المئة`.
    Percent,
    /// An amount of a currency.
    Money,
    /// A number with a measuring unit or a counted noun.
    Quantity,
    /// A day or something coarser.
    Date,
    /// A time of day.
    Time,
    /// A day with a time of day.
    DateTime,
    /// A length of time.
    Duration,
    /// From one time to another.
    Range,
    /// A repeated time.
    Set,
    /// The age of somebody.
    Age,
    /// The result of a match or a vote.
    Score,
    /// A telephone number.
    Phone,
}

impl ValueKind {
    /// The name in the output contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cardinal => "cardinal",
            Self::Ordinal => "ordinal",
            Self::Fraction => "fraction",
            Self::Percent => "percent",
            Self::Money => "money",
            Self::Quantity => "quantity",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "datetime",
            Self::Duration => "duration",
            Self::Range => "range",
            Self::Set => "set",
            Self::Age => "age",
            Self::Score => "score",
            Self::Phone => "phone",
        }
    }
}

/// An exact decimal number: `mantissa / 10^scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Decimal {
    /// All digits.
    pub mantissa: i128,
    /// How many of them stand after the point.
    pub scale: u8,
}

impl Decimal {
    /// A whole number.
    #[must_use]
    pub const fn whole(value: i128) -> Self {
        Self { mantissa: value, scale: 0 }
    }
}

impl fmt::Display for Decimal {
    /// Plain digits, no exponent, no zeros at the end of the fraction: `3500000`, `0.25`, `-4.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut digits, mut scale) = (self.mantissa.unsigned_abs(), u32::from(self.scale));
        while scale > 0 && digits.is_multiple_of(10) {
            digits /= 10;
            scale -= 1;
        }
        if self.mantissa < 0 {
            f.write_str("-")?;
        }
        match 10u128.checked_pow(scale) {
            Some(power) if scale > 0 => {
                write!(f, "{}.{:0width$}", digits / power, digits % power, width = scale as usize)
            }
            Some(_) => write!(f, "{digits}"),
            None => write!(f, "0.{digits:0>width$}", width = scale as usize),
        }
    }
}

/// The number of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Number {
    /// `number.value`, with `num` and `den` where the words state a fraction.
    Exact {
        /// The value.
        value: Decimal,
        /// Numerator and denominator as stated.
        ratio: Option<(i64, i64)>,
    },
    /// `number.from` and `number.to`; a missing side is open.
    Range {
        /// Lower end.
        from: Option<Decimal>,
        /// Upper end, included.
        to: Option<Decimal>,
    },
    /// `number.vague`: `tens`, `hundreds`, `thousands`, `tens_of_thousands`, `few` …
    Vague(&'static str),
}

/// How a number is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Modifier {
    /// أكثر من
    MoreThan,
    /// أقل من
    LessThan,
    /// على الأقل
    AtLeast,
    /// على الأكثر
    AtMost,
    /// نحو
    Approx,
}

impl Modifier {
    /// The name in the output contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::MoreThan => "more_than",
            Self::LessThan => "less_than",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::Approx => "approx",
        }
    }

    /// The TIMEX3 `mod` value.
    #[must_use]
    pub const fn timex(self) -> &'static str {
        match self {
            Self::MoreThan => "MORE_THAN",
            Self::LessThan => "LESS_THAN",
            Self::AtLeast => "EQUAL_OR_MORE",
            Self::AtMost => "EQUAL_OR_LESS",
            Self::Approx => "APPROX",
        }
    }
}

/// A currency (ISO 4217) or a measuring unit (UCUM).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The code; `None` where the words leave the currency open.
    pub code: Option<&'static str>,
    /// `iso4217` or `ucum`.
    pub system: &'static str,
    /// The words, in the original text.
    pub span: Span,
    /// The codes that an open currency may be.
    pub candidates: &'static [&'static str],
    /// The unit after "per" of a rate, as UCUM code or as a word of the contract (`d`, `[bbl_us]`).
    pub per: Option<&'static str>,
}

/// What the words say of a time, after TIMEX3 (ISO 24617-1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    pub kind: &'static str,
    /// The TIMEX3 value, anchored where an anchor is known: `2022-01-23`, `P4D`, `XXXX-WXX-5`.
    pub value: String,
    /// `APPROX`, `START`, `MID`, `END` …
    pub modifier: Option<&'static str>,
    /// What the words say without any anchor: `XXXX-01-23`.
    pub partial: Option<String>,
    /// `EVERY` …, of a set.
    pub quant: Option<&'static str>,
}

/// A stretch of time; `to` is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// First moment.
    pub from: jiff::civil::DateTime,
    /// First moment after it.
    pub to: jiff::civil::DateTime,
    /// `second minute hour day week month quarter year decade century`.
    pub grain: &'static str,
    /// Offset from UTC in minutes, where the words name a zone.
    pub utc_offset: Option<i16>,
}

/// A Hijri date as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HijriDate {
    /// Year, where stated or anchored.
    pub year: Option<i32>,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month.
    pub day: Option<u8>,
}

/// One number, amount or time.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// In the original text.
    pub span: Span,
    /// In the normalized text.
    pub norm: NormSpan,
    /// What it is.
    pub kind: ValueKind,
    /// Its number.
    pub number: Option<Number>,
    /// `more_than` …
    pub modifier: Option<Modifier>,
    /// Currency or measuring unit.
    pub unit: Option<Unit>,
    /// The counted noun, in the original text (without a proclitic).
    pub counted: Option<Span>,
    /// What the words say of a time.
    pub timex: Option<Timex>,
    /// When that was, where an anchor is known.
    pub resolved: Option<Interval>,
    /// `gregorian` or `islamic-umalqura`, of a date.
    pub calendar: Option<&'static str>,
    /// The Hijri fields as written.
    pub hijri: Option<HijriDate>,
    /// `weekday`: the stated weekday is not that of the stated date.
    pub conflict: Option<&'static str>,
    /// Other readings that the words allow, the less likely ones.
    pub alternatives: Vec<Value>,
}

impl Value {
    /// A value with nothing but its place and kind.
    #[must_use]
    pub const fn new(span: Span, norm: NormSpan, kind: ValueKind) -> Self {
        Self {
            span,
            norm,
            kind,
            number: None,
            modifier: None,
            unit: None,
            counted: None,
            timex: None,
            resolved: None,
            calendar: None,
            hijri: None,
            conflict: None,
            alternatives: Vec::new(),
        }
    }
}
