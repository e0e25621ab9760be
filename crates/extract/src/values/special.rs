//! Numbers whose place tells their kind: ages, results of matches, telephone numbers.

use super::amount::{Amount, modifiers, of_quantity};
use super::lexeme::{Lexed, Shape};
use super::lexicon::Roles;
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
    if !cue && after.is_none() && !(counted && in_brackets(lexed, start, unit)) {
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
            let far = i - k > 2 && matches!(word, "ابن" | "ابنه" | "بنت" | "ذو");
            return !length && !far && (counted || !adult && matches!(word, "عمره" | "عمرها" | "سن" | "بعمر" | "سنها"));
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
    let life = matches!(lexed.bare(last + 2), "عمره" | "عمرها" | "عمرهم" | "عمر" | "عمرهما" | "عمري");
    (lexed.whole(last + 1) == "من" && life).then_some(last + 2)
}

/// `فلان (26 سنة)`: years alone in brackets behind a name.
fn in_brackets(lexed: &Lexed<'_>, start: usize, last: usize) -> bool {
    let Some(open) = start.checked_sub(1) else { return false };
    if lexed.mark(open) != Some('(') || lexed.mark(last + 1) != Some(')') || open == 0 {
        return false;
    }
    let before = &lexed.items[open - 1];
    let length = matches!(lexed.bare(open - 1), "مده" | "فتره" | "سجن" | "حبس" | "عقوبه" | "بعد" | "قبل" | "منذ");
    matches!(before.shape, Shape::Word | Shape::Mark('"')) && before.sentence == lexed.items[start].sentence && !length
}

/// في الثلاثينات من عمره.
fn decade(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    let tens = lexed.entry(i).decade?;
    let last = of_life(lexed, i)?;
    let mut amount = of_quantity(words(i, i128::from(tens)));
    amount.number =
        Number::Range { from: Some(Decimal::whole(i128::from(tens))), to: Some(Decimal::whole(i128::from(tens) + 9)) };
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
    let mut amount = of_quantity(words(start, rank.value));
    (amount.kind, amount.first, amount.last) = (ValueKind::Age, i, life.unwrap_or(rank.last));
    if lexed.plain_word(amount.last + 1, i) && lexed.entry(amount.last + 1).roles.has(Roles::YEAR) {
        amount.last += 1;
    }
    Some(amount)
}

fn words(at: usize, value: i128) -> Quantity {
    Quantity { definite: true, ..Quantity::whole(value, at, at) }
}

/// Words after which `2-1` is a result, as far back as they count.
const SCORE_REACH: usize = 25;

/// `3-1`, `2 - 0`, `4/6 - 3/6`, بهدفين لهدف.
pub(crate) fn score_at(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    let (from, to, last) = goals(lexed, i).or_else(|| figures(lexed, i))?;
    let mut amount = of_quantity(words(i, from));
    amount.number = Number::Range { from: Some(Decimal::whole(from)), to: Some(Decimal::whole(to)) };
    (amount.kind, amount.last) = (ValueKind::Score, last);
    Some(amount)
}

fn figures(lexed: &Lexed<'_>, i: usize) -> Option<(i128, i128, usize)> {
    let side = |k: usize| match lexed.items.get(k)?.shape {
        Shape::Digits(n) => lexed.digits[n as usize].value.to_whole().filter(|&v| v <= 40),
        Shape::Ratio(a, _) => Some(i128::from(a)),
        _ => None,
    };
    let sets = matches!(lexed.items.get(i)?.shape, Shape::Ratio(..));
    let from = side(i)?;
    let dash = matches!(lexed.mark(i + 1), Some('-' | '–' | '/' | '−')) || matches!(lexed.whole(i + 1), "مقابل");
    lexed.beside(i + 2, i).filter(|_| dash)?;
    let to = side(i + 2)?;
    let third = matches!(lexed.mark(i + 3), Some('/' | '%'))
        || lexed.beside(i + 3, i).is_some_and(|x| x.glued && x.shape == Shape::Word);
    let before = i > 0 && lexed.items[i].glued && matches!(lexed.mark(i - 1), Some('-' | '/' | '+'));
    let cued = (i.saturating_sub(SCORE_REACH)..(i + 8).min(lexed.items.len()))
        .any(|k| lexed.items[k].sentence == lexed.items[i].sentence && lexed.entry(k).roles.has(Roles::SCORE));
    let both = matches!(lexed.items[i + 2].shape, Shape::Ratio(..)) == sets;
    (cued && !third && !before && both).then_some((from, to, i + 2))
}

/// بهدفين لهدف, بثلاثة أهداف مقابل هدفين, بهدف دون رد.
fn goals(lexed: &Lexed<'_>, i: usize) -> Option<(i128, i128, usize)> {
    let (from, last) = goal_count(lexed, i)?;
    let next = last + 1;
    let item = lexed.beside(next, i)?;
    if item.particle == Some('ل') && !item.conjunction {
        let (to, last) = goal_count(lexed, next).or_else(|| number(lexed, next))?;
        return Some((from, to, last));
    }
    match (lexed.whole(next), lexed.whole(next + 1)) {
        ("مقابل" | "ل", "لا") if lexed.whole(next + 2) == "شيء" => Some((from, 0, next + 2)),
        ("دون" | "بدون" | "بلا" | "من", "رد" | "مقابل" | "دون") => {
            Some((from, 0, if lexed.whole(next) == "من" { next + 2 } else { next + 1 }))
        }
        ("مقابل" | "ل", _) => {
            lexed.beside(next + 1, i)?;
            let (to, last) = goal_count(lexed, next + 1).or_else(|| number(lexed, next + 1))?;
            Some((from, to, last))
        }
        ("نظيف" | "نظيفه" | "نظيفين" | "يتيم", _) => Some((from, 0, next)),
        _ => None,
    }
}

fn goal_count(lexed: &Lexed<'_>, i: usize) -> Option<(i128, usize)> {
    match lexed.bare_word(i) {
        "هدف" | "هدفا" => return Some((1, if lexed.whole(i + 1) == "واحد" { i + 1 } else { i })),
        "هدفين" | "هدفان" => return Some((2, i)),
        _ => {}
    }
    let (count, last) = number(lexed, i)?;
    let noun = lexed.plain_word(last + 1, i) && matches!(lexed.bare_word(last + 1), "اهداف" | "هدف" | "هدفا");
    noun.then_some((count, last + 1))
}

fn number(lexed: &Lexed<'_>, i: usize) -> Option<(i128, usize)> {
    let found = super::number::parse_number(lexed, i)?;
    found.value.to_whole().filter(|&v| v <= 40).map(|v| (v, found.last))
}

/// Fewest and most digits of a telephone number (ITU-T E.164: fifteen at most).
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// A telephone number: `+963 11 222 3333`, or digits behind هاتف.
pub(crate) fn phone_at(lexed: &Lexed<'_>, i: usize) -> Option<usize> {
    let plus = |k: usize| lexed.mark(k) == Some('+');
    let start = match lexed.items.get(i)?.shape {
        Shape::Mark('(') if plus(i + 1) => i + 1,
        _ => i,
    };
    let (mut at, mut digits, mut last, mut groups) = (start + usize::from(plus(start)), 0, None, 0);
    while let Some(item) = lexed.beside(at, i) {
        match item.shape {
            Shape::Digits(_) | Shape::Figures | Shape::Ratio(..) if !item.conjunction && item.particle.is_none() => {
                digits += lexed.text[item.norm.range()].bytes().filter(u8::is_ascii_digit).count();
                (last, groups) = (Some(at), groups + 1);
                if digits > *PHONE_DIGITS.end() {
                    return None;
                }
            }
            Shape::Mark('-' | '/' | '.' | ')' | '(') if groups > 0 && at < i + 16 => {}
            _ => break,
        }
        at += 1;
    }
    let mut last = last?;
    if !PHONE_DIGITS.contains(&digits) {
        return None;
    }
    let extension = extension(lexed, last);
    if let Some(end) = extension {
        last = end;
    }
    let cue = (i.saturating_sub(4)..i)
        .any(|k| lexed.items[k].sentence == lexed.items[i].sentence && lexed.entry(k).roles.has(Roles::PHONE));
    let figures = lexed.items[i..=last].iter().any(|x| x.shape == Shape::Figures);
    let prefix = start + usize::from(plus(start));
    let first_group = lexed.text[lexed.items.get(prefix)?.norm.range()].len();
    // With a plus sign the country code is one to three digits, or the whole number is one group.
    let international = plus(start)
        && lexed.items[prefix].glued
        && digits >= 8
        && (first_group <= 3 || first_group >= 9)
        && !lexed.text[lexed.items[prefix].norm.start() as usize..lexed.items[last].norm.end() as usize].contains(',')
        && !thousands(lexed, prefix, last);
    let dashes = (i..last).filter(|&k| lexed.mark(k) == Some('-')).count();
    (international
        || cue
        || (figures && digits < 10 && only(lexed, i, last) && dotted(lexed, i, last))
        || (dashes >= 2 && groups >= 3))
        .then_some(last)
        .or(extension)
}

/// `6507018887 ext. 897`, فرعي 897.
fn extension(lexed: &Lexed<'_>, last: usize) -> Option<usize> {
    let word = lexed.whole(last + 1);
    if !matches!(word, "x" | "ext" | "فرعي" | "تحويله" | "داخلي") {
        return None;
    }
    let at = if lexed.mark(last + 2) == Some('.') { last + 3 } else { last + 2 };
    lexed.digits_at(at).filter(|d| d.decimals == 0 && d.whole_len <= 6).and(lexed.beside(at, last)).map(|_| at)
}

/// `+1 000 000` is a number.
fn thousands(lexed: &Lexed<'_>, first: usize, last: usize) -> bool {
    super::number::parse_number(lexed, first).is_some_and(|n| n.last == last && last > first)
}

/// `4.8.6.6.8.2.7`: digits one by one.
fn dotted(lexed: &Lexed<'_>, first: usize, last: usize) -> bool {
    let span = lexed.items[first].norm.cover(lexed.items[last].norm);
    lexed.text[span.range()].split('.').all(|group| group.len() == 1)
}

/// Whether the phrase is the whole text.
fn only(lexed: &Lexed<'_>, first: usize, last: usize) -> bool {
    first == 0 && last + 1 == lexed.items.len()
}
