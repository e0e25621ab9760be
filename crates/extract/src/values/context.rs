//! Where a number is no value: part of a name, an identifier, "one of", a list mark.

use super::lexeme::{Lexed, Shape};
use super::lexicon::{NounForm, NumberWord, Roles};
use super::quantity::Quantity;

/// Whether the digits at lexeme `i` go on a name or number something: إف 16, كوفيد-19, القرار 2254.
/// `attached`: a unit, currency or counted noun follows them.
pub(crate) fn is_name(lexed: &Lexed<'_>, i: usize, attached: bool) -> bool {
    let Some(before) = i.checked_sub(1).filter(|&k| lexed.items[k].sentence == lexed.items[i].sentence) else {
        return list_mark(lexed, i);
    };
    let item = &lexed.items[i];
    if item.conjunction || item.particle.is_some() {
        return false;
    }
    let previous = &lexed.items[before];
    match previous.shape {
        Shape::Word => {
            if item.glued {
                return true;
            }
            let roles = lexed.entry(before).roles;
            let latin = lexed.text[previous.norm.range()].starts_with(|c: char| c.is_ascii_alphabetic());
            let number_sign = matches!(lexed.bare(before), "رقم" | "ارقام");
            (number_sign && !measured(lexed, i))
                || (!attached && (roles.has(Roles::IDENTIFIER) || latin))
                || (roles.has(Roles::MODEL) && !measured(lexed, i))
        }
        // كوفيد-19, A-320: a hyphen between a word and digits, nothing else between them.
        Shape::Mark('-' | '–' | '_') if item.glued && previous.glued && before > 0 => {
            matches!(lexed.items[before - 1].shape, Shape::Word)
        }
        Shape::Mark('-' | '–') if before > 0 => lexed.entry(before - 1).roles.has(Roles::MODEL),
        Shape::Mark('#' | '_' | '/' | ':' | '.') if item.glued => true,
        _ => false,
    }
}

fn measured(lexed: &Lexed<'_>, i: usize) -> bool {
    lexed.mark(i + 1) == Some('%') || super::measure::measure_noun(lexed, i + 1).is_some_and(|m| m.form != NounForm::Dual)
}

/// `1- كتب`, `2) ذهب`, `3. قال` at the head of a sentence.
fn list_mark(lexed: &Lexed<'_>, i: usize) -> bool {
    let short = lexed.digits_at(i).is_some_and(|d| d.whole_len <= 2 && d.decimals == 0);
    let mark = matches!(lexed.mark(i + 1), Some('-' | ')' | '.' | '–' | '/' | ':'));
    let text = lexed.beside(i + 2, i).is_some_and(|x| x.shape == Shape::Word && !x.glued || lexed.mark(i + 1) == Some('-') && x.shape == Shape::Word);
    short && mark && text
}

/// Whether digits run on into letters that are no unit: `1M`, `29ك.ل.م`.
pub(crate) fn runs_into_letters(lexed: &Lexed<'_>, last: usize) -> bool {
    lexed.items.get(last + 1).is_some_and(|x| x.glued && x.shape == Shape::Word)
}

/// Whether an ordinal belongs to the name of a ruler: محمد السادس, إليزابيث الثانية.
pub(crate) fn is_rank_of_ruler(lexed: &Lexed<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1).filter(|&k| lexed.items[k].sentence == lexed.items[i].sentence) else {
        return false;
    };
    let item = &lexed.items[i];
    item.article && !item.conjunction && item.particle.is_none() && lexed.entry(before).roles.has(Roles::REGNAL)
}

/// Whether the number is a value where it stands alone (nothing counted or measured follows).
pub(crate) fn plausible(lexed: &Lexed<'_>, quantity: &Quantity) -> bool {
    let i = quantity.first;
    let item = &lexed.items[i];
    if item.shape != Shape::Word {
        return true;
    }
    let before = i.checked_sub(1).filter(|&k| lexed.items[k].sentence == item.sentence);
    let next = quantity.last + 1;
    if quantity.fraction {
        return plausible_fraction(lexed, quantity);
    }
    let single = quantity.last == i;
    match lexed.entry(i).number {
        Some(NumberWord::Unit { value: 1, .. }) if single => {
            let one_of = lexed.whole(next) == "من" || matches!(lexed.whole(next), "تلو");
            let fixed = before.is_some_and(|k| {
                matches!(lexed.bare(k), "كل" | "وقت" | "ان" | "جانب" | "يوم" | "اي" | "ولا" | "لا" | "غير" | "صف" | "صوت")
            });
            !one_of && !fixed && !item.article && (item.conjunction || before.is_none_or(|k| !content_word(lexed, k)) || item.particle.is_some())
        }
        // الاثنين is Monday, السبع a lion, الست a lady.
        Some(NumberWord::Unit { value: 2.., .. }) if single && item.article => false,
        Some(NumberWord::Unit { value: 6 | 7, .. }) if single && lexed.beside(next, i).is_some_and(|x| x.article) => false,
        Some(NumberWord::Hundred { weak: true, .. }) if single => alone(lexed, i, quantity.last),
        _ => true,
    }
}

fn content_word(lexed: &Lexed<'_>, i: usize) -> bool {
    lexed.items[i].shape == Shape::Word && !lexed.entry(i).roles.has(Roles::FUNCTION)
}

/// نصف النهائي, الربع الأول, ثمن الكتاب (price) and نص القانون (text) are no fractions.
fn plausible_fraction(lexed: &Lexed<'_>, quantity: &Quantity) -> bool {
    let (i, next) = (quantity.first, quantity.last + 1);
    let Some(word) = lexed.entry(i).fraction else { return true };
    if word.form == NounForm::Plural {
        return true;
    }
    let lone = alone(lexed, i, quantity.last);
    let bare = lexed.bare(i);
    if matches!(bare, "ثمن" | "نص") && !lone {
        return false;
    }
    let after = lexed.bare(next);
    let stage = lexed.plain_word(next, i) && matches!(after, "نهايي" | "نهائي" | "خالي" | "دستوري" | "سنوي" | "اخير" | "دايره");
    let ranked = lexed.plain_word(next, i) && lexed.entry(next).ordinal.is_some();
    !stage && !ranked
}

/// Whether the phrase is all the text but for marks.
pub(crate) fn alone(lexed: &Lexed<'_>, first: usize, last: usize) -> bool {
    let mark = |k: usize| matches!(lexed.items[k].shape, Shape::Mark(_));
    (0..first).take(3).all(mark) && first <= 3 && lexed.items.len() <= last + 4 && (last + 1..lexed.items.len()).all(mark)
}
