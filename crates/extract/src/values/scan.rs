//! Walks over the lexemes of a text and finds every number that is a value.

use super::age::age_at;
use super::amount::{Amount, amount_at};
use super::context::{alone, is_name, is_rank_of_ruler, plausible, runs_into_letters};
use super::counted::{nominal, noun_first, possessed};
use super::fraction::fraction_at;
use super::lexeme::{Lexed, Shape};
use super::lexicon::{Dual, NumberWord, Roles};
use super::ordinal::{OrdinalMatch, parse_ordinal};
use super::phone::phone_at;
use super::quantity::Quantity;
use super::range::range_at;
use super::score::score_at;
use super::vague::vague_at;
use crate::{Decimal, Number, Unit, Value, ValueKind};
use khabar_normalize::NormSpan;

/// Every number of the text that is a value.
pub(crate) fn scan(lexed: &Lexed<'_>, out: &mut Vec<Value>) {
    let mut i = 0;
    while i < lexed.items.len() {
        let item = &lexed.items[i];
        let starts = match item.shape {
            Shape::Opaque => false,
            Shape::Word => item.entry != 0 || lexed.text.as_bytes()[item.norm.start() as usize].is_ascii_uppercase(),
            Shape::Mark(c) => begins_value(c),
            _ => true,
        };
        i = if starts { value_at(lexed, i, out) } else { i + 1 };
    }
}

/// Marks that a value can begin with: brackets, signs, comparisons, currency symbols, vulgar fractions.
fn begins_value(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, '(' | '[' | '"' | '-' | '+' | '<' | '>' | '%' | '$');
    }
    !matches!(c, '،' | '؛' | '؟' | '…' | '—' | '•')
}

/// Finds the value at lexeme `i`; the lexeme to go on at.
fn value_at(lexed: &Lexed<'_>, i: usize, out: &mut Vec<Value>) -> usize {
    let item = &lexed.items[i];
    if item.shape != Shape::Word
        && let Some(last) = phone_at(lexed, i)
    {
        out.push(value(lexed, i, last, ValueKind::Phone));
        return last + 1;
    }
    if let Some(found) = score_at(lexed, i).or_else(|| age_at(lexed, i)) {
        return push(lexed, &found, out);
    }
    if item.shape == Shape::Word
        && let Some(found) = vague(lexed, i)
    {
        return push(lexed, &found, out);
    }
    if let Some(found) = range_at(lexed, i) {
        let digits = matches!(lexed.items[i].shape, Shape::Digits(_));
        if !(digits && is_name(lexed, i, true)) {
            return push(lexed, &found, out);
        }
    }
    if let Some(found) = counted_before(lexed, i) {
        return push(lexed, &found, out);
    }
    let amount = amount_at(lexed, i);
    if let Some(ordinal) = ordinal_value(lexed, i, amount.as_ref(), out) {
        return ordinal;
    }
    let Some(mut amount) = amount else { return dual(lexed, i, out) };
    let Some(quantity) = amount.quantity else { return push(lexed, &amount, out) };
    let attached = amount.measure.is_some() || amount.counted.is_some() || amount.kind == ValueKind::Percent;
    if !attached && amount.modifier.is_none() {
        counted_by_digits(lexed, &mut amount, &quantity);
    }
    let digits = !quantity.words && lexed.items[quantity.first].shape != Shape::Word;
    // المادة 23 من قانون names an article of the law.
    let counts = attached && lexed.whole(quantity.last + 1) != "من";
    if digits && amount.first == quantity.first && is_name(lexed, quantity.first, counts) {
        return amount.last + 1;
    }
    if digits && runs_into_letters(lexed, quantity.last) && !(attached && amount.last > quantity.last) {
        return amount.last + 1;
    }
    let measured = amount.measure.is_some() || amount.kind == ValueKind::Percent;
    if (!attached || (quantity.fraction && !measured)) && !plausible(lexed, &quantity) {
        return quantity.last + 1;
    }
    push_amount(lexed, amount, &quantity, out)
}

/// Pushes an amount with its other readings.
fn push_amount(lexed: &Lexed<'_>, mut amount: Amount, quantity: &Quantity, out: &mut Vec<Value>) -> usize {
    let i = quantity.first;
    let single = quantity.last == i && lexed.entry(i).number.is_some() && lexed.entry(i).fraction.is_some();
    let share = amount.counted.is_some_and(|_| possessed(lexed, amount.last)) || damma(lexed, i);
    if single && !quantity.fraction && (share || amount.counted.is_none()) && amount.measure.is_none() {
        // خمس السكان is a fifth; خمس alone may be five or a fifth.
        let next = quantity.last + 1;
        let definite = lexed.plain_word(next, i) && lexed.items[next].article && nominal(lexed, next);
        if let Some(fraction) = fraction_at_word(lexed, i) {
            if definite || share || lexed.items[i].article {
                let five = amount.number;
                amount.number = Number::Exact { value: fraction.value, ratio: Some(fraction.ratio) };
                amount.kind = ValueKind::Fraction;
                let next_at = push(lexed, &amount, out);
                push_alternative(out, five, ValueKind::Cardinal);
                return next_at;
            }
            let next_at = push(lexed, &amount, out);
            push_alternative(
                out,
                Number::Exact { value: fraction.value, ratio: Some(fraction.ratio) },
                ValueKind::Fraction,
            );
            return next_at;
        }
    }
    push(lexed, &amount, out)
}

/// عُشر, خُمس: the page wrote the vowel of the fraction.
fn damma(lexed: &Lexed<'_>, i: usize) -> bool {
    let item = &lexed.items[i];
    let bare = NormSpan::new(item.bare, item.norm.end());
    lexed.layers.original_span(bare).slice(lexed.layers.original).chars().nth(1) == Some('\u{64f}')
}

fn fraction_at_word(lexed: &Lexed<'_>, i: usize) -> Option<super::fraction::FractionMatch> {
    fraction_at(lexed, i).filter(|f| f.last == i)
}

fn push_alternative(out: &mut [Value], number: Number, kind: ValueKind) {
    if let Some(last) = out.last_mut() {
        let mut other = Value::new(last.span, last.norm, kind);
        other.number = Some(number);
        last.alternatives.push(other);
    }
}

fn vague(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    let (start, modifier) = super::modifier::modifiers(lexed, i);
    let found = vague_at(lexed, start)?;
    let mut amount = empty(found.number, i, found.last);
    amount.modifier = modifier;
    amount.kind = match (&found.measure, found.counted, found.number) {
        (Some(m), ..) if m.measure.is_money() => ValueKind::Money,
        (None, None, Number::Range { .. }) => ValueKind::Cardinal,
        _ => ValueKind::Quantity,
    };
    (amount.measure, amount.counted) = (found.measure, found.counted);
    Some(amount)
}

fn empty(number: Number, first: usize, last: usize) -> Amount {
    Amount {
        kind: ValueKind::Quantity,
        number,
        other: None,
        modifier: None,
        first,
        last,
        measure: None,
        per: None,
        counted: None,
        quantity: None,
    }
}

/// القاعات الثماني, شخص واحد.
fn counted_before(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    let found = noun_first(lexed, i)?;
    let ranks = parse_ordinal(lexed, i).is_some_and(|o| o.last >= found.number.last && !plural(lexed, found.noun));
    if ranks {
        return None;
    }
    let noun = &lexed.items[found.noun];
    let number = Number::Exact { value: found.number.value, ratio: None };
    let mut amount = empty(number, found.noun, found.number.last);
    amount.counted = Some(NormSpan::new(noun.stem, noun.norm.end()));
    Some(amount)
}

/// Plainly a plural: sound plurals, أفعال and the like are told from the singular by their endings only.
fn plural(lexed: &Lexed<'_>, noun: usize) -> bool {
    let word = lexed.bare(noun);
    word.ends_with("ات")
        || word.ends_with("ين")
        || word.ends_with("ون")
        || word.ends_with("ان")
        || word.starts_with('ا') && word.len() > 8
}

/// الدورة الـ15 ranks, المحافظات الـ18 counts.
fn counted_by_digits(lexed: &Lexed<'_>, amount: &mut Amount, quantity: &Quantity) {
    let (i, item) = (quantity.first, &lexed.items[quantity.first]);
    let Some(noun) = i.checked_sub(1).filter(|&k| lexed.items[k].sentence == item.sentence && nominal(lexed, k)) else {
        return;
    };
    let definite = lexed.items[noun].article || possessed(lexed, noun);
    // الاشتباكات الـ72 ساعة counts hours.
    let hours = lexed.entry(quantity.last + 1).roles.has(Roles::TIME_UNIT);
    if hours || quantity.words || !item.article || item.particle.is_some() || item.conjunction || !definite {
        return;
    }
    let broken = matches!(
        lexed.bare(noun),
        "دول"
            | "مدن"
            | "فرق"
            | "قتلي"
            | "جرحي"
            | "ركاب"
            | "نواب"
            | "قضاه"
            | "نقاط"
            | "بنود"
            | "كتب"
            | "لجان"
            | "شباب"
            | "عمال"
    );
    if plural(lexed, noun) || broken {
        amount.kind = ValueKind::Quantity;
        amount.first = noun;
        amount.counted = Some(NormSpan::new(lexed.items[noun].stem, lexed.items[noun].norm.end()));
    } else if quantity.value.to_whole().is_some_and(|n| n < 200) {
        amount.kind = ValueKind::Ordinal;
    }
}

/// An ordinal, where it is one and not a cardinal, a name or a second of time.
fn ordinal_value(lexed: &Lexed<'_>, i: usize, amount: Option<&Amount>, out: &mut Vec<Value>) -> Option<usize> {
    let ordinal = parse_ordinal(lexed, i)?;
    if let Some(quantity) = amount.and_then(|a| a.quantity) {
        let longer = quantity.last > ordinal.last;
        let attached =
            amount.is_some_and(|a| a.measure.is_some() || a.counted.is_some() || a.kind == ValueKind::Percent);
        if longer
            || (ordinal.may_be_cardinal
                && (attached || !(ranks_its_noun(lexed, &ordinal) || ranked_before(lexed, i, out))))
        {
            return None;
        }
    }
    if is_rank_of_ruler(lexed, i) || !plausible_ordinal(lexed, &ordinal) {
        return Some(ordinal.last + 1);
    }
    let mut last = ordinal.last;
    let mut counted = None;
    let next = last + 1;
    if !ordinal.definite
        && ordinal.first == ordinal.last
        && lexed.plain_word(next, i)
        && nominal(lexed, next)
        && !lexed.items[next].article
    {
        let noun = &lexed.items[next];
        (last, counted) = (next, Some(NormSpan::new(noun.stem, noun.norm.end())));
    }
    let mut found = value(lexed, i, last, ValueKind::Ordinal);
    found.number = Some(Number::Exact { value: Decimal::whole(ordinal.value), ratio: None });
    found.counted = counted.map(|span| lexed.layers.original_span(span));
    out.push(found);
    if ordinal.may_be_cardinal {
        push_alternative(out, Number::Exact { value: Decimal::whole(ordinal.value), ratio: None }, ValueKind::Cardinal);
    }
    Some(last + 1)
}

/// الأول والمئة والمليون: one more in a list of ranks.
fn ranked_before(lexed: &Lexed<'_>, i: usize, out: &[Value]) -> bool {
    let item = &lexed.items[i];
    item.conjunction
        && out.last().is_some_and(|v| v.kind == ValueKind::Ordinal && v.norm.end() + 1 == item.norm.start())
}

/// الذكرى الخمسون ranks, الأيام الخمسون counts; a lone الخمسون ranks.
fn ranks_its_noun(lexed: &Lexed<'_>, ordinal: &OrdinalMatch) -> bool {
    let i = ordinal.first;
    let Some(before) = i.checked_sub(1).filter(|&k| lexed.items[k].sentence == lexed.items[i].sentence) else {
        return true;
    };
    if alone(lexed, i, ordinal.last) || lexed.entry(before).ordinal.is_some() {
        return true;
    }
    nominal(lexed, before) && lexed.items[before].article && !plural(lexed, before) && !lexed.items[i].conjunction
}

fn plausible_ordinal(lexed: &Lexed<'_>, ordinal: &OrdinalMatch) -> bool {
    let (i, next) = (ordinal.first, ordinal.last + 1);
    let item = &lexed.items[i];
    if item.article || ordinal.last > i {
        return true;
    }
    let before = i.checked_sub(1).filter(|&k| lexed.items[k].sentence == item.sentence);
    let followed = lexed.plain_word(next, i);
    if lexed.entry(i).roles.has(Roles::TIME_UNIT) {
        // ثانية is a second of time unless it follows a noun.
        return alone(lexed, i, i) || (!followed && before.is_some_and(|k| nominal(lexed, k)));
    }
    if matches!(lexed.bare(next), "امس" | "بارحه") && followed {
        return false;
    }
    if item.particle == Some('ل') && !followed {
        return false;
    }
    true
}

/// A noun in the dual: شاحنتين.
fn dual(lexed: &Lexed<'_>, i: usize, out: &mut Vec<Value>) -> usize {
    let item = &lexed.items[i];
    let next = lexed.items.get(i + 1).filter(|x| x.sentence == item.sentence);
    let text = &lexed.text[item.norm.range()];
    let stands = match lexed.entry(i).dual {
        None => false,
        // بلديه "its two countries" folds with بلدية "municipality".
        Some(Dual::Free) => text.ends_with('ن') || !(text.ends_with('ة') || item.article),
        Some(Dual::Construct) => {
            // أسرتي الصغيرة is "my small family".
            let adjective = next.is_some_and(|x| x.article && lexed.text[x.norm.range()].ends_with('ة'));
            !item.article
                && !adjective
                && next.is_some_and(|x| {
                    // An opening quotation mark; عائلتي" closes one and is "my family".
                    (lexed.mark(i + 1) == Some('"') && !x.glued)
                        || (x.shape == Shape::Word
                            && !x.conjunction
                            && x.particle.is_none()
                            && !lexed.entry(i + 1).roles.has(Roles::FUNCTION))
                })
        }
    };
    // حربين عالميتين: an adjective in the dual counts nothing.
    let agrees = i > 0
        && !item.conjunction
        && item.particle.is_none()
        && lexed.items[i - 1].sentence == item.sentence
        && lexed.entry(i - 1).dual == Some(Dual::Free);
    if !stands || agrees {
        return i + 1;
    }
    let (start, modifier) = (i, None);
    let mut amount = empty(Number::Exact { value: Decimal::whole(2), ratio: None }, start, i);
    amount.modifier = modifier;
    amount.counted = Some(NormSpan::new(item.stem, item.norm.end()));
    // دولتان اثنتان
    if lexed.plain_word(i + 1, i) && matches!(lexed.entry(i + 1).number, Some(NumberWord::Unit { value: 2, .. })) {
        amount.last = i + 1;
    }
    push(lexed, &amount, out)
}

fn value(lexed: &Lexed<'_>, first: usize, last: usize, kind: ValueKind) -> Value {
    let norm = lexed.span(first, last);
    Value::new(lexed.layers.original_span(norm), norm, kind)
}

/// Turns an amount into a value of the contract; the lexeme to go on at.
fn push(lexed: &Lexed<'_>, amount: &Amount, out: &mut Vec<Value>) -> usize {
    let mut found = value(lexed, amount.first, amount.last, amount.kind);
    found.number = Some(amount.number);
    found.modifier = amount.modifier;
    found.counted = amount.counted.map(|span| lexed.layers.original_span(span));
    if let Some(m) = &amount.measure {
        let words = NormSpan::new(lexed.items[m.first].bare, lexed.items[m.last].norm.end());
        found.unit = Some(Unit {
            code: m.measure.code,
            system: m.measure.system,
            span: lexed.layers.original_span(words),
            candidates: &m.measure.candidates,
            per: amount.per,
        });
    }
    if let Some(other) = amount.other {
        let mut alternative = Value::new(found.span, found.norm, found.kind);
        alternative.number = Some(Number::Exact { value: other, ratio: None });
        alternative.unit.clone_from(&found.unit);
        found.alternatives.push(alternative);
    }
    out.push(found);
    amount.last + 1
}
