//! Parts of a whole: نصف, ثلثا, ثلاثة أرباع, واحد على ثلاثة, جزء من مئة, 3/4, ½.

use super::lexeme::{Lexed, Shape};
use super::lexicon::{NounForm, NumberWord, Roles};
use super::number::{NumberMatch, parse_number};
use crate::Decimal;

/// A fraction as stated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct FractionMatch {
    pub(crate) value: Decimal,
    /// Numerator and denominator as stated.
    pub(crate) ratio: (i64, i64),
    /// Last lexeme.
    pub(crate) last: usize,
    /// The same word counts a whole too: خمس "five", ثمن "price".
    pub(crate) ambiguous: bool,
    /// A pronoun is joined: ثلثها
    pub(crate) possessed: bool,
}

fn made(numerator: i128, denominator: i128, last: usize) -> Option<FractionMatch> {
    Some(FractionMatch {
        value: Decimal::quotient(numerator, denominator)?,
        ratio: (i64::try_from(numerator).ok()?, i64::try_from(denominator).ok()?),
        last,
        ambiguous: false,
        possessed: false,
    })
}

/// The fraction that begins at lexeme `i`.
pub(crate) fn fraction_at(lexed: &Lexed<'_>, i: usize) -> Option<FractionMatch> {
    let item = lexed.items.get(i)?;
    match item.shape {
        Shape::Ratio(a, b) => return slashed(lexed, i, a, b),
        Shape::Mark(c) => {
            let (numerator, denominator) = vulgar(c)?;
            return made(numerator, denominator, i);
        }
        Shape::Word | Shape::Digits(_) => {}
        _ => return None,
    }
    if lexed.bare(i) == "جزء" && !item.article {
        return parts_of(lexed, i, 1, i);
    }
    if let Some(found) = one_word(lexed, i) {
        return Some(found);
    }
    let number = parse_counter(lexed, i)?;
    let count = number.value.to_whole()?;
    let next = number.last + 1;
    if let Some(word) = lexed.entry(next).fraction.filter(|_| lexed.plain_word(next, i)) {
        let counted = match word.form {
            NounForm::Plural => (3..=10).contains(&count),
            // From eleven on the part stands in the singular: مئة وثلاثون خمسا
            NounForm::Singular => count > 10,
            _ => false,
        };
        if counted && (word.denominator > 2 || word.form == NounForm::Plural) {
            return made(count, i128::from(word.denominator), next);
        }
    }
    if matches!(lexed.bare(next), "جزء" | "جزءا" | "اجزاء") && lexed.plain_word(next, i) {
        return parts_of(lexed, next, count, i);
    }
    None
}

/// The number before the name of a part; unlike [`parse_number`] it takes ثلاثة before أرباع.
fn parse_counter(lexed: &Lexed<'_>, i: usize) -> Option<NumberMatch> {
    if let Some(number) = parse_number(lexed, i) {
        return Some(number);
    }
    match lexed.entry(i).number? {
        NumberWord::Unit { value: value @ 3.., .. } => Some(NumberMatch::whole(i128::from(value), i, i)),
        NumberWord::Ten => Some(NumberMatch::whole(10, i, i)),
        _ => None,
    }
}

/// نصف, ثلثا, الثلثين, ثلثها.
fn one_word(lexed: &Lexed<'_>, i: usize) -> Option<FractionMatch> {
    let word = lexed.entry(i).fraction?;
    let parts = match word.form {
        NounForm::Singular => 1,
        NounForm::Dual | NounForm::Construct => 2,
        NounForm::Plural | NounForm::Tanwin => return None,
    };
    let mut found = made(parts, i128::from(word.denominator), i)?;
    found.ambiguous = lexed.entry(i).number.is_some() || word.denominator == 8 || lexed.bare(i) == "نص";
    found.possessed = word.possessed;
    Some(found)
}

/// جزء من مئة, 15 جزءا من ألف: `part` is the lexeme of جزء.
fn parts_of(lexed: &Lexed<'_>, part: usize, count: i128, from: usize) -> Option<FractionMatch> {
    if lexed.whole(part + 1) != "من" {
        return None;
    }
    lexed.beside(part + 2, from)?;
    let whole = parse_number(lexed, part + 2)?;
    let denominator = whole.value.to_whole().filter(|&d| d > 1)?;
    made(count, denominator, whole.last)
}

/// `3/4`; a denominator of one is a fraction typed from right to left.
fn slashed(lexed: &Lexed<'_>, i: usize, a: u32, b: u32) -> Option<FractionMatch> {
    let (mut numerator, mut denominator) = (a, b);
    if b == 1 && a > 1 && a <= 10 && lexed.plain_word(i + 1, i) && lexed.items[i + 1].article {
        (numerator, denominator) = (b, a);
    }
    let usual = matches!(denominator, 2..=10 | 12 | 16 | 20 | 25 | 32 | 50 | 64 | 100 | 1000);
    (usual && numerator > 0 && (numerator < denominator || denominator >= 100))
        .then(|| made(numerator.into(), denominator.into(), i))?
}

/// ½ and its kin (Unicode, Number Forms).
fn vulgar(c: char) -> Option<(i128, i128)> {
    Some(match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    })
}

/// What follows a number and adds a part to it: `ونصف`, `ونصف المليون`, `وثلاثة أرباع`, ` 1/2`.
/// `power` is the number's last scale. Returns what to add and the last lexeme.
pub(crate) fn fraction_tail(lexed: &Lexed<'_>, number: &NumberMatch) -> Option<(Decimal, usize)> {
    let from = number.first;
    let whole = number.value.to_whole();
    if let (Some(_), Some(item)) = (whole.filter(|_| !number.words), lexed.beside(number.last + 1, from))
        && matches!(item.shape, Shape::Ratio(..) | Shape::Mark('½' | '¼' | '¾' | '⅓' | '⅔'))
    {
        let fraction = fraction_at(lexed, number.last + 1)?;
        return Some((fraction.value, fraction.last));
    }
    let at = lexed.conjoined(number.last + 1, from)?;
    if let Some(found) = ratio_tail(lexed, at, from) {
        return Some(found);
    }
    if lexed.items[at].article || matches!(lexed.items[at].shape, Shape::Ratio(..) | Shape::Mark(_)) {
        return None;
    }
    let fraction = fraction_at(lexed, at).filter(|f| !f.possessed)?;
    // خمسة وخمس, مئة وسبع: the word counts wholes unless nothing else can be meant.
    if fraction.ambiguous && lexed.bare(at) != "نص" {
        return None;
    }
    let next = fraction.last + 1;
    if number.power > 0 {
        // ألف وربع مية, مليون وربع ألف: a part of a smaller scale.
        let smaller = match lexed.entry(next).number.filter(|_| lexed.plain_word(next, from)) {
            Some(NumberWord::HundredNoun) => Some(2),
            Some(NumberWord::Scale { power, form: NounForm::Singular }) if power < number.power => Some(power),
            _ => None,
        };
        if let Some(power) = smaller {
            return Some((fraction.value.shifted(power)?, next));
        }
        let amount = fraction.value.shifted(number.power)?;
        let same = matches!(lexed.entry(next).number, Some(NumberWord::Scale { power, .. }) if power == number.power)
            && lexed.plain_word(next, from);
        // مليون وربع السكان is two things.
        if !same && lexed.plain_word(next, from) && lexed.items[next].article {
            return None;
        }
        return Some((amount, if same { next } else { fraction.last }));
    }
    if lexed.plain_word(next, from) {
        let other_scale = matches!(lexed.entry(next).number, Some(NumberWord::Scale { .. }));
        let definite = lexed.items[next].article && !lexed.entry(next).roles.has(Roles::FUNCTION);
        if other_scale || definite {
            return None;
        }
    }
    Some((fraction.value, fraction.last))
}

/// `16 و17 على 3`: a whole and a ratio.
fn ratio_tail(lexed: &Lexed<'_>, at: usize, from: usize) -> Option<(Decimal, usize)> {
    let numerator = parse_number(lexed, at)?;
    if lexed.whole(numerator.last + 1) != "علي" || lexed.beside(numerator.last + 2, from).is_none() {
        return None;
    }
    let denominator = parse_number(lexed, numerator.last + 2)?;
    let value = Decimal::quotient(numerator.value.to_whole()?, denominator.value.to_whole()?)?;
    Some((value, denominator.last))
}
