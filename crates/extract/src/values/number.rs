//! Composes cardinal numbers from words and digits: one rule for 0 to 10^15 and beyond.
//!
//! A number is a sum of parts, each a group below a thousand (or digits) times its scales. Parts are
//! joined by و and fall from scale to scale: `ثلاثة ملايين ومئتان وخمسون ألفا وسبعة`. A larger scale
//! without و takes all smaller parts before it: `ألف ومئتا مليون` is 1,200 million.

use super::lexeme::{Lexed, Shape};
use super::lexicon::{NounForm, NumberWord, Roles};
use crate::Decimal;

/// A cardinal number in words or digits, without unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NumberMatch {
    pub(crate) value: Decimal,
    /// The value if the one separator of the digits is read the other way.
    pub(crate) other: Option<Decimal>,
    /// First lexeme.
    pub(crate) first: usize,
    /// Last lexeme.
    pub(crate) last: usize,
    /// Whether it has the article: الخمسة
    pub(crate) definite: bool,
    /// Whether at least one word of it is a number word.
    pub(crate) words: bool,
    /// The power of ten of its last scale word, 0 for none.
    pub(crate) power: u8,
    /// Whether its only word needs another number beside it to be sure (متين).
    pub(crate) weak: bool,
}

impl NumberMatch {
    /// A whole number in words.
    pub(crate) const fn whole(value: i128, first: usize, last: usize) -> Self {
        let value = Decimal::whole(value);
        Self { value, other: None, first, last, definite: false, words: true, power: 0, weak: false }
    }
}

/// A group below a thousand, or digits.
#[derive(Clone, Copy)]
struct Group {
    value: Decimal,
    other: Option<Decimal>,
    last: usize,
    words: bool,
    weak: bool,
}

#[derive(Clone, Copy)]
struct Part {
    value: Decimal,
    unit: Decimal,
}

/// The longest cardinal number that begins at lexeme `i`.
///
/// The first word may carry proclitics; they do not belong to it.
pub(crate) fn parse_number(lexed: &Lexed<'_>, i: usize) -> Option<NumberMatch> {
    let item = lexed.items.get(i)?;
    if !matches!(item.shape, Shape::Digits(_)) && lexed.entry(i).number.is_none() {
        return None;
    }
    let first = element(lexed, i, i)?;
    let mut parts = [Part { value: Decimal::whole(0), unit: Decimal::whole(1) }; 8];
    let mut count = 0;
    let (mut last, mut power, mut words, mut weak) = (first.last, first.power, first.words, first.weak);
    let mut other = first.other;
    parts[count] = Part { value: first.value, unit: first.unit };
    count += 1;
    while power > 0 && count < parts.len() {
        let Some(next) = next_element(lexed, last, i) else { break };
        let bound = parts[count - 1].unit;
        if next.value.is_less(bound) {
            parts[count] = Part { value: next.value, unit: next.unit };
            count += 1;
        } else if let Some(folded) = take_smaller(&parts[..count], &next) {
            (parts[folded.0], count) = (folded.1, folded.0 + 1);
        } else {
            break;
        }
        (last, power, other) = (next.last, next.power, None);
        words |= next.words;
        weak = false;
    }
    let value = parts[..count].iter().try_fold(Decimal::whole(0), |sum, part| sum.checked_add(part.value))?;
    Some(NumberMatch { value, other, first: i, last, definite: item.article, words, power, weak })
}

struct Element {
    value: Decimal,
    other: Option<Decimal>,
    /// The group before its scales.
    group: Decimal,
    unit: Decimal,
    power: u8,
    last: usize,
    words: bool,
    weak: bool,
}

/// The part after `last`: joined by و, or next to it where speech leaves و out (ألف تسعمية).
fn next_element(lexed: &Lexed<'_>, last: usize, from: usize) -> Option<Element> {
    if let Some(at) = lexed.conjoined(last + 1, from) {
        if lexed.items[at].article && !lexed.items[from].article {
            return None;
        }
        return element(lexed, at, from).filter(|e| e.value.mantissa != 0);
    }
    let next = last + 1;
    let item = lexed.beside(next, from)?;
    if item.conjunction || item.particle.is_some() || item.article {
        return None;
    }
    match lexed.entry(next).number {
        Some(NumberWord::Hundred { .. } | NumberWord::Unit { .. } | NumberWord::HundredNoun) => {}
        _ => return None,
    }
    let found = element(lexed, next, from)?;
    (found.group.to_whole()? >= 100).then_some(found)
}

/// `ألف ومئتا مليون`: the parts smaller than the new scale go into its group.
fn take_smaller(parts: &[Part], next: &Element) -> Option<(usize, Part)> {
    if next.power == 0 || !next.group.is_less(parts.last()?.unit) {
        return None;
    }
    let keep = parts.iter().take_while(|part| next.unit.is_less(part.unit)).count();
    let group = parts[keep..].iter().try_fold(next.group, |sum, part| sum.checked_add(part.value))?;
    let value = group.checked_mul(next.unit)?;
    let fits = keep == 0 || value.is_less(parts[keep - 1].unit);
    (fits && group.is_less(next.unit)).then_some((keep, Part { value, unit: next.unit }))
}

/// A group and its scales, or a scale alone.
fn element(lexed: &Lexed<'_>, i: usize, from: usize) -> Option<Element> {
    let (group, mut last, mut words, weak, other) = match group(lexed, i, from) {
        Some(g) => (Some(g.value), g.last, g.words, g.weak, g.other),
        None => (None, i, true, false, None),
    };
    let definite = lexed.items[i].article;
    let (mut unit, mut power) = (Decimal::whole(1), 0u8);
    let mut value = match group {
        Some(value) => value,
        None => match lexed.entry(i).number? {
            NumberWord::Scale { power: p, form } => {
                (power, unit) = (p, Decimal::whole(1).shifted(p)?);
                unit.checked_mul(Decimal::whole(alone(lexed, i, form)?))?
            }
            NumberWord::Dozen(form) => Decimal::whole(12 * alone(lexed, i, form)?),
            _ => return None,
        },
    };
    let counts = group.unwrap_or(Decimal::whole(1));
    // Only the singular and its accusative may be multiplied again: ألف مليار, مئة ألف مليون.
    while let Some((p, form)) = scale_after(lexed, last, from) {
        let item = &lexed.items[last + 1];
        let first_scale = power == 0;
        let allowed = match form {
            NounForm::Dual | NounForm::Construct => false,
            NounForm::Plural => first_scale && group.is_some(),
            NounForm::Singular | NounForm::Tanwin => true,
        };
        if !allowed || (item.article && !definite && form != NounForm::Plural) {
            break;
        }
        let Some(product) = value.shifted(p) else { break };
        value = product;
        unit = unit.shifted(p)?;
        power = p;
        words = true;
        last += 1;
    }
    if let (Some(NumberWord::Dozen(_)), true) = (lexed.entry(last + 1).number, power == 0 && group.is_some())
        && lexed.plain_word(last + 1, from)
    {
        value = value.checked_mul(Decimal::whole(12))?;
        last += 1;
    }
    let other = match other {
        Some(other) if power > 0 => other.checked_mul(unit),
        other => other,
    };
    Some(Element { value, other, group: counts, unit, power, last, words, weak })
}

/// How many a scale word alone says: ألف one, ألفان two, آلاف nobody knows.
fn alone(lexed: &Lexed<'_>, i: usize, form: NounForm) -> Option<i128> {
    match form {
        NounForm::Singular => Some(1),
        NounForm::Dual | NounForm::Construct => Some(2),
        NounForm::Plural => None,
        // ألفا دولار is two thousand, ألفًا and ألفا ومئتين one thousand and more.
        NounForm::Tanwin => {
            let counted = lexed.plain_word(i + 1, i)
                && !lexed.entry(i + 1).roles.has(Roles::FUNCTION)
                && !lexed.items[i + 1].article
                && !lexed.has_tanwin(i);
            Some(if counted { 2 } else { 1 })
        }
    }
}

fn scale_after(lexed: &Lexed<'_>, last: usize, from: usize) -> Option<(u8, NounForm)> {
    let Some(NumberWord::Scale { power, form }) = lexed.entry(last + 1).number else { return None };
    lexed.plain_word(last + 1, from).then_some((power, form))
}

/// Digits, or words for 0 to 999.
fn group(lexed: &Lexed<'_>, i: usize, from: usize) -> Option<Group> {
    if lexed.digits_at(i).is_some() {
        return digits(lexed, i, from);
    }
    let mut weak = false;
    let (hundreds, last) = match lexed.entry(i).number? {
        NumberWord::Hundred { value, weak: w } => {
            weak = w;
            (i128::from(value), i)
        }
        NumberWord::HundredNoun => (100, i),
        NumberWord::Unit { value, .. } if value > 1 && hundred_after(lexed, i, from) => {
            (100 * i128::from(value), i + 1)
        }
        _ => {
            let (value, last) = below_hundred(lexed, i, from)?;
            return Some(Group { value: Decimal::whole(value), other: None, last, words: true, weak: false });
        }
    };
    let (rest, last) = after_hundreds(lexed, last, from).unwrap_or((0, last));
    Some(Group { value: Decimal::whole(hundreds + rest), other: None, last, words: true, weak: weak && rest == 0 })
}

/// مئة after a unit or digits: ثلاث مئة
fn hundred_after(lexed: &Lexed<'_>, i: usize, from: usize) -> bool {
    matches!(lexed.entry(i + 1).number, Some(NumberWord::HundredNoun | NumberWord::HundredPlural))
        && lexed.plain_word(i + 1, from)
}

/// The 1 to 99 after a hundred: with و, or without it as in speech (تسعمية تلاتة وتمانين).
fn after_hundreds(lexed: &Lexed<'_>, last: usize, from: usize) -> Option<(i128, usize)> {
    let (at, joined) = match lexed.conjoined(last + 1, from) {
        Some(at) => (at, true),
        None if lexed.plain_word(last + 1, from) => (last + 1, false),
        None => return None,
    };
    if lexed.items[at].article && !lexed.items[from].article {
        return None;
    }
    if joined && let Some(digits) = lexed.digits_at(at) {
        let value = digits.value.to_whole().filter(|&v| 0 < v && v < 100)?;
        return (!hundred_after(lexed, at, from)).then_some((value, at));
    }
    if let (true, Some(NumberWord::Dozen(form))) = (joined, lexed.entry(at).number) {
        return Some((12 * alone(lexed, at, form)?, at));
    }
    let found = below_hundred(lexed, at, from)?;
    (!hundred_after(lexed, found.1, from)).then_some(found)
}

/// Words for 0 to 99 and the last lexeme.
fn below_hundred(lexed: &Lexed<'_>, i: usize, from: usize) -> Option<(i128, usize)> {
    let ten_after = matches!(lexed.entry(i + 1).number, Some(NumberWord::Ten)) && lexed.plain_word(i + 1, from);
    let tens_after = || {
        let at = lexed.conjoined(i + 1, from)?;
        match lexed.entry(at).number {
            Some(NumberWord::Tens(tens)) if !lexed.items[at].article || lexed.items[from].article => {
                Some((i128::from(tens), at))
            }
            _ => None,
        }
    };
    match lexed.entry(i).number? {
        NumberWord::OneOf if ten_after => Some((11, i + 1)),
        NumberWord::OneOf => tens_after().map(|(tens, last)| (tens + 1, last)),
        NumberWord::Unit { value: 1.., .. } if fraction_plural(lexed, i + 1) => None,
        NumberWord::Unit { value: value @ 1.., .. } if ten_after => Some((10 + i128::from(value), i + 1)),
        NumberWord::Unit { value, construct } => {
            let value = i128::from(value);
            match tens_after().filter(|_| value > 0) {
                Some((tens, last)) => Some((tens + value, last)),
                None if construct && scale_after(lexed, i, from).is_none() => None,
                None => Some((value, i)),
            }
        }
        NumberWord::Ten => Some((10, i)),
        NumberWord::Teen(value) | NumberWord::Tens(value) => Some((i128::from(value), i)),
        _ => None,
    }
}

/// أرباع after a number: the number counts parts, not wholes.
fn fraction_plural(lexed: &Lexed<'_>, i: usize) -> bool {
    lexed.entry(i).fraction.is_some_and(|f| f.form == NounForm::Plural) && lexed.plain_word(i, i)
}

/// Digits, with groups of three after spaces (`1 234 567`) or an Arabic comma, and `٣ مئة و٢١`.
fn digits(lexed: &Lexed<'_>, i: usize, from: usize) -> Option<Group> {
    let first = lexed.digits_at(i)?;
    let mut value = first.value;
    let mut other = first.other;
    let mut last = i;
    let short = first.whole_len <= 3 && !first.leading_zero;
    if first.decimals == 0 && (short || (first.whole_len <= 15 && groups_by_comma(lexed, i))) {
        while let Some(next) = group_of_three(lexed, last, from) {
            let Some(larger) = value.shifted(3).and_then(|v| v.checked_add(next.1)) else { break };
            (value, last, other) = (larger, next.0, None);
        }
    }
    if hundred_after(lexed, last, from) {
        value = value.checked_mul(Decimal::whole(100))?;
        last += 1;
        if let Some((rest, end)) = after_hundreds(lexed, last, from) {
            value = value.checked_add(Decimal::whole(rest))?;
            last = end;
        }
        return Some(Group { value, other: None, last, words: true, weak: false });
    }
    Some(Group { value, other, last, words: false, weak: false })
}

/// `1,000 000`: commas before the spaces.
fn groups_by_comma(lexed: &Lexed<'_>, i: usize) -> bool {
    lexed.text[lexed.items[i].norm.range()].contains(',')
}

/// Exactly three digits after one space.
fn group_of_three(lexed: &Lexed<'_>, last: usize, from: usize) -> Option<(usize, Decimal)> {
    let at = last + 1;
    let item = lexed.beside(at, from)?;
    let digits = lexed.digits_at(at)?;
    let gap = item.norm.start() - lexed.items[last].norm.end();
    let three = digits.whole_len == 3 && item.norm.len() >= 3 && item.norm.start() == item.stem;
    (three && gap == 1 && digits.other.is_none()).then_some((at, digits.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::testing::with_lexed;

    /// The value of the number that takes the whole text, else `None`.
    fn value(text: &str) -> Option<String> {
        with_lexed(text, |lexed| {
            let found = parse_number(lexed, 0)?;
            (found.last + 1 == lexed.items.len()).then(|| found.value.to_string())
        })
    }

    #[test]
    fn numbers_in_words() {
        for (text, want) in [
            ("صفر", "0"),
            ("خمسة", "5"),
            ("إحدى عشرة", "11"),
            ("اثنتي عشرة", "12"),
            ("ثمانية عشر", "18"),
            ("واحد وعشرون", "21"),
            ("خمسة و عشرون", "25"),
            ("مئتان", "200"),
            ("ثلاث مئة وواحد", "301"),
            ("ثمانمائة وتسعة عشر", "819"),
            ("ألفان", "2000"),
            ("ثلاثة آلاف وستة", "3006"),
            ("خمسون ألفاً وأربعمئة", "50400"),
            ("الف تسعمية تلاتة وتمانين", "1983"),
            ("مليونين وخمسمائة واثنين وأربعين ألف وخمسمائة وتسع وعشرين", "2542529"),
            ("مئة وواحد وأربعون مليار وخمسمئة واثنان وتسعون مليون", "141592000000"),
            ("ألف مليار", "1000000000000"),
            ("مئة ألف مليون", "100000000000"),
            ("مائتين وإثنين ألف", "202000"),
            ("ألف ومئتا مليون", "1200000000"),
            ("ألفي وتسعة مائة وتسعة وعشرون", "2929"),
            ("المئة ألف", "100000"),
            ("ثلاث ميات", "300"),
            ("ثلاث مائة ودزينتين", "324"),
            ("حداشر", "11"),
        ] {
            assert_eq!(value(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn digits_with_scales() {
        for (text, want) in [
            ("2.5 مليار", "2500000000"),
            ("٣,٥ ملايين", "3500000"),
            ("84 ألفا و938", "84938"),
            ("1.459مليون", "1459000"),
            ("1 234 567", "1234567"),
            ("1٬000 000", "1000000"),
            ("٣ مئة و٢١", "321"),
            ("3 دستات", "36"),
            ("و٢١", "21"),
        ] {
            assert_eq!(value(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn separate_numbers_stay_separate() {
        for text in ["عشرين ومئة", "خمسة وستة", "مئة ألف ومئتي ألف", "ثلاثة آلاف وأربعة آلاف", "423 0000", "أحد"]
        {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn a_dual_in_the_construct_state_is_two() {
        let first = |text: &str| with_lexed(text, |lexed| parse_number(lexed, 0).unwrap().value.to_string());
        assert_eq!(first("ألفا دولار"), "2000");
        assert_eq!(first("ألفًا دفعها"), "1000");
        assert_eq!(first("مليوني نسمة"), "2000000");
        assert_eq!(first("مئتي ألف"), "200000");
    }
}
