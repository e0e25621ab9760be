//! Results of matches: `3-1`, `4/6 - 3/6`, بهدفين لهدف.

use super::amount::{Amount, of_quantity};
use super::lexeme::{Lexed, Shape};
use super::lexicon::Roles;
use super::quantity::Quantity;
use crate::{Decimal, Number, ValueKind};

/// Words after which `2-1` is a result, as far back as they count.
const SCORE_REACH: usize = 25;

/// `3-1`, `2 - 0`, `4/6 - 3/6`, بهدفين لهدف.
pub(crate) fn score_at(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    let (from, to, last) = goals(lexed, i).or_else(|| figures(lexed, i))?;
    let mut amount = of_quantity(Quantity::definite(from, i));
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
