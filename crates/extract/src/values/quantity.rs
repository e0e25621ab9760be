//! A number as a phrase states it: with sign, fraction, spoken decimals, as a ratio.

use super::fraction::{fraction_at, fraction_tail};
use super::lexeme::{Lexed, Shape};
use super::lexicon::{NounForm, NumberWord, Roles};
use super::number::{NumberMatch, parse_number};
use crate::Decimal;

/// A number phrase without unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Quantity {
    pub(crate) value: Decimal,
    /// Numerator and denominator, where stated.
    pub(crate) ratio: Option<(i64, i64)>,
    /// Another value that the digits or words allow.
    pub(crate) other: Option<Decimal>,
    /// First lexeme (the sign included).
    pub(crate) first: usize,
    /// Last lexeme.
    pub(crate) last: usize,
    /// The power of ten of its last scale.
    pub(crate) power: u8,
    /// Whether it has number words.
    pub(crate) words: bool,
    /// Whether it has the article.
    pub(crate) definite: bool,
    /// Whether it is a fraction of something and nothing more.
    pub(crate) fraction: bool,
    /// Whether a pronoun is joined: ثلثها
    pub(crate) possessed: bool,
}

impl Quantity {
    /// A whole number in words.
    pub(crate) const fn whole(value: i128, first: usize, last: usize) -> Self {
        Self {
            value: Decimal::whole(value),
            ratio: None,
            other: None,
            first,
            last,
            power: 0,
            words: true,
            definite: false,
            fraction: false,
            possessed: false,
        }
    }

    /// A whole number with the article, in one word.
    pub(crate) const fn definite(value: i128, at: usize) -> Self {
        Self { definite: true, ..Self::whole(value, at, at) }
    }
}

/// The longest number phrase that begins at lexeme `i`.
pub(crate) fn quantity_at(lexed: &Lexed<'_>, i: usize) -> Option<Quantity> {
    let item = lexed.items.get(i)?;
    match item.shape {
        Shape::Opaque | Shape::Figures => None,
        Shape::Mark(_) => signed(lexed, i).or_else(|| plain(lexed, i)),
        Shape::Word if matches!(lexed.bare(i), "سالب" | "ناقص") && !item.article => {
            lexed.plain_word(i + 1, i).then_some(()).or(lexed.digits_at(i + 1).map(|_| ()))?;
            let found = plain(lexed, i + 1).filter(|_| lexed.beside(i + 1, i).is_some())?;
            Some(negative(found, i))
        }
        _ => plain(lexed, i),
    }
}

fn negative(found: Quantity, first: usize) -> Quantity {
    let ratio = found.ratio.map(|(a, b)| (-a, b));
    Quantity { value: found.value.negated(), other: found.other.map(Decimal::negated), ratio, first, ..found }
}

/// `-4.5`, `+3`: the sign stands at the number, with nothing glued before it.
fn signed(lexed: &Lexed<'_>, i: usize) -> Option<Quantity> {
    let minus = match lexed.mark(i)? {
        '-' | '−' | '–' => true,
        '+' => false,
        _ => return None,
    };
    let number = lexed.beside(i + 1, i)?;
    let free = !lexed.items[i].glued || lexed.mark(i.checked_sub(1)?).is_some_and(|c| "(\"$€£><=".contains(c));
    if !number.glued || !free || !matches!(number.shape, Shape::Digits(_) | Shape::Ratio(..)) {
        return None;
    }
    let found = plain(lexed, i + 1)?;
    Some(if minus { negative(found, i) } else { Quantity { first: i, ..found } })
}

fn plain(lexed: &Lexed<'_>, i: usize) -> Option<Quantity> {
    if let Some(found) = exponent(lexed, i) {
        return Some(found);
    }
    let number = parse_number(lexed, i);
    let fraction = fraction_at(lexed, i).filter(|f| number.is_none_or(|n| f.last > n.last));
    if let Some(fraction) = fraction {
        return from_fraction(lexed, i, &fraction);
    }
    let number = number?;
    if let Some(found) = digit_by_digit(lexed, i).or_else(|| spoken_decimals(lexed, &number)) {
        return Some(found);
    }
    if let Some(found) = ratio(lexed, &number) {
        return Some(found);
    }
    let mut found = Quantity {
        value: number.value,
        ratio: None,
        other: number.other,
        first: i,
        last: number.last,
        power: number.power,
        words: number.words,
        definite: number.definite,
        fraction: false,
        possessed: false,
    };
    if let Some((more, last)) = fraction_tail(lexed, &number) {
        found.value = found.value.checked_add(more)?;
        (found.last, found.other) = (last, None);
    }
    Some(found)
}

/// `1.5e12`, `1.5e+12`: scientific notation.
fn exponent(lexed: &Lexed<'_>, i: usize) -> Option<Quantity> {
    let digits = lexed.digits_at(i)?;
    let glued = |k: usize| lexed.items.get(k).is_some_and(|x| x.glued);
    if !matches!(lexed.whole(i + 1), "e" | "E") || !glued(i + 1) {
        return None;
    }
    let last = if lexed.mark(i + 2) == Some('+') && glued(i + 2) { i + 3 } else { i + 2 };
    let power = lexed.digits_at(last).filter(|_| glued(last))?.value.to_whole()?;
    let value = digits.value.shifted(u8::try_from(power).ok().filter(|&p| p <= 30)?)?;
    Some(Quantity { value, words: false, ..Quantity::whole(0, i, last) })
}

fn from_fraction(lexed: &Lexed<'_>, i: usize, fraction: &super::fraction::FractionMatch) -> Option<Quantity> {
    let item = &lexed.items[i];
    let mut found = Quantity {
        value: fraction.value,
        ratio: Some(fraction.ratio),
        other: None,
        first: i,
        last: fraction.last,
        power: 0,
        words: item.shape == Shape::Word,
        definite: item.article,
        fraction: true,
        possessed: fraction.possessed,
    };
    let next = fraction.last + 1;
    let scale = match lexed.entry(next).number {
        Some(NumberWord::Scale { power, form: NounForm::Singular | NounForm::Tanwin }) => Some(power),
        Some(NumberWord::HundredNoun) => Some(2),
        _ => None,
    };
    if let Some(power) = scale.filter(|_| lexed.plain_word(next, i) && !fraction.possessed) {
        found.value = found.value.shifted(power)?;
        if let (1, d) = fraction.ratio {
            found.value = Decimal::quotient(10i128.checked_pow(u32::from(power))?, i128::from(d))?;
        }
        (found.last, found.power, found.fraction, found.ratio) = (next, power, false, None);
        return Some(found);
    }
    // 1/4 2: read from right to left, the whole comes first.
    if let (Shape::Ratio(..), Some(whole)) = (item.shape, lexed.digits_at(next)) {
        let alone = lexed.beside(next, i).is_some() && lexed.beside(next + 1, i).is_none();
        if let Some(sum) = whole.value.checked_add(found.value).filter(|_| alone && whole.decimals == 0) {
            (found.value, found.last, found.ratio, found.fraction) = (sum, next, None, false);
        }
    }
    Some(found)
}

/// اتنين تمانية واحد صفر …: five or more digits said one by one.
fn digit_by_digit(lexed: &Lexed<'_>, i: usize) -> Option<Quantity> {
    let mut value = 0i128;
    let mut count = 0;
    while count < 24 {
        let at = i + count;
        let free = count == 0 || lexed.plain_word(at, i);
        match lexed.entry(at).number.filter(|_| free) {
            Some(NumberWord::Unit { value: digit, .. }) => value = value * 10 + i128::from(digit),
            _ => break,
        }
        count += 1;
    }
    (count >= 5).then(|| Quantity::whole(value, i, i + count - 1))
}

/// ثلاثة فاصلة خمسة, and سبعة وتسعة وتسعون من مئة "7.99".
fn spoken_decimals(lexed: &Lexed<'_>, number: &NumberMatch) -> Option<Quantity> {
    let first = number.first;
    let made = |value, last, power| Quantity { value, power, ..Quantity::whole(0, first, last) };
    if matches!(lexed.whole(number.last + 1), "فاصله" | "فاصل" | "نقطه") {
        let at = number.last + 2;
        let item = lexed.beside(at, first)?;
        if item.conjunction || item.particle.is_some() {
            return None;
        }
        let after = parse_number(lexed, at)?;
        let digits = after.value.to_whole().filter(|&v| v >= 0)?;
        let scale = 10i128.checked_pow(u32::from(after.power))?;
        let digits = if digits % scale == 0 { digits / scale } else { digits };
        let places = digits.to_string().len() as u8;
        let decimals = Decimal { mantissa: digits, scale: places };
        let value = number.value.checked_add(decimals)?.shifted(after.power)?;
        return Some(made(value, after.last, after.power));
    }
    hundredths(lexed, number).map(|(value, last)| made(value, last, 0))
}

/// `A و B من مئة`: the shortest B that fills the places, else the shortest that leaves a number before it.
fn hundredths(lexed: &Lexed<'_>, number: &NumberMatch) -> Option<(Decimal, usize)> {
    let first = number.first;
    if !number.words {
        return None;
    }
    // The words up to من: number words only.
    let of = (first..first + 24).find(|&k| lexed.whole(k) == "من" || !number_word(lexed, k, first))?;
    if lexed.whole(of) != "من" || lexed.beside(of + 1, first).is_none() {
        return None;
    }
    let whole = parse_number(lexed, of + 1)?;
    let denominator = whole.value.to_whole()?;
    let places = denominator.checked_ilog10().filter(|&p| (1..=6).contains(&p))?;
    if denominator != 10i128.pow(places) {
        return None;
    }
    let head = lexed.upto(of);
    let all = parse_number(&head, first).filter(|n| n.last + 1 == of).and_then(|n| n.value.to_whole());
    if all.is_some_and(|n| n < denominator) {
        return None;
    }
    let split = |fills: bool| {
        (first + 1..of).rev().find_map(|at| {
            let start = head.conjoined(at, first)?;
            let part = parse_number(&head, start).filter(|n| n.last + 1 == of)?.value.to_whole()?;
            let left = parse_number(&lexed.upto(at), first).filter(|n| n.last + 1 == at)?.value;
            let fits = part < denominator && (!fills || part >= denominator / 10);
            fits.then_some(left.checked_add(Decimal { mantissa: part, scale: places as u8 })?)
        })
    };
    split(true).or_else(|| split(false)).map(|value| (value, whole.last))
}

fn number_word(lexed: &Lexed<'_>, i: usize, from: usize) -> bool {
    lexed.beside(i, from).is_some() && (lexed.entry(i).number.is_some() || lexed.is_waw(i))
}

/// واحد على ثلاثة, ثلاثة من عشرة, 1 في المليون is none: a ratio of two numbers.
fn ratio(lexed: &Lexed<'_>, number: &NumberMatch) -> Option<Quantity> {
    let first = number.first;
    let word = lexed.whole(number.last + 1);
    if !matches!(word, "علي" | "من" | "في") {
        return None;
    }
    let mut at = number.last + 2;
    if lexed.whole(at) == "كل" && word == "من" {
        at += 1;
    }
    let item = lexed.beside(at, first)?;
    if item.conjunction || item.particle.is_some() || item.article {
        return None;
    }
    let whole = parse_number(lexed, at)?;
    let (a, b) = (number.value.to_whole()?, whole.value.to_whole()?);
    if b < 2 || number.definite {
        return None;
    }
    if word != "علي" {
        // A part of a counted whole, not "from … to" and not a date.
        let next = whole.last + 1;
        let ends = match lexed.beside(next, first) {
            None => true,
            Some(word) if word.shape == Shape::Word => word.conjunction || lexed.entry(next).roles.has(Roles::FUNCTION),
            Some(next) => matches!(next.shape, Shape::Mark('.' | '،' | ',' | '؟' | ')' | '!' | '؛')),
        };
        let range = matches!(lexed.whole(next), "الي" | "حتي");
        if a >= b || number.power > 0 || !ends || range || (word == "في" && !number.words && b < 11) {
            return None;
        }
    }
    Some(Quantity {
        value: Decimal::quotient(a, b)?,
        ratio: Some((i64::try_from(a).ok()?, i64::try_from(b).ok()?)),
        words: number.words || whole.words,
        fraction: true,
        ..Quantity::whole(0, first, whole.last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::testing::with_lexed;

    fn value(text: &str) -> Option<String> {
        with_lexed(text, |lexed| {
            let found = quantity_at(lexed, 0)?;
            (found.last + 1 == lexed.items.len()).then(|| found.value.to_string())
        })
    }

    #[test]
    fn fractions_and_decimals_in_words() {
        for (text, want) in [
            ("مليون ونصف المليون", "1500000"),
            ("ثلاثة ملايين ونصف", "3500000"),
            ("نصف مليون", "500000"),
            ("ربع مليون", "250000"),
            ("ثلث مليون", "333333.333333333333333"),
            ("ثلاثة أرباع المليون", "750000"),
            ("ثلاثة أرباع", "0.75"),
            ("ثلثي", "0.666666666666667"),
            ("مائة وثلاثة وثلث", "103.333333333333333"),
            ("عشرون و ثلاثة أخماس", "20.6"),
            ("مائة و ثلاثون خمس", "26"),
            ("ثلاثة وثلاثين فاصلة ثلاثة", "33.3"),
            ("اربعة فاصلة خمسة مليون", "4500000"),
            ("سبعة وتسعة وتسعون من مئة", "7.99"),
            ("أربعون وتسعة آلاف وثمان مئة وستة وسبعون من عشرة آلاف", "40.9876"),
            ("مئة وواحد وخمسون من مئة", "101.5"),
            ("واحد على خمسة وعشرون", "0.04"),
            ("ثلاثة من واحد وعشرون", "0.142857142857143"),
            ("جزء من مئة وخمسة", "0.00952380952380952"),
            ("1 1/2", "1.5"),
            ("٣/٤", "0.75"),
            ("½", "0.5"),
            ("سالب خمسة", "-5"),
            ("-4,66", "-4.66"),
        ] {
            assert_eq!(value(text).as_deref(), Some(want), "{text}");
        }
    }
}
