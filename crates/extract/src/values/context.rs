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
                return !attached;
            }
            let roles = lexed.entry(before).roles;
            let latin = lexed.text[previous.norm.range()].starts_with(|c: char| c.is_ascii_alphabetic());
            let number_sign = matches!(lexed.bare(before), "رقم" | "ارقام");
            (number_sign && !measured(lexed, i))
                || (!attached && (roles.has(Roles::IDENTIFIER) || latin))
                || (roles.has(Roles::MODEL) && !roles.has(Roles::FUNCTION) && !measured(lexed, i))
                || (!attached && is_year_of(lexed, before, i))
                || (!attached && lexed.mark(i + 1) == Some('"') && content_word(lexed, before))
        }
        // كوفيد-19, A-320: a hyphen between a word and digits, nothing else between them.
        Shape::Mark('-' | '–' | '_') if item.glued && previous.glued && before > 0 => {
            matches!(lexed.items[before - 1].shape, Shape::Word)
        }
        Shape::Mark('-' | '–') if before > 0 => {
            let word = &lexed.items[before - 1];
            let latin = lexed.text[word.norm.range()].starts_with(|c: char| c.is_ascii_alphabetic());
            lexed.entry(before - 1).roles.has(Roles::MODEL) || (latin && !attached)
        }
        Shape::Mark('(') => {
            let first = before == 0 || lexed.items[before - 1].sentence != item.sentence;
            !attached && first && lexed.mark(i + 1) == Some(')')
        }
        Shape::Mark('#' | '_' | ':' | '.' | '+') if item.glued => true,
        Shape::Mark('/') => !attached,
        _ => false,
    }
}

/// كأس العالم 2014: a year behind a name.
fn is_year_of(lexed: &Lexed<'_>, before: usize, i: usize) -> bool {
    let year =
        lexed.digits_at(i).is_some_and(|d| d.whole_len == 4 && d.decimals == 0 && lexed.items[i].norm.len() == 4);
    let modern = lexed.text[lexed.items[i].norm.range()].starts_with("19")
        || lexed.text[lexed.items[i].norm.range()].starts_with("20");
    year && modern && content_word(lexed, before)
}

fn measured(lexed: &Lexed<'_>, i: usize) -> bool {
    lexed.mark(i + 1) == Some('%')
        || super::measure::measure_noun(lexed, i + 1).is_some_and(|m| m.form != NounForm::Dual)
}

/// `1- كتب`, `2) ذهب`, `3. قال` at the head of a sentence.
fn list_mark(lexed: &Lexed<'_>, i: usize) -> bool {
    let short = lexed.digits_at(i).is_some_and(|d| d.whole_len <= 2 && d.decimals == 0);
    let mark = matches!(lexed.mark(i + 1), Some('-' | ')' | '.' | '–' | '/' | ':'));
    let text =
        lexed.beside(i + 2, i).is_some_and(|x| x.shape == Shape::Word && (!x.glued || lexed.mark(i + 1) == Some('-')));
    short && mark && text
}

/// Whether digits run on into letters that are no unit (`1M`, `29ك.ل.م`) or into a sum (`5+1`).
pub(crate) fn runs_into_letters(lexed: &Lexed<'_>, last: usize) -> bool {
    lexed.items.get(last + 1).is_some_and(|x| {
        let long = x.norm.len() > 6 && lexed.text[x.norm.range()].starts_with(|c: char| !c.is_ascii());
        let sum =
            lexed.mark(last + 1) == Some('+') && lexed.digits_at(last + 2).is_some_and(|_| lexed.items[last + 2].glued);
        x.glued && ((x.shape == Shape::Word && !long) || sum)
    })
}

/// Whether an ordinal belongs to the name of a ruler: محمد السادس, إليزابيث الثانية.
pub(crate) fn is_rank_of_ruler(lexed: &Lexed<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1).filter(|&k| lexed.items[k].sentence == lexed.items[i].sentence) else {
        return false;
    };
    let item = &lexed.items[i];
    let family = lexed.whole(before) == "ال" && lexed.bare(i) == "ثاني";
    let roles = lexed.entry(before).roles;
    family
        || (item.article
            && !item.conjunction
            && item.particle.is_none()
            && (roles.has(Roles::REGNAL) || named(lexed, before, i)))
}

/// المادة الرابعة, الجيل الرابع (4G), العالم الثالث, الحرب العالمية الثانية, بالدرجة الأولى.
fn named(lexed: &Lexed<'_>, before: usize, i: usize) -> bool {
    if lexed.entry(before).roles.has(Roles::IDENTIFIER)
        && !matches!(
            lexed.bare(before).trim_start_matches("ال"),
            "دور" | "مجموعه" | "نسخه" | "رحله" | "قضيه" | "قناه" | "غرفه" | "باب" | "حلقه" | "قطعه"
        )
    {
        return true;
    }
    let article = lexed.items[before].article;
    let rank = lexed.entry(i).ordinal.unwrap_or(0);
    match lexed.bare_word(before).trim_start_matches("ال") {
        "جيل" => article && (2..=6).contains(&rank),
        "عالم" => article && rank == 3,
        "عالميه" => rank <= 2 && before > 0 && lexed.bare_word(before - 1).ends_with("حرب"),
        "درجه" => rank == 1 && lexed.whole(before).trim_start_matches('و').starts_with("بال"),
        "طراز" | "احرف" => rank == 1,
        _ => false,
    }
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
                matches!(
                    lexed.bare(k),
                    "كل" | "وقت"
                        | "ان"
                        | "جانب"
                        | "يوم"
                        | "اي"
                        | "ولا"
                        | "لا"
                        | "غير"
                        | "صف"
                        | "صوت"
                        | "لكل"
                )
            });
            !one_of
                && !fixed
                && !item.article
                && (item.conjunction
                    || item.particle.is_some()
                    || before.is_none_or(|k| !content_word(lexed, k) || lexed.bare(k) == "رقم"))
        }
        // ألف ليلة وليلة
        Some(NumberWord::Scale { .. }) if single && lexed.whole(next) == "ليله" => false,
        // الاثنين is Monday, السبع a lion, الست a lady; الخمس may be a fifth.
        Some(NumberWord::Unit { value: 2.., .. } | NumberWord::Ten) if single && item.article => {
            // العشر الأواخر are nights of Ramadan.
            let nights = matches!(lexed.stem(next), "الاواخر" | "الاوائل" | "الاولي" | "الاخيره");
            lexed.entry(i).fraction.is_some() && fifth(lexed, i) && !nights
        }
        Some(NumberWord::Unit { value: 6 | 7, .. })
            if single && lexed.beside(next, i).is_some_and(|_| lexed.stem(next).starts_with("ال")) =>
        {
            false
        }
        Some(NumberWord::Hundred { weak: true, .. }) if single => alone(lexed, i, quantity.last),
        _ => true,
    }
}

/// Whether الخمس, السدس, العشر stands as a share: after a preposition, not after the plural it counts.
fn fifth(lexed: &Lexed<'_>, i: usize) -> bool {
    i.checked_sub(1).is_some_and(|k| {
        // مجموعة السبع are the Seven.
        let group = matches!(lexed.bare_word(k), "مجموعه" | "قمه" | "دول" | "فريق" | "صيغه" | "اجتماع" | "بلدان");
        lexed.entry(k).roles.has(Roles::FUNCTION) || !(lexed.items[k].article || group)
    })
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
    if matches!(bare, "ثمن" | "نص") && !lone && !(bare == "ثمن" && has_no_price(lexed, next, i)) {
        return false;
    }
    let after = lexed.bare(next);
    let stage =
        lexed.plain_word(next, i) && matches!(after, "نهايي" | "نهائي" | "خالي" | "دستوري" | "سنوي" | "اخير" | "دايره");
    let ranked = lexed.plain_word(next, i) && lexed.entry(next).ordinal.is_some();
    !stage && !ranked
}

/// ثمن الوزن, ثمن السكان: an eighth, for what stands after it has parts and no price.
fn has_no_price(lexed: &Lexed<'_>, i: usize, from: usize) -> bool {
    let word = lexed.stem(i);
    lexed.plain_word(i, from)
        && matches!(
            word.strip_prefix("ال").unwrap_or(""),
            "وزن"
                | "مساحه"
                | "مسافه"
                | "سكان"
                | "عدد"
                | "طول"
                | "حجم"
                | "ارتفاع"
                | "سرعه"
                | "مقاعد"
                | "اصوات"
                | "ناخبين"
                | "مده"
        )
}

/// Whether the phrase is all the text but for marks.
pub(crate) fn alone(lexed: &Lexed<'_>, first: usize, last: usize) -> bool {
    let mark = |k: usize| matches!(lexed.items[k].shape, Shape::Mark(_));
    (0..first).take(3).all(mark)
        && first <= 3
        && lexed.items.len() <= last + 4
        && (last + 1..lexed.items.len()).all(mark)
}
