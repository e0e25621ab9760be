//! What follows a number phrase: percent, a currency or unit, the counted noun.

use super::after_unit::{add_half, add_subunit, below_zero, rate};
use super::amount::{Amount, of_quantity};
use super::counted::{counted_noun, partitive};
use super::lexeme::{Lexed, Shape};
use super::lexicon::{NounForm, NumberWord};
use super::measure::{Measure, MeasureMatch, measure_noun, measure_symbol};
use super::quantity::Quantity;
use crate::{Decimal, Number, ValueKind};

/// What follows the number phrase.
pub(crate) fn attach(lexed: &Lexed<'_>, quantity: Quantity) -> Amount {
    attach_to(lexed, of_quantity(quantity))
}

pub(crate) fn attach_to(lexed: &Lexed<'_>, mut amount: Amount) -> Amount {
    let Some(quantity) = amount.quantity else { return amount };
    let next = amount.last + 1;
    if let Some((last, factor)) = percent_after(lexed, amount.last) {
        amount.kind = ValueKind::Percent;
        amount.last = last;
        if factor != 0 {
            amount.number = scaled(amount.number, factor);
        }
        return amount;
    }
    if let Some(found) = measure_after(lexed, &amount, &quantity) {
        let parts = found.measure.parts;
        set_measure(&mut amount, found);
        prefer_separator(&mut amount, found.measure);
        if parts > 1 {
            amount.number = divided(amount.number, parts);
        }
        add_half(lexed, &mut amount, &quantity);
        add_subunit(lexed, &mut amount);
        below_zero(lexed, &mut amount);
        rate(lexed, &mut amount);
        return amount;
    }
    if quantity.possessed {
        return amount;
    }
    if let Some((span, last)) = counted_noun(lexed, next, amount.first, &quantity) {
        if !quantity.fraction {
            amount.kind = ValueKind::Quantity;
            prefer_whole(&mut amount);
        }
        (amount.counted, amount.last) = (Some(span), last);
        rate(lexed, &mut amount);
    } else if let Some((span, last)) = partitive(lexed, next, amount.first).filter(|_| may_be_part(lexed, &quantity)) {
        amount.kind = ValueKind::Quantity;
        prefer_whole(&mut amount);
        (amount.counted, amount.last) = (Some(span), last);
    } else {
        below_zero(lexed, &mut amount);
    }
    amount
}

pub(crate) fn set_measure(amount: &mut Amount, found: MeasureMatch) {
    amount.kind = if found.measure.is_money() { ValueKind::Money } else { ValueKind::Quantity };
    amount.last = amount.last.max(found.last);
    amount.measure = Some(found);
}

/// `%`, في المئة, بالمائة, في الألف: the last lexeme, and the power of ten that makes it percent.
fn percent_after(lexed: &Lexed<'_>, last: usize) -> Option<(usize, i8)> {
    let mut at = last + 1;
    let mut item = lexed.beside(at, last)?;
    match item.shape {
        Shape::Mark('%') => {
            // 5 %20 is not five percent.
            let other = lexed.items.get(at + 1).is_some_and(|x| x.glued && matches!(x.shape, Shape::Digits(_)));
            return (!other || item.glued).then_some((at, 0));
        }
        Shape::Mark('‰') => return Some((at, -1)),
        Shape::Word => {}
        _ => return None,
    }
    if item.conjunction {
        return None;
    }
    let mut within = item.particle == Some('ب');
    let part_of = lexed.whole(at) == "من";
    if part_of || matches!(lexed.whole(at), "في" | "ف" | "ب") {
        at += 1;
        item = lexed.beside(at, last)?;
        within = item.particle.is_none();
    }
    if !within || !item.article {
        return None;
    }
    // بالمئة ألف is not percent; neither is في المئة يوم الأولى.
    let power = match lexed.entry(at).number? {
        NumberWord::HundredNoun => 0,
        NumberWord::Scale { power: 3, form: NounForm::Singular } => -1,
        _ => return None,
    };
    // 50 من المئة is percent, من المئة الأوائل a part of those hundred.
    let more = lexed.plain_word(at + 1, last);
    let counted = more && (part_of || matches!(lexed.entry(at + 1).number, Some(NumberWord::Scale { .. })));
    (!counted && (power == 0 || !part_of)).then_some((at, power))
}

fn scaled(number: Number, power: i8) -> Number {
    let shift =
        |v: Decimal| Decimal { mantissa: v.mantissa, scale: v.scale.saturating_add(power.unsigned_abs()) }.trimmed();
    match number {
        Number::Exact { value, ratio } => Number::Exact { value: shift(value), ratio },
        other => other,
    }
}

pub(crate) fn divided(number: Number, parts: u16) -> Number {
    let power = if parts == 1000 { 3 } else { 2 };
    scaled(number, power)
}

/// The unit or currency after the number.
fn measure_after(lexed: &Lexed<'_>, amount: &Amount, quantity: &Quantity) -> Option<MeasureMatch> {
    let next = amount.last + 1;
    let item = lexed.beside(next, amount.first)?;
    if item.conjunction || item.particle.is_some() {
        return None;
    }
    let noun = measure_noun(lexed, next).filter(|m| m.form != NounForm::Dual && !item.article);
    if noun.is_some() {
        return noun;
    }
    if let Some(noun) = measure_noun(lexed, next).filter(|_| item.article && quantity.power > 0 && quantity.definite) {
        return Some(noun);
    }
    let symbol = measure_symbol(lexed, next)?;
    // One letter is a unit only at decimals or glued to the digits: `5.5 م`, `100م`.
    let text = &lexed.text[item.norm.range()];
    let letter = text.chars().count() == 1 && text.chars().all(char::is_alphabetic);
    let digits = !quantity.words || quantity.power > 0;
    let precise = quantity.value.scale > 0 || item.glued;
    (digits && (!letter || precise)).then_some(symbol)
}

/// Three digits after one separator: `12.500 دولار` is twelve thousand, `2.860 دينار` is not.
fn prefer_separator(amount: &mut Amount, measure: &Measure) {
    let digits = amount.quantity.is_some_and(|q| q.power == 0 && !q.words);
    if digits && measure.is_money() && measure.decimals < 3 {
        prefer_whole(amount);
    }
}

/// People and things are counted in whole numbers. The other reading is there only where three digits
/// follow one separator; zeros at their end are trimmed from the value (10.800 is 10.8 or 10800).
fn prefer_whole(amount: &mut Amount) {
    if let (Some(other), Number::Exact { value, ratio }) = (amount.other, amount.number)
        && value.scale > 0
        && other.scale == 0
    {
        amount.number = Number::Exact { value: other, ratio };
        amount.other = Some(value);
    }
}

/// 76 من أساتذة القانون counts; واحد من أهم الكتب is "one of".
fn may_be_part(lexed: &Lexed<'_>, quantity: &Quantity) -> bool {
    let one = quantity.words && quantity.value == Decimal::whole(1);
    let plural = || {
        let word = lexed.bare(quantity.last + 2);
        word.ends_with("ين") || word.ends_with("ات")
    };
    !quantity.fraction && (!one || plural())
}
