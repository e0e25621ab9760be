//! Numbers, amounts and times as fields of a record.

use super::build::Places;
use super::model::SpanText;
use khabar_extract::{Decimal, Number, Value};
use serde::{Serialize, Serializer};
use std::fmt::Display;

/// One number, amount or time. Fields that say nothing are not written.
#[derive(Clone, Debug, Serialize)]
pub struct ValueRecord<'a> {
    /// First unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The words.
    pub text: &'a str,
    /// What it is.
    pub kind: &'static str,
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<NumberRecord>,
    /// How the number is to be taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modifier: Option<&'static str>,
    /// Currency or measuring unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitRecord<'a>>,
    /// The counted noun.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<SpanText<'a>>,
    /// What the words say of a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timex: Option<TimexRecord<'a>>,
    /// When that was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolved: Option<Resolved>,
    /// `gregorian` or `islamic-umalqura`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<&'static str>,
    /// The Hijri fields as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hijri: Option<Hijri>,
    /// What the words contradict each other in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conflict: Option<&'static str>,
    /// Less likely readings; these have no alternatives of their own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<ValueRecord<'a>>,
}

/// The number of a value, as exact decimal strings.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct NumberRecord {
    /// The number.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "text")]
    pub value: Option<Decimal>,
    /// Lower end of a range.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "text")]
    pub from: Option<Decimal>,
    /// Upper end of a range, included.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "text")]
    pub to: Option<Decimal>,
    /// Numerator as stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub num: Option<i64>,
    /// Denominator as stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub den: Option<i64>,
    /// `tens`, `hundreds` …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vague: Option<&'static str>,
}

impl From<Number> for NumberRecord {
    fn from(number: Number) -> Self {
        let empty = Self::default();
        match number {
            Number::Exact { value, ratio } => {
                Self { value: Some(value), num: ratio.map(|r| r.0), den: ratio.map(|r| r.1), ..empty }
            }
            Number::Range { from, to } => Self { from, to, ..empty },
            Number::Vague(vague) => Self { vague: Some(vague), ..empty },
            _ => empty,
        }
    }
}

/// A currency or a measuring unit.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct UnitRecord<'a> {
    /// ISO 4217 or UCUM; `None` where the words leave the currency open.
    pub code: Option<&'static str>,
    /// `iso4217` or `ucum`.
    pub system: &'static str,
    /// First unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The words.
    pub text: &'a str,
    /// What an open currency may be.
    pub candidates: &'static [&'static str],
    /// The unit after "per".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<&'static str>,
}

/// A TIMEX3 expression.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct TimexRecord<'a> {
    /// `DATE TIME DURATION SET`.
    pub r#type: &'static str,
    /// The value, anchored where an anchor is known.
    pub value: &'a str,
    /// `APPROX START MID END` …
    pub r#mod: Option<&'static str>,
    /// What the words say without an anchor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partial: Option<&'a str>,
    /// `EVERY` …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quant: Option<&'static str>,
}

/// A stretch of time.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Resolved {
    /// First moment, ISO 8601.
    #[serde(serialize_with = "display")]
    pub from: jiff::civil::DateTime,
    /// First moment after it.
    #[serde(serialize_with = "display")]
    pub to: jiff::civil::DateTime,
    /// How fine the words are.
    pub grain: &'static str,
    /// Minutes from UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utc_offset: Option<i16>,
}

/// A Hijri date as written.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Hijri {
    /// Year.
    pub year: Option<i32>,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month.
    pub day: Option<u8>,
}

#[expect(clippy::ref_option, reason = "the signature serde asks for")]
fn text<S: Serializer>(number: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
    match number {
        Some(number) => serializer.collect_str(number),
        None => serializer.serialize_none(),
    }
}

fn display<S: Serializer>(value: &impl Display, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

impl<'a> ValueRecord<'a> {
    /// The record of a value; `places` converts its offsets.
    #[must_use]
    pub fn new(value: &'a Value, places: &Places<'a>) -> Self {
        Self {
            alternatives: value.alternatives.iter().map(|v| Self::alone(v, places)).collect(),
            ..Self::alone(value, places)
        }
    }

    fn alone(value: &'a Value, places: &Places<'a>) -> Self {
        let SpanText { start, end, text } = places.span_text(value.span);
        Self {
            start,
            end,
            text,
            kind: value.kind.name(),
            number: value.number.map(NumberRecord::from),
            modifier: value.modifier.map(khabar_extract::Modifier::name),
            unit: value.unit.as_ref().map(|unit| {
                let SpanText { start, end, text } = places.span_text(unit.span);
                let (code, system, candidates, per) = (unit.code, unit.system, unit.candidates, unit.per);
                UnitRecord { code, system, start, end, text, candidates, per }
            }),
            counted: value.counted.map(|span| places.span_text(span)),
            timex: value.timex.as_ref().map(|timex| TimexRecord {
                r#type: timex.kind,
                value: &timex.value,
                r#mod: timex.modifier,
                partial: timex.partial.as_deref(),
                quant: timex.quant,
            }),
            resolved: value.resolved.map(|r| Resolved {
                from: r.from,
                to: r.to,
                grain: r.grain,
                utc_offset: r.utc_offset,
            }),
            calendar: value.calendar,
            hijri: value.hijri.map(|h| Hijri { year: h.year, month: h.month, day: h.day }),
            conflict: value.conflict,
            alternatives: Vec::new(),
        }
    }
}
