//! What nobody counted: العشرات, مئات الآلاف, بضعة آلاف, ملايين السياح, بضع عشرة.

use super::counted::nominal;
use super::lexeme::{Lexed, Shape};
use super::lexicon::{NounForm, NumberWord, Roles};
use super::measure::{MeasureMatch, measure_noun};
use crate::{Decimal, Number};
use khabar_normalize::NormSpan;

/// A vague amount.
#[derive(Clone, Debug)]
pub(crate) struct VagueMatch {
    pub(crate) number: Number,
    /// Last lexeme.
    pub(crate) last: usize,
    /// The counted noun; outside the span after من.
    pub(crate) counted: Option<NormSpan>,
    pub(crate) measure: Option<MeasureMatch>,
}

/// The vague amount that begins at lexeme `i`.
pub(crate) fn vague_at(lexed: &Lexed<'_>, i: usize) -> Option<VagueMatch> {
    if lexed.items.get(i)?.shape != Shape::Word {
        return None;
    }
    let (number, last) = few(lexed, i).or_else(|| order(lexed, i))?;
    let mut found = VagueMatch { number, last, counted: None, measure: None };
    // آلاف مؤلفة
    if matches!(lexed.bare(last + 1), "مولفه" | "مؤلفه") {
        found.last += 1;
    }
    let next = found.last + 1;
    if lexed.plain_word(next, i) {
        let measure = measure_noun(lexed, next);
        let time = lexed.entry(next).roles.has(Roles::TIME_UNIT);
        if let Some(measure) = measure.filter(|_| !time) {
            (found.last, found.measure) = (measure.last, Some(measure));
        } else if lexed.whole(next) == "من" && lexed.plain_word(next + 1, i) && nominal(lexed, next + 1) {
            let item = &lexed.items[next + 1];
            found.counted = Some(NormSpan::new(item.stem, item.norm.end()));
        } else if nominal(lexed, next) {
            let item = &lexed.items[next];
            (found.last, found.counted) = (next, Some(NormSpan::new(item.stem, item.norm.end())));
        }
    }
    Some(found)
}

/// عشرات, مئات, آلاف and their products.
fn order(lexed: &Lexed<'_>, i: usize) -> Option<(Number, usize)> {
    let (mut name, power) = match lexed.entry(i).number {
        Some(NumberWord::HundredPlural) => ("hundreds", 0),
        Some(NumberWord::Scale { power, form: NounForm::Plural }) => (plural(power)?, power),
        _ => (lexed.entry(i).vague?, 0),
    };
    let mut last = i;
    if power == 0
        && matches!(name, "tens" | "hundreds")
        && lexed.plain_word(i + 1, i)
        && let Some(NumberWord::Scale { power, form: NounForm::Plural }) = lexed.entry(i + 1).number
    {
        name = match (name, power) {
            ("tens", 3) => "tens_of_thousands",
            ("tens", 6) => "tens_of_millions",
            ("tens", 9) => "tens_of_billions",
            ("hundreds", 3) => "hundreds_of_thousands",
            ("hundreds", 6) => "hundreds_of_millions",
            ("hundreds", 9) => "hundreds_of_billions",
            _ => return None,
        };
        last = i + 1;
    }
    Some((Number::Vague(name), last))
}

fn plural(power: u8) -> Option<&'static str> {
    Some(match power {
        3 => "thousands",
        6 => "millions",
        9 => "billions",
        12 => "trillions",
        _ => return None,
    })
}

/// بضعة آلاف, عدة مليارات, بضع عشرة, بضعة كتب.
fn few(lexed: &Lexed<'_>, i: usize) -> Option<(Number, usize)> {
    let word = lexed.bare(i);
    let several = word == "عده";
    if !(several || matches!(word, "بضع" | "بضعه")) || (several && lexed.items[i].article) {
        return None;
    }
    if !lexed.plain_word(i + 1, i) {
        return None;
    }
    match lexed.entry(i + 1).number {
        Some(NumberWord::Scale { power, form: NounForm::Plural }) => {
            let name = match power {
                3 => "few_thousands",
                6 => "few_millions",
                9 => "few_billions",
                _ => return None,
            };
            Some((Number::Vague(name), i + 1))
        }
        Some(NumberWord::HundredPlural) => Some((Number::Vague("few_hundreds"), i + 1)),
        Some(NumberWord::Ten) if !several => {
            let (from, to) = (Some(Decimal::whole(13)), Some(Decimal::whole(19)));
            Some((Number::Range { from, to }, i + 1))
        }
        _ if several => None,
        _ if lexed.entry(i + 1).vague == Some("tens") => Some((Number::Vague("few_tens"), i + 1)),
        _ => (nominal(lexed, i + 1) || measure_noun(lexed, i + 1).is_some()).then_some((Number::Vague("few"), i)),
    }
}
