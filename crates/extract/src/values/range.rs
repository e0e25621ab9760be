//! From … to: بين 20 و30, من 15 إلى 20 ألف طن, 10-20%, ثلاثة أو أربعة, أكثر من 20 وأقل من 30.

use super::amount::{Amount, bare_amount, of_quantity};
use super::lexeme::{Lexed, Shape};
use super::lexicon::Roles;
use super::modifier::modifiers;
use super::ordinal::parse_ordinal;
use super::quantity::{Quantity, quantity_at};
use crate::{Decimal, Modifier, Number, ValueKind};

/// The range that begins at lexeme `i`.
pub(crate) fn range_at(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    bounds(lexed, i).or_else(|| {
        let (start, modifier) = modifiers(lexed, i);
        let mut range = spanned(lexed, start)?;
        if start > i {
            (range.first, range.modifier) = (i, modifier);
        }
        Some(range)
    })
}

/// One end of a range: an amount, or a rank (بين العاشر والخامس عشر).
fn end_at(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    let ordinal = parse_ordinal(lexed, i).filter(|o| !o.may_be_cardinal);
    match (bare_amount(lexed, i), ordinal) {
        (None, Some(rank)) => Some(of_quantity(Quantity::whole(rank.value, i, rank.last))),
        (amount, _) => amount,
    }
}

/// أكبر من عشرين وأقل من ثلاثين: two bounds of one number.
fn bounds(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    let (start, lower) = modifiers(lexed, i);
    let lower = lower.filter(|_| start > i)?;
    let low = end_at(lexed, start)?;
    let at = lexed.conjoined(low.last + 1, i)?;
    let (start, upper) = modifiers(lexed, at);
    let upper = upper.filter(|_| start > at)?;
    let high = end_at(lexed, start)?;
    let up = |m| matches!(m, Modifier::MoreThan | Modifier::AtLeast);
    let down = |m| matches!(m, Modifier::LessThan | Modifier::AtMost);
    let (from, to) = match (up(lower) && down(upper), down(lower) && up(upper)) {
        (true, _) => (low.value()?, high.value()?),
        (_, true) => (high.value()?, low.value()?),
        _ => return None,
    };
    if !from.is_less(to) {
        return None;
    }
    Some(joined(i, &low, &high, from, to))
}

fn spanned(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    let item = lexed.items.get(i)?;
    let word = if item.shape == Shape::Word { lexed.stem(i) } else { "" };
    match word {
        "بين" | "مابين" => between(lexed, i, i + 1),
        "ما" if lexed.whole(i + 1) == "بين" => between(lexed, i, i + 2),
        "من" if item.particle.is_none() => from_to(lexed, i),
        _ => listed(lexed, i),
    }
}

/// بين A وB; where the composer took both for one number (ثلاثة وعشرين) it is cut at its last و.
fn between(lexed: &Lexed<'_>, first: usize, start: usize) -> Option<Amount> {
    lexed.beside(start, first)?;
    if let Some(range) = hyphened(lexed, start) {
        return Some(Amount { first, ..range });
    }
    let (start, _) = modifiers(lexed, start);
    let low = end_at(lexed, start)?;
    if let Some(found) = between_ends(lexed, first, &low) {
        return Some(found);
    }
    let quantity = quantity_at(lexed, start)?;
    (start + 1..=quantity.last).rev().find_map(|at| {
        lexed.conjoined(at, start)?;
        let low = bare_amount(&lexed.upto(at), start).filter(|a| a.last + 1 == at)?;
        between_ends(lexed, first, &low)
    })
}

fn between_ends(lexed: &Lexed<'_>, first: usize, low: &Amount) -> Option<Amount> {
    let at = lexed.conjoined(low.last + 1, first)?;
    let (at, _) = modifiers(lexed, at);
    let high = end_at(lexed, at)?;
    let (from, to) = shared_scale(low, &high)?;
    (from.is_less(to) && agree(low, &high)).then(|| joined(first, low, &high, from, to))
}

/// من A إلى B; after a verb of change they are two values.
fn from_to(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    lexed.beside(i + 1, i)?;
    let (start, _) = modifiers(lexed, i + 1);
    let low = bare_amount(lexed, start)?;
    let at = connector(lexed, low.last + 1, i)?;
    let (at, _) = modifiers(lexed, at);
    let high = bare_amount(lexed, at)?;
    let (from, to) = shared_scale(&low, &high)?;
    if !from.is_less(to) || !agree(&low, &high) || changes(lexed, i) {
        return None;
    }
    Some(joined(i, &low, &high, from, to))
}

/// Whether one of the words before `i` in its sentence says that a quantity changes.
fn changes(lexed: &Lexed<'_>, i: usize) -> bool {
    (i.saturating_sub(10)..i)
        .rev()
        .any(|k| lexed.items[k].sentence == lexed.items[i].sentence && lexed.entry(k).roles.has(Roles::CHANGE))
}

/// إلى, حتى, لـ: where the upper end begins.
fn connector(lexed: &Lexed<'_>, at: usize, from: usize) -> Option<usize> {
    let item = lexed.beside(at, from)?;
    if matches!(lexed.whole(at), "الي" | "حتي" | "لغايه" | "ل" | "لـ") {
        lexed.beside(at + 1, from)?;
        let ahead = lexed.whole(at) == "حتي" && lexed.whole(at + 1) == "الي";
        return Some(at + 1 + usize::from(ahead));
    }
    (item.particle == Some('ل') && !item.conjunction && !item.article).then_some(at)
}

/// `10-20`, `15 إلى 20 ألفا`, `ثلاثة أو أربعة`.
fn listed(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    if let Some(range) = hyphened(lexed, i) {
        return Some(range);
    }
    let low = bare_amount(lexed, i)?;
    let word = lexed.whole(low.last + 1);
    if !matches!(word, "الي" | "او" | "حتي" | "لغايه") {
        return neighbours(lexed, &low);
    }
    let next = low.last + 2;
    let item = lexed.beside(next, i)?;
    if item.conjunction || item.particle.is_some() || changes(lexed, i) {
        return None;
    }
    let high = bare_amount(lexed, next)?;
    let (from, to) = shared_scale(&low, &high)?;
    // في 2050 إلى 9.7 مليار is no range.
    let far = Decimal::whole(20).checked_mul(from).is_none_or(|limit| limit.is_less(to));
    if far || low.quantity.is_some_and(|q| q.definite && q.words) {
        return None;
    }
    let bare = low.counted.is_none() || high.counted.is_some();
    let ordered = from.is_less(to) && agree(&low, &high) && bare;
    // ثلاثة أو أربعة; 5 أو 100 are two things.
    let near = word != "او" || (to.to_whole()? - from.to_whole()?) * 10 <= to.to_whole()?.max(20) * 5;
    (ordered && near).then(|| joined(i, &low, &high, from, to))
}

/// ثلاث وأربع صفحات: neighbours that share one noun.
fn neighbours(lexed: &Lexed<'_>, low: &Amount) -> Option<Amount> {
    let quantity = low.quantity.filter(|q| q.words && q.last == low.last && q.power == 0)?;
    let from = quantity.value.to_whole().filter(|n| (2..=9).contains(n))?;
    let at = lexed.conjoined(low.last + 1, low.first)?;
    let high = bare_amount(lexed, at)?;
    let next = high.quantity.filter(|q| q.words && q.power == 0)?.value.to_whole()?;
    (next == from + 1 && high.counted.is_some())
        .then(|| joined(low.first, low, &high, Decimal::whole(from), Decimal::whole(next)))
}

/// `10-20`, `10$-20$`, `20 ~ 100`, `1000 - 5000`.
fn hyphened(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    let mut low = bare_amount(lexed, i)?;
    let dash = low.last + 1;
    if !matches!(lexed.mark(dash), Some('-' | '–' | '—' | '~' | '−'))
        || low.quantity.is_none_or(|q| q.words && q.power == 0)
    {
        return None;
    }
    lexed.beside(dash + 1, i)?;
    // Both sides of the hyphen are spaced alike: `5 -3` is no range.
    if lexed.items[dash].glued != lexed.items[dash + 1].glued {
        return None;
    }
    if low.counted.is_some() {
        return None;
    }
    let mut high = bare_amount(lexed, dash + 1)?;
    if high.quantity.is_none_or(|q| q.words && q.power == 0) {
        return None;
    }
    // A third part makes it a date or a telephone number.
    let third = matches!(lexed.mark(high.last + 1), Some('-' | '/')) && lexed.digits_at(high.last + 2).is_some();
    let before = i > 0 && lexed.items[i].glued && matches!(lexed.mark(i - 1), Some('-' | '/' | '+' | '.'));
    if third || before {
        return None;
    }
    let (mut from, mut to) = shared_scale(&low, &high)?;
    // In text from right to left the greater end is sometimes typed first; a share or unit tells.
    if to.is_less(from) {
        if high.measure.is_none() && high.kind != ValueKind::Percent {
            return None;
        }
        std::mem::swap(&mut from, &mut to);
        std::mem::swap(&mut low.measure, &mut high.measure);
    }
    (from.is_less(to) && agree(&low, &high)).then(|| joined(i, &low, &high, from, to))
}

/// The scale of the upper end holds for the lower one too: 15 إلى 20 ألفا.
fn shared_scale(low: &Amount, high: &Amount) -> Option<(Decimal, Decimal)> {
    let (from, to) = (low.value()?, high.value()?);
    let (a, b) = (low.quantity, high.quantity);
    let power = match (a, b) {
        (Some(Quantity { power: 0, .. }), Some(Quantity { power, .. }))
            if low.measure.is_none() && low.counted.is_none() =>
        {
            power
        }
        _ => 0,
    };
    if power > 0 && from.mantissa > 0 {
        let scaled = from.shifted(power)?;
        if scaled.is_less(to) {
            return Some((scaled, to));
        }
    }
    Some((from, to))
}

/// Whether both ends may be of one thing.
fn agree(low: &Amount, high: &Amount) -> bool {
    let unit = |a: &Amount| a.measure.map(|m| (m.measure.code, m.measure.system));
    match (unit(low), unit(high)) {
        (Some(a), Some(b)) => a == b || a.0.is_none() || b.0.is_none(),
        (Some(_), None) => high.kind != ValueKind::Percent && high.counted.is_none(),
        _ => low.kind != ValueKind::Percent || matches!(high.kind, ValueKind::Percent | ValueKind::Cardinal),
    }
}

fn joined(first: usize, low: &Amount, high: &Amount, from: Decimal, to: Decimal) -> Amount {
    let kind = match (low.kind, high.kind) {
        (kind, ValueKind::Cardinal) => kind,
        (_, kind) => kind,
    };
    let unit_scale = |a: &Amount, v: Decimal| match (a.measure, high.measure) {
        // 5-10 cents: the shared unit divides both ends.
        (None, Some(m)) if m.measure.parts > 1 => {
            Decimal { mantissa: v.mantissa, scale: v.scale + if m.measure.parts == 1000 { 3 } else { 2 } }
        }
        _ => v,
    };
    Amount {
        kind,
        number: Number::Range { from: Some(unit_scale(low, from).trimmed()), to: Some(to) },
        other: None,
        modifier: None,
        first,
        last: high.last,
        measure: high.measure.or(low.measure),
        per: high.per,
        counted: high.counted.or(low.counted),
        quantity: None,
    }
}
