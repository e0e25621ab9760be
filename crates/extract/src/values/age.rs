//! Ages: البالغ 45 عاما, عن عمر ناهز 74 عاما, `فلان (26 سنة)`, `فلان، 45 عاما،`, في الثلاثينات من عمره.

use super::amount::{Amount, of_quantity};
use super::lexeme::{Lexed, Shape};
use super::lexicon::Roles;
use super::modifier::modifiers;
use super::ordinal::parse_ordinal;
use super::quantity::Quantity;
use crate::{Decimal, Number, ValueKind};

/// البالغ 45 عاما, عن عمر ناهز 74 عاما, `(26 سنة)`, في الثلاثينات من عمره, سن الثانية عشرة.
pub(crate) fn age_at(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    if let Some(found) = decade(lexed, i).or_else(|| rank_of_age(lexed, i)) {
        return Some(found);
    }
    let (start, modifier) = modifiers(lexed, i);
    lexed.beside(start, i)?;
    let mut amount = years(lexed, start)?;
    let value = amount.value()?;
    if !Decimal::whole(0).is_less(value) || !value.is_less(Decimal::whole(1000)) {
        return None;
    }
    let unit = amount.last;
    let counted = lexed.entry(unit).roles.has(Roles::YEAR) || lexed.entry(unit).roles.has(Roles::TIME_UNIT);
    let older = start > i && matches!(lexed.bare(i), "اكبر" | "اصغر") && lexed.entry(unit).roles.has(Roles::YEAR);
    let cue = older || age_before(lexed, i, counted);
    let after = of_life(lexed, unit);
    let set_apart = counted && in_brackets(lexed, start, unit);
    let years = lexed.entry(unit).roles.has(Roles::YEAR);
    let told = years && (in_apposition(lexed, start, unit) || at_death(lexed, i));
    if !cue && after.is_none() && !set_apart && !told {
        return None;
    }
    amount.last = after.unwrap_or(unit);
    (amount.kind, amount.first) = (ValueKind::Age, i);
    if start > i {
        amount.modifier = modifier;
    }
    Some(amount)
}

/// A number, bare or in brackets, with a unit of years where there is one.
fn years(lexed: &Lexed<'_>, start: usize) -> Option<Amount> {
    let open = matches!(lexed.mark(start), Some('(' | '"'));
    let quantity = super::quantity::quantity_at(lexed, start + usize::from(open)).filter(|q| !q.fraction)?;
    let mut amount = of_quantity(quantity);
    if open {
        let close = lexed.mark(amount.last + 1).filter(|c| matches!(c, ')' | '"'));
        let unit = lexed.entry(amount.last + 2).roles.has(Roles::YEAR);
        close.filter(|_| unit && lexed.beside(amount.last + 2, start).is_some())?;
        (amount.first, amount.last) = (start, amount.last + 1);
    }
    let next = amount.last + 1;
    if lexed.plain_word(next, start) && lexed.entry(next).roles.has(Roles::YEAR) {
        amount.last = next;
    } else if lexed.plain_word(next, start) && lexed.entry(next).roles.has(Roles::TIME_UNIT) {
        // Babies are counted in months and days; this needs a cue.
        amount.last = next;
    } else if lexed.plain_word(next, start) && !lexed.entry(next).roles.has(Roles::FUNCTION) {
        return None;
    }
    Some(amount)
}

/// Whether a word of age stands close before `i`.
fn age_before(lexed: &Lexed<'_>, i: usize, counted: bool) -> bool {
    let reach = if counted { 4 } else { 1 };
    for k in (i.saturating_sub(reach)..i).rev() {
        if lexed.items[k].sentence != lexed.items[i].sentence || lexed.digits_at(k).is_some() {
            return false;
        }
        if lexed.entry(k).roles.has(Roles::AGE) {
            let word = lexed.bare(k);
            let adult = word.starts_with("بالغ");
            // المدة البالغة 3 سنوات is a length of time, البالغ 45 without years an amount.
            let length = k > 0 && matches!(lexed.bare(k - 1), "مده" | "فتره" | "مدتها" | "مدته" | "عقوبه" | "مهله");
            let child = matches!(word, "ابن" | "ابنه" | "بنت" | "ذو" | "ذات");
            // خطة ذات 3 سنوات is no child, الطفلة ذات السبع سنوات is one.
            let far = child && i - k > 2 || word == "ذات" && !lexed.items[i].article;
            // عمر alone is a name; عن عمر ناهز الثمانين is not.
            let told = matches!(word, "عمره" | "عمرها" | "سن" | "بعمر" | "سنها")
                || (word == "عمر" && k > 0 && lexed.whole(k - 1) == "عن");
            return !length && !far && (counted || (!adult && told));
        }
        if matches!(lexed.mark(k), Some('،' | '(' | ')' | ':' | '؛')) {
            return false;
        }
    }
    false
}

/// من عمره, من العمر after the years: the last lexeme.
fn of_life(lexed: &Lexed<'_>, last: usize) -> Option<usize> {
    lexed.beside(last + 2, last)?;
    let life = matches!(lexed.bare(last + 2), "عمره" | "عمرها" | "عمرهم" | "عمر" | "العمر" | "عمرهما" | "عمري");
    (lexed.whole(last + 1) == "من" && life).then_some(last + 2)
}

/// `فلان (26 سنة)`, `المتهم "26 عاما"`: years alone in brackets or quotation marks behind a name.
fn in_brackets(lexed: &Lexed<'_>, start: usize, last: usize) -> bool {
    let Some(open) = start.checked_sub(1) else { return false };
    let paired = matches!((lexed.mark(open), lexed.mark(last + 1)), (Some('('), Some(')')) | (Some('"'), Some('"')));
    if !paired || open == 0 {
        return false;
    }
    let before = &lexed.items[open - 1];
    let length = (open.saturating_sub(3)..open).any(|k| of_length(lexed.bare_word(k)));
    matches!(before.shape, Shape::Word | Shape::Mark('"')) && before.sentence == lexed.items[start].sentence && !length
}

/// `فلان، 45 عاما، قال`, `فلان - 45 عاما -`: years alone between two marks behind a name.
fn in_apposition(lexed: &Lexed<'_>, start: usize, last: usize) -> bool {
    let mark = |k: usize| lexed.mark(k).filter(|c| matches!(c, '،' | ',' | '-' | '–' | '—'));
    let Some(open) = start.checked_sub(1).and_then(mark) else { return false };
    let after = lexed.beside(last + 1, start).and(lexed.mark(last + 1));
    let closed = match after {
        Some('،' | ',') => matches!(open, '،' | ','),
        Some('-' | '–' | '—') => !matches!(open, '،' | ','),
        after => {
            matches!(open, '،' | ',') && after.is_none_or(|c| matches!(c, '.' | ')' | '؛' | '…')) && ends(lexed, last)
        }
    };
    if !closed || lexed.items[start].conjunction || lexed.items[start].particle.is_some() {
        return false;
    }
    // What stands before the mark is a name or its title: no number, no length of time, no verb of a sentence.
    let floor = start.saturating_sub(NAME_REACH);
    let mut words = 0;
    for k in (floor..start - 1).rev() {
        let item = &lexed.items[k];
        let entry = lexed.entry(k);
        if item.sentence != lexed.items[start].sentence || matches!(item.shape, Shape::Mark(c) if c != '"') {
            break;
        }
        let long = entry.roles.has(Roles::TIME_UNIT) || entry.number.is_some() || of_length(lexed.bare_word(k));
        if item.shape != Shape::Word || long {
            return false;
        }
        words += 1;
    }
    words > 0
}

/// Words of a name and its titles, at most.
const NAME_REACH: usize = 8;

/// Whether nothing but marks follows in the sentence.
fn ends(lexed: &Lexed<'_>, last: usize) -> bool {
    (last + 1..last + 3).all(|k| lexed.beside(k, last).is_none_or(|x| matches!(x.shape, Shape::Mark(_))))
}

/// Words whose years are a length of time.
fn of_length(word: &str) -> bool {
    let word = word.strip_prefix("ال").unwrap_or(word);
    matches!(
        word,
        "مده"
            | "فتره"
            | "سجن"
            | "حبس"
            | "عقوبه"
            | "بعد"
            | "قبل"
            | "منذ"
            | "مهله"
            | "حكم"
            | "اشغال"
            | "ضمان"
            | "عقد"
    )
}

/// توفي عن 74 عاما, رحيل فلان عن 80 عاما.
fn at_death(lexed: &Lexed<'_>, i: usize) -> bool {
    let Some(about) = i.checked_sub(1).filter(|&k| lexed.whole(k) == "عن") else { return false };
    (about.saturating_sub(NAME_REACH)..about).any(|k| {
        lexed.items[k].sentence == lexed.items[i].sentence
            && matches!(
                lexed.bare_word(k).trim_start_matches("ال"),
                "توفي"
                    | "توفيت"
                    | "وفاه"
                    | "رحل"
                    | "رحلت"
                    | "رحيل"
                    | "مات"
                    | "ماتت"
                    | "موت"
                    | "يرحل"
                    | "ترحل"
                    | "غيب"
                    | "فارق"
                    | "فارقت"
                    | "وفاته"
                    | "وفاتها"
                    | "رحيله"
                    | "رحيلها"
            )
    })
}

/// في الثلاثينات من عمره, في العقد الرابع من العمر.
fn decade(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    let (tens, end) = match lexed.entry(i).decade {
        Some(tens) => (i128::from(tens), i),
        None if matches!(lexed.whole(i), "العقد" | "عقده" | "عقدها") => {
            let rank = parse_ordinal(lexed, i + 1).filter(|o| o.definite && (1..=11).contains(&o.value))?;
            (10 * (rank.value - 1), rank.last)
        }
        None => return None,
    };
    let last = of_life(lexed, end)?;
    let mut amount = of_quantity(Quantity::definite(tens, i));
    amount.number = Number::Range { from: Some(Decimal::whole(tens)), to: Some(Decimal::whole(tens + 9)) };
    (amount.kind, amount.last) = (ValueKind::Age, last);
    Some(amount)
}

/// السابعة عشرة من عمره, سن الثانية عشرة.
fn rank_of_age(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    let at_age = lexed.bare(i) == "سن" && lexed.beside(i + 1, i).is_some();
    let start = if at_age { i + 1 } else { i };
    let rank = parse_ordinal(lexed, start).filter(|o| o.definite)?;
    let life = of_life(lexed, rank.last);
    let feminine = lexed.bare(start).ends_with('ه') || rank.may_be_cardinal || rank.value == 1;
    if !(at_age || life.is_some()) || !feminine {
        return None;
    }
    let mut amount = of_quantity(Quantity::definite(rank.value, start));
    (amount.kind, amount.first, amount.last) = (ValueKind::Age, i, life.unwrap_or(rank.last));
    if lexed.plain_word(amount.last + 1, i) && lexed.entry(amount.last + 1).roles.has(Roles::YEAR) {
        amount.last += 1;
    }
    Some(amount)
}
