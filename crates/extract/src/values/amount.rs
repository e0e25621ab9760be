//! A number with what it counts: percent, currency, unit or noun, and the words that modify it.

use super::context::alone;
use super::counted::{counted_noun, partitive};
use super::lexeme::{Lexed, Shape};
use super::lexicon::{NounForm, NumberWord, Roles};
use super::measure::{Measure, MeasureMatch, measure_noun, measure_symbol};
use super::modifier::{modifier_after, modifier_at};
use super::quantity::{Quantity, quantity_at};
use crate::{Decimal, Modifier, Number, ValueKind};
use khabar_normalize::NormSpan;

/// An amount as the text states it.
#[derive(Clone, Debug)]
pub(crate) struct Amount {
    pub(crate) kind: ValueKind,
    pub(crate) number: Number,
    /// Another reading of the number.
    pub(crate) other: Option<Decimal>,
    pub(crate) modifier: Option<Modifier>,
    /// First lexeme.
    pub(crate) first: usize,
    /// Last lexeme.
    pub(crate) last: usize,
    pub(crate) measure: Option<MeasureMatch>,
    /// The unit after "per".
    pub(crate) per: Option<&'static str>,
    /// The counted noun.
    pub(crate) counted: Option<NormSpan>,
    /// The number phrase before its unit, where there is one.
    pub(crate) quantity: Option<Quantity>,
}

impl Amount {
    /// The value, if it is one number.
    pub(crate) fn value(&self) -> Option<Decimal> {
        match self.number {
            Number::Exact { value, .. } => Some(value),
            _ => None,
        }
    }
}

/// The amount that begins at lexeme `i`, with modifiers before and after it.
pub(crate) fn amount_at(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    let (start, modifier) = modifiers(lexed, i);
    if modifier == Some(Modifier::MoreThan)
        && let Some(amount) = more_than_one(lexed, i, start)
    {
        return Some(amount);
    }
    let mut amount = bare_amount(lexed, start)?;
    if start > i {
        amount.first = i;
        amount.modifier = modifier;
    }
    take_modifier_after(lexed, &mut amount);
    Some(amount)
}

/// أكثر من مرة, أكثر من جهة: more than one.
fn more_than_one(lexed: &Lexed<'_>, i: usize, noun: usize) -> Option<Amount> {
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

fn take_modifier_after(lexed: &Lexed<'_>, amount: &mut Amount) {
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

/// The amount at `i` without modifiers.
pub(crate) fn bare_amount(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    symbol_first(lexed, i)
        .or_else(|| percent_first(lexed, i))
        .or_else(|| bracketed(lexed, i))
        .or_else(|| quantity_at(lexed, i).map(|q| attach(lexed, q)))
        .or_else(|| counted_measure(lexed, i))
}

/// An amount of a number phrase alone.
pub(crate) fn of_quantity(q: Quantity) -> Amount {
    Amount {
        kind: if q.fraction { ValueKind::Fraction } else { ValueKind::Cardinal },
        number: Number::Exact { value: q.value, ratio: q.ratio },
        other: q.other,
        modifier: None,
        first: q.first,
        last: q.last,
        measure: None,
        per: None,
        counted: None,
        quantity: Some(q),
    }
}

/// `$20`, `USD 42`, `€3.5 مليون`.
fn symbol_first(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    let item = lexed.items.get(i)?;
    let symbol = match item.shape {
        Shape::Mark(c) => c == '$' || !c.is_ascii(),
        Shape::Word => lexed.text.as_bytes()[item.norm.start() as usize].is_ascii_uppercase(),
        _ => false,
    };
    if !symbol {
        return None;
    }
    let found = measure_symbol(lexed, i).filter(|m| m.measure.is_money())?;
    lexed.beside(found.last + 1, i)?;
    let quantity = quantity_at(lexed, found.last + 1).filter(|q| !q.words || q.power > 0)?;
    let mut amount = of_quantity(quantity);
    set_measure(&mut amount, found);
    amount.first = i;
    Some(amount)
}

/// `%25`
fn percent_first(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    if lexed.mark(i) != Some('%') || (lexed.items[i].glued && i > 0 && lexed.digits_at(i - 1).is_some()) {
        return None;
    }
    lexed.beside(i + 1, i)?;
    let mut amount = of_quantity(quantity_at(lexed, i + 1).filter(|q| !q.words)?);
    amount.kind = ValueKind::Percent;
    amount.first = i;
    Some(amount)
}

/// `(900) وسيلة`, `"400" متطوع`, `(15) بالمئة`.
fn bracketed(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    let close = match lexed.mark(i)? {
        '(' => ')',
        '[' => ']',
        '"' => '"',
        _ => return None,
    };
    lexed.beside(i + 1, i)?;
    let quantity = quantity_at(lexed, i + 1)?;
    let end = quantity.last + 1;
    if lexed.mark(end) != Some(close) || lexed.beside(end, i).is_none() {
        return None;
    }
    let inner = of_quantity(Quantity { first: i, last: end, ..quantity });
    let amount = attach_to(lexed, inner);
    (amount.last > end).then_some(amount)
}

/// What follows the number phrase.
pub(crate) fn attach(lexed: &Lexed<'_>, quantity: Quantity) -> Amount {
    attach_to(lexed, of_quantity(quantity))
}

fn attach_to(lexed: &Lexed<'_>, mut amount: Amount) -> Amount {
    let Some(quantity) = amount.quantity else { return amount };
    let next = amount.last + 1;
    if let Some((last, factor)) = percent_after(lexed, amount.last) {
        amount.kind = ValueKind::Percent;
        amount.last = last;
        if factor != 0 {
            amount.number = scaled(amount.number, factor);
        }
        return amount;
    }
    if let Some(found) = measure_after(lexed, &amount, &quantity) {
        let parts = found.measure.parts;
        set_measure(&mut amount, found);
        prefer_separator(&mut amount, found.measure);
        if parts > 1 {
            amount.number = divided(amount.number, parts);
        }
        add_half(lexed, &mut amount, &quantity);
        add_subunit(lexed, &mut amount);
        below_zero(lexed, &mut amount);
        rate(lexed, &mut amount);
        return amount;
    }
    if quantity.possessed {
        return amount;
    }
    if let Some((span, last)) = counted_noun(lexed, next, amount.first, &quantity) {
        if !quantity.fraction {
            amount.kind = ValueKind::Quantity;
            prefer_whole(&mut amount);
        }
        (amount.counted, amount.last) = (Some(span), last);
        rate(lexed, &mut amount);
    } else if let Some((span, last)) = partitive(lexed, next, amount.first).filter(|_| !quantity.fraction) {
        amount.kind = ValueKind::Quantity;
        prefer_whole(&mut amount);
        (amount.counted, amount.last) = (Some(span), last);
    } else {
        below_zero(lexed, &mut amount);
    }
    amount
}

fn set_measure(amount: &mut Amount, found: MeasureMatch) {
    amount.kind = if found.measure.is_money() { ValueKind::Money } else { ValueKind::Quantity };
    amount.last = amount.last.max(found.last);
    amount.measure = Some(found);
}

/// `%`, في المئة, بالمائة, في الألف: the last lexeme, and the power of ten that makes it percent.
fn percent_after(lexed: &Lexed<'_>, last: usize) -> Option<(usize, i8)> {
    let mut at = last + 1;
    let mut item = lexed.beside(at, last)?;
    match item.shape {
        Shape::Mark('%') => {
            // 5 %20 is not five percent.
            let other = lexed.items.get(at + 1).is_some_and(|x| x.glued && matches!(x.shape, Shape::Digits(_)));
            return (!other || item.glued).then_some((at, 0));
        }
        Shape::Mark('‰') => return Some((at, -1)),
        Shape::Word => {}
        _ => return None,
    }
    if item.conjunction {
        return None;
    }
    let mut within = item.particle == Some('ب');
    if matches!(lexed.whole(at), "في" | "ف" | "ب") {
        at += 1;
        item = lexed.beside(at, last)?;
        within = item.particle.is_none();
    }
    if !within || !item.article {
        return None;
    }
    // بالمئة ألف is not percent; neither is في المئة يوم الأولى.
    let power = match lexed.entry(at).number? {
        NumberWord::HundredNoun => 0,
        NumberWord::Scale { power: 3, form: NounForm::Singular } => -1,
        _ => return None,
    };
    let counted =
        lexed.plain_word(at + 1, last) && matches!(lexed.entry(at + 1).number, Some(NumberWord::Scale { .. }));
    (!counted).then_some((at, power))
}

fn scaled(number: Number, power: i8) -> Number {
    let shift =
        |v: Decimal| Decimal { mantissa: v.mantissa, scale: v.scale.saturating_add(power.unsigned_abs()) }.trimmed();
    match number {
        Number::Exact { value, ratio } => Number::Exact { value: shift(value), ratio },
        other => other,
    }
}

fn divided(number: Number, parts: u16) -> Number {
    let power = if parts == 1000 { 3 } else { 2 };
    scaled(number, power)
}

/// The unit or currency after the number.
fn measure_after(lexed: &Lexed<'_>, amount: &Amount, quantity: &Quantity) -> Option<MeasureMatch> {
    let next = amount.last + 1;
    let item = lexed.beside(next, amount.first)?;
    if item.conjunction || item.particle.is_some() {
        return None;
    }
    let noun = measure_noun(lexed, next).filter(|m| m.form != NounForm::Dual && !item.article);
    if noun.is_some() {
        return noun;
    }
    if let Some(noun) = measure_noun(lexed, next).filter(|_| item.article && quantity.power > 0 && quantity.definite) {
        return Some(noun);
    }
    let symbol = measure_symbol(lexed, next)?;
    // One letter is a unit only at decimals or glued to the digits: `5.5 م`, `100م`.
    let text = &lexed.text[item.norm.range()];
    let letter = text.chars().count() == 1 && text.chars().all(char::is_alphabetic);
    let digits = !quantity.words || quantity.power > 0;
    let precise = quantity.value.scale > 0 || item.glued;
    (digits && (!letter || precise)).then_some(symbol)
}

/// `دينار ونصف`, `3 كيلومترات ونصف الكيلومتر`.
fn add_half(lexed: &Lexed<'_>, amount: &mut Amount, quantity: &Quantity) {
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
fn add_subunit(lexed: &Lexed<'_>, amount: &mut Amount) {
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
fn below_zero(lexed: &Lexed<'_>, amount: &mut Amount) {
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
fn rate(lexed: &Lexed<'_>, amount: &mut Amount) {
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

/// Three digits after one separator: `12.500 دولار` is twelve thousand, `2.860 دينار` is not.
fn prefer_separator(amount: &mut Amount, measure: &Measure) {
    let Some(quantity) = amount.quantity.filter(|q| q.power == 0 && !q.words) else { return };
    if measure.is_money() && measure.decimals < 3 && quantity.value.scale == 3 {
        prefer_whole(amount);
    }
}

/// People and things are counted in whole numbers.
fn prefer_whole(amount: &mut Amount) {
    if let (Some(other), Number::Exact { value, ratio }) = (amount.other, amount.number)
        && value.scale == 3
        && other.scale == 0
    {
        amount.number = Number::Exact { value: other, ratio };
        amount.other = Some(value);
    }
}

/// A unit that says its number: لترين, دولاران, لتر ونصف, دولار واحد.
fn counted_measure(lexed: &Lexed<'_>, i: usize) -> Option<Amount> {
    let abbreviation = || measure_symbol(lexed, i).filter(|m| alone(lexed, i, m.last) && lexed.whole(i).len() > 2);
    let found = measure_noun(lexed, i).or_else(abbreviation)?;
    let item = &lexed.items[i];
    let count = |value: i128, last: usize| Quantity { definite: item.article, ..Quantity::whole(value, i, last) };
    let with = |quantity: Quantity| {
        let mut amount = of_quantity(quantity);
        set_measure(&mut amount, found);
        if found.measure.parts > 1 {
            amount.number = divided(amount.number, found.measure.parts);
        }
        add_half(lexed, &mut amount, &quantity);
        add_subunit(lexed, &mut amount);
        below_zero(lexed, &mut amount);
        rate(lexed, &mut amount);
        amount
    };
    if found.form == NounForm::Dual {
        return Some(with(count(2, found.last)));
    }
    if found.form != NounForm::Singular && found.form != NounForm::Tanwin {
        return None;
    }
    let next = found.last + 1;
    if matches!(lexed.whole(next), "واحد" | "واحده" | "واحدا") && lexed.plain_word(next, i) && !item.article
    {
        return Some(with(count(1, next)));
    }
    let half = with(count(1, found.last));
    (!item.article && (alone(lexed, i, found.last) || half.last > found.last)).then_some(half)
}
