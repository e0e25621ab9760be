//! A number with what it counts: percent, currency, unit or noun, and the words that modify it.

use super::after_unit::{add_half, add_subunit, below_zero, rate};
use super::attach::{attach, attach_to, divided, set_measure};
use super::context::alone;
use super::lexeme::{Lexed, Shape};
use super::lexicon::NounForm;
use super::measure::{MeasureMatch, measure_noun, measure_symbol};
use super::modifier::{modifiers, more_than_one, take_modifier_after};
use super::quantity::{Quantity, quantity_at};
use crate::{Decimal, Modifier, Number, ValueKind};
use khabar_normalize::NormSpan;

/// An amount as the text states it.
#[derive(Clone, Debug)]
pub(crate) struct Amount {
    pub(crate) kind: ValueKind,
    pub(crate) number: Number,
    /// Another reading of the number.
    pub(crate) other: Option<Decimal>,
    pub(crate) modifier: Option<Modifier>,
    /// First lexeme.
    pub(crate) first: usize,
    /// Last lexeme.
    pub(crate) last: usize,
    pub(crate) measure: Option<MeasureMatch>,
    /// The unit after "per".
    pub(crate) per: Option<&'static str>,
    /// The counted noun.
    pub(crate) counted: Option<NormSpan>,
    /// The number phrase before its unit, where there is one.
    pub(crate) quantity: Option<Quantity>,
}

impl Amount {
    /// The value, if it is one number.
    pub(crate) fn value(&self) -> Option<Decimal> {
        match self.number {
            Number::Exact { value, .. } => Some(value),
            _ => None,
        }
    }
}

/// The amount that begins at lexeme `i`, with modifiers before and after it.
pub(crate) fn amount_at(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    let (start, modifier) = modifiers(lexed, i);
    if modifier == Some(Modifier::MoreThan)
        && let Some(amount) = more_than_one(lexed, i, start)
    {
        return Some(amount);
    }
    let mut amount = bare_amount(lexed, start)?;
    if start > i {
        amount.first = i;
        amount.modifier = modifier;
    }
    take_modifier_after(lexed, &mut amount);
    Some(amount)
}

/// The amount at `i` without modifiers.
pub(crate) fn bare_amount(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    symbol_first(lexed, i)
        .or_else(|| percent_first(lexed, i))
        .or_else(|| bracketed(lexed, i))
        .or_else(|| quantity_at(lexed, i).map(|q| attach(lexed, q)))
        .or_else(|| counted_measure(lexed, i))
}

/// An amount of a number phrase alone.
pub(crate) fn of_quantity(q: Quantity) -> Amount {
    Amount {
        kind: if q.fraction { ValueKind::Fraction } else { ValueKind::Cardinal },
        number: Number::Exact { value: q.value, ratio: q.ratio },
        other: q.other,
        modifier: None,
        first: q.first,
        last: q.last,
        measure: None,
        per: None,
        counted: None,
        quantity: Some(q),
    }
}

/// `$20`, `USD 42`, `€3.5 مليون`.
fn symbol_first(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    let item = lexed.items.get(i)?;
    let symbol = match item.shape {
        Shape::Mark(c) => c == '$' || !c.is_ascii(),
        Shape::Word => lexed.text.as_bytes()[item.norm.start() as usize].is_ascii_uppercase(),
        _ => false,
    };
    if !symbol {
        return None;
    }
    let found = measure_symbol(lexed, i).filter(|m| m.measure.is_money())?;
    lexed.beside(found.last + 1, i)?;
    let quantity = quantity_at(lexed, found.last + 1).filter(|q| !q.words || q.power > 0)?;
    let mut amount = of_quantity(quantity);
    set_measure(&mut amount, found);
    amount.first = i;
    Some(amount)
}

/// `%25`
fn percent_first(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    if lexed.mark(i) != Some('%') || (lexed.items[i].glued && i > 0 && lexed.digits_at(i - 1).is_some()) {
        return None;
    }
    lexed.beside(i + 1, i)?;
    let mut amount = of_quantity(quantity_at(lexed, i + 1).filter(|q| !q.words)?);
    amount.kind = ValueKind::Percent;
    amount.first = i;
    Some(amount)
}

/// `(900) وسيلة`, `"400" متطوع`, `(15) بالمئة`.
fn bracketed(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    let close = match lexed.mark(i)? {
        '(' => ')',
        '[' => ']',
        '"' => '"',
        _ => return None,
    };
    lexed.beside(i + 1, i)?;
    let quantity = quantity_at(lexed, i + 1)?;
    let end = quantity.last + 1;
    if lexed.mark(end) != Some(close) || lexed.beside(end, i).is_none() {
        return None;
    }
    let inner = of_quantity(Quantity { first: i, last: end, ..quantity });
    let amount = attach_to(lexed, inner);
    (amount.last > end).then_some(amount)
}

/// Lexemes of a text that is one abbreviation with marks around it, at most.
const LONGEST_ALONE: usize = 16;

/// A unit that says its number: لترين, دولاران, لتر ونصف, دولار واحد.
fn counted_measure(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    // An abbreviation says one only where it is all the text, which a look at the length rules out first.
    let short = i <= 3 && lexed.items.len() <= i + LONGEST_ALONE;
    let abbreviation = || measure_symbol(lexed, i).filter(|m| alone(lexed, i, m.last) && lexed.whole(i).len() > 2);
    let found = measure_noun(lexed, i).or_else(|| if short { abbreviation() } else { None })?;
    let item = &lexed.items[i];
    let count = |value: i128, last: usize| Quantity { definite: item.article, ..Quantity::whole(value, i, last) };
    let with = |quantity: Quantity| {
        let mut amount = of_quantity(quantity);
        set_measure(&mut amount, found);
        if found.measure.parts > 1 {
            amount.number = divided(amount.number, found.measure.parts);
        }
        add_half(lexed, &mut amount, &quantity);
        add_subunit(lexed, &mut amount);
        below_zero(lexed, &mut amount);
        rate(lexed, &mut amount);
        amount
    };
    if found.form == NounForm::Dual {
        return Some(with(count(2, found.last)));
    }
    if found.form != NounForm::Singular && found.form != NounForm::Tanwin {
        return None;
    }
    let next = found.last + 1;
    if matches!(lexed.whole(next), "واحد" | "واحده" | "واحدا") && lexed.plain_word(next, i) && !item.article
    {
        return Some(with(count(1, next)));
    }
    let half = with(count(1, found.last));
    (!item.article && (alone(lexed, i, found.last) || half.last > found.last)).then_some(half)
}
