//! What follows a unit: a half more, a smaller coin, below zero, the unit after "per".

use super::amount::Amount;
use super::attach::divided;
use super::lexeme::{Lexed, Shape};
use super::lexicon::{NumberWord, Roles};
use super::measure::{Measure, measure_noun};
use super::quantity::{Quantity, quantity_at};
use crate::{Decimal, Number};

/// `دينار ونصف`, `3 كيلومترات ونصف الكيلومتر`.
pub(crate) fn add_half(lexed: &Lexed<'_>, amount: &mut Amount, quantity: &Quantity) {
    if quantity.fraction {
        return;
    }
    let Some((more, last)) = half_after(lexed, amount.last, amount.first) else { return };
    if let Number::Exact { value, ratio: None } = amount.number
        && let Some(sum) = value.checked_add(more)
    {
        amount.number = Number::Exact { value: sum, ratio: None };
        amount.last = last;
    }
}

fn half_after(lexed: &Lexed<'_>, last: usize, from: usize) -> Option<(Decimal, usize)> {
    let at = lexed.conjoined(last + 1, from)?;
    let fraction = super::fraction::fraction_at(lexed, at)?;
    if lexed.items[at].article || fraction.possessed || (fraction.ambiguous && lexed.bare(at) != "نص") {
        return None;
    }
    let next = fraction.last + 1;
    if lexed.plain_word(next, from) && lexed.items[next].article {
        let same = measure_noun(lexed, next)?;
        return Some((fraction.value, same.last));
    }
    let other = matches!(lexed.entry(next).number, Some(NumberWord::Scale { .. })) && lexed.plain_word(next, from);
    (!other).then_some((fraction.value, fraction.last))
}

/// `20 دولار و43 سنت`
pub(crate) fn add_subunit(lexed: &Lexed<'_>, amount: &mut Amount) {
    let Some(measure) = amount.measure.filter(|m| m.measure.is_money() && m.measure.parts == 1) else { return };
    let Some(at) = lexed.conjoined(amount.last + 1, amount.first) else { return };
    let Some(parts) = quantity_at(lexed, at).filter(|q| !q.fraction) else { return };
    let Some(noun) = measure_noun(lexed, parts.last + 1).filter(|_| lexed.plain_word(parts.last + 1, amount.first))
    else {
        return;
    };
    let codes = |m: &Measure| m.code.into_iter().chain(m.candidates.iter().copied()).collect::<Vec<_>>();
    let shared = codes(measure.measure).iter().any(|c| codes(noun.measure).contains(c));
    if noun.measure.parts == 1 || !shared {
        return;
    }
    let Number::Exact { value: small, .. } =
        divided(Number::Exact { value: parts.value, ratio: None }, noun.measure.parts)
    else {
        return;
    };
    if let Number::Exact { value, ratio: None } = amount.number
        && let Some(sum) = value.checked_add(small)
    {
        amount.number = Number::Exact { value: sum, ratio: None };
        amount.last = noun.last;
    }
}

/// `درجتين تحت الصفر`
pub(crate) fn below_zero(lexed: &Lexed<'_>, amount: &mut Amount) {
    let next = amount.last + 1;
    if matches!(lexed.whole(next), "تحت" | "دون")
        && lexed.whole(next + 1) == "الصفر"
        && lexed.beside(next + 1, amount.first).is_some()
        && let Number::Exact { value, ratio } = amount.number
        && value.mantissa > 0
    {
        amount.number = Number::Exact { value: value.negated(), ratio };
        amount.last = next + 1;
    }
}

/// `في الساعة`, `للبرميل`, `يوميا`: sets the unit after "per"; only في and its noun join the span.
pub(crate) fn rate(lexed: &Lexed<'_>, amount: &mut Amount) {
    let next = amount.last + 1;
    let Some(item) = lexed.beside(next, amount.first) else { return };
    if item.conjunction {
        return;
    }
    let adverb = match lexed.whole(next) {
        "يوميا" => Some("d"),
        "شهريا" => Some("mo"),
        "سنويا" => Some("a"),
        "اسبوعيا" => Some("wk"),
        _ => None,
    };
    if adverb.is_some() {
        amount.per = adverb;
        return;
    }
    if item.particle == Some('ل') && item.article {
        amount.per = measure_noun(lexed, next).and_then(|m| m.measure.code);
        return;
    }
    if lexed.whole(next) != "في" && lexed.whole(next) != "لكل" {
        return;
    }
    let per = match lexed.bare(next + 1) {
        "ثانيه" => "s",
        "دقيقه" => "min",
        "ساعه" => "h",
        "يوم" => "d",
        "اسبوع" => "wk",
        "شهر" => "mo",
        "سنه" | "عام" => "a",
        _ => {
            if lexed.whole(next) == "لكل" {
                amount.per = measure_noun(lexed, next + 1).and_then(|m| m.measure.code);
            }
            return;
        }
    };
    let Some(noun) = lexed.beside(next + 1, amount.first) else { return };
    let after = lexed.beside(next + 2, amount.first);
    // في اليوم الأول, في العام الماضي, في الساعة 5 are times.
    let ends = after.is_none_or(|x| match x.shape {
        Shape::Word => x.conjunction || lexed.entry(next + 2).roles.has(Roles::FUNCTION),
        Shape::Mark(c) => !matches!(c, '(' | '"'),
        _ => false,
    });
    if noun.article == (lexed.whole(next) == "في") && noun.particle.is_none() && ends {
        amount.per = Some(per);
        amount.last = next + 1;
    }
}
