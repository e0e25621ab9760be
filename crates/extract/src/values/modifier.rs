//! نحو, أكثر من, على الأقل: how a number is to be taken.

use super::amount::{Amount, of_quantity};
use super::lexeme::Lexed;
use super::lexicon::Phrase;
use super::quantity::Quantity;
use crate::{Modifier, ValueKind};
use khabar_normalize::NormSpan;

/// The modifier phrase that begins at `i`, before a number, and its last lexeme.
pub(crate) fn modifier_at(lexed: &Lexed<'_>, i: usize) -> Option<(usize, Modifier)> {
    lexed.phrase(i, |phrase| match phrase {
        Phrase::ModifierBefore(modifier) => Some(*modifier),
        _ => None,
    })
}

/// The modifier phrase after a number that ends at `last`, and its last lexeme.
pub(crate) fn modifier_after(lexed: &Lexed<'_>, last: usize) -> Option<(usize, Modifier)> {
    lexed.beside(last + 1, last)?;
    lexed.phrase(last + 1, |phrase| match phrase {
        Phrase::ModifierAfter(modifier) => Some(*modifier),
        _ => None,
    })
}

/// أكثر من مرة, أكثر من جهة: more than one.
pub(crate) fn more_than_one(lexed: &Lexed<'_>, i: usize, noun: usize) -> Option<Amount> {
    let counts = matches!(
        lexed.whole(noun),
        "مره"
            | "محور"
            | "جهه"
            | "موقع"
            | "مكان"
            | "شخص"
            | "دوله"
            | "مدينه"
            | "سبب"
            | "ملف"
            | "طرف"
            | "مستوي"
            | "منطقه"
            | "لغه"
            | "نوع"
            | "شكل"
            | "صعيد"
            | "مناسبه"
            | "جانب"
            | "مصدر"
            | "موضع"
            | "اتجاه"
            | "مشروع"
            | "لاعب"
            | "مباراه"
    );
    if !counts || lexed.bare(i) != "اكثر" || noun != i + 2 {
        return None;
    }
    let item = &lexed.items[noun];
    let mut amount = of_quantity(Quantity::whole(1, i, noun));
    amount.kind = ValueKind::Quantity;
    amount.modifier = Some(Modifier::MoreThan);
    amount.counted = Some(NormSpan::new(item.stem, item.norm.end()));
    Some(amount)
}

/// The modifiers that begin at `i` and where the number would begin: أكثر من, نحو نسبة, لأكثر من نحو.
pub(crate) fn modifiers(lexed: &Lexed<'_>, i: usize) -> (usize, Option<Modifier>) {
    let (mut at, mut modifier): (usize, Option<Modifier>) = (i, None);
    for _ in 0..3 {
        if let Some((last, found)) = comparison(lexed, at).or_else(|| modifier_at(lexed, at)) {
            if lexed.beside(last + 1, i).is_none() {
                break;
            }
            modifier = match modifier {
                Some(kept) if kept != Modifier::Approx => Some(kept),
                _ => Some(found),
            };
            at = last + 1;
        } else {
            break;
        }
    }
    if modifier.is_some() {
        let filler =
            matches!(lexed.bare(at), "نسبه" | "مبلغ" | "سن" | "عتبه" | "حاجز" | "مستوي" | "الي" | "عدد" | "قيمه")
                || matches!(lexed.whole(at), "ب" | "ال" | "عن" | "من");
        if filler && lexed.beside(at + 1, i).is_some() {
            at += 1;
        }
    }
    (at, modifier)
}

/// `>`, `<=`, `≥` before a number.
fn comparison(lexed: &Lexed<'_>, i: usize) -> Option<(usize, Modifier)> {
    let first = lexed.mark(i)?;
    let second = lexed.mark(i + 1).filter(|_| lexed.items[i + 1].glued);
    let (last, modifier) = match (first, second) {
        ('>', Some('=')) => (i + 1, Modifier::AtLeast),
        ('<', Some('=')) => (i + 1, Modifier::AtMost),
        ('≥', _) => (i, Modifier::AtLeast),
        ('≤', _) => (i, Modifier::AtMost),
        ('>', _) => (i, Modifier::MoreThan),
        ('<', _) => (i, Modifier::LessThan),
        _ => return None,
    };
    // `<>`, `=<`: no comparison of one number.
    let odd = i > 0 && lexed.items[i].glued && matches!(lexed.mark(i - 1), Some('=' | '<' | '>'));
    (!odd && (lexed.digits_at(last + 1).is_some() || lexed.mark(last + 1) == Some('-'))).then_some((last, modifier))
}

pub(crate) fn take_modifier_after(lexed: &Lexed<'_>, amount: &mut Amount) {
    if let Some((last, modifier)) = modifier_after(lexed, amount.last) {
        // نقاطه 5000 أو أكثر من 4500: the phrase belongs to what follows.
        if matches!(lexed.whole(last + 1), "من" | "عن" | "علي") && lexed.beside(last + 1, amount.last).is_some()
        {
            return;
        }
        let item = &lexed.items[amount.last + 1];
        let word = lexed.bare(amount.last + 1);
        // فأكثر and وأكثر need their conjunction, ونيف too; أو أكثر has its own.
        let joined = matches!(word, "اكثر" | "اقل" | "ما" | "نيف" | "نيفا");
        if joined != item.conjunction && last == amount.last + 1 && joined {
            return;
        }
        if amount.modifier.is_none_or(|m| m == Modifier::Approx)
            || matches!(modifier, Modifier::AtLeast | Modifier::AtMost)
        {
            amount.modifier = Some(modifier);
        }
        amount.last = last;
    } else if lexed.is_waw(amount.last + 1) || lexed.whole(amount.last + 1) == "او" {
        // خمس مئة وأكثر with a detached و.
        if let Some((last, modifier)) = modifier_after(lexed, amount.last + 1).filter(|_| lexed.is_waw(amount.last + 1))
        {
            amount.modifier = Some(modifier);
            amount.last = last;
        }
    }
}
