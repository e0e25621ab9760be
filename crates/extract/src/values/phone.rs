//! Telephone numbers.

use super::lexeme::{Lexed, Shape};
use super::lexicon::Roles;

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
    // 00966…: the international prefix as it is dialled.
    let dialled = !plus(start)
        && digits >= 10
        && lexed.text[lexed.items[prefix].norm.start() as usize..].starts_with("00")
        && lexed.digits_at(prefix).is_some_and(|d| d.decimals == 0);
    let dashes = (i..last).filter(|&k| lexed.mark(k) == Some('-')).count();
    (international
        || dialled
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
