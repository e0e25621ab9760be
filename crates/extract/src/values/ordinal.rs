//! Ranks: الأول … العاشرة, الحادي عشر, الخامس والعشرون, العاشر بعد المئة, المئة.

use super::lexeme::Lexed;
use super::lexicon::NumberWord;
use super::number::parse_number;

/// A rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OrdinalMatch {
    pub(crate) value: i128,
    /// First lexeme.
    pub(crate) first: usize,
    /// Last lexeme.
    pub(crate) last: usize,
    /// Whether it has the article.
    pub(crate) definite: bool,
    /// Whether the same words are a definite cardinal too: الخمسون, المئة, الإحدى عشرة.
    pub(crate) may_be_cardinal: bool,
}

/// The longest ordinal that begins at lexeme `i`.
pub(crate) fn parse_ordinal(lexed: &Lexed<'_>, i: usize) -> Option<OrdinalMatch> {
    let item = lexed.items.get(i)?;
    let entry = lexed.entry(i);
    if entry.ordinal.is_none() && (entry.number.is_none() || !item.article) {
        return None;
    }
    let (mut value, mut last) =
        round_and_rank(lexed, i).or_else(|| below_hundred(lexed, i, i)).or_else(|| definite_cardinal(lexed, i))?;
    let may_be_cardinal = entry.ordinal.is_none() && parse_number(lexed, i).is_some_and(|n| n.last == last);
    if let Some((more, end)) = after_round(lexed, last, i) {
        (value, last) = (value + more, end);
    }
    Some(OrdinalMatch { value, first: i, last, definite: item.article, may_be_cardinal })
}

/// السابع, الحادي عشر, الخامس والعشرون.
fn below_hundred(lexed: &Lexed<'_>, i: usize, from: usize) -> Option<(i128, usize)> {
    let item = &lexed.items[i];
    let unit = i128::from(lexed.entry(i).ordinal?);
    let bare = lexed.bare(i);
    // أولي (with ya) is "preliminary"; only أولى is a rank.
    if bare == "اولي" && lexed.text[item.norm.range()].ends_with('ي') {
        return None;
    }
    if matches!(lexed.entry(i + 1).number, Some(NumberWord::Ten))
        && lexed.plain_word(i + 1, from)
        && !lexed.items[i + 1].article
        && unit < 10
    {
        return Some((unit + 10, i + 1));
    }
    if let Some(at) = lexed.conjoined(i + 1, from)
        && let Some(NumberWord::Tens(tens)) = lexed.entry(at).number
    {
        return (unit < 10).then_some((unit + i128::from(tens), at));
    }
    (!matches!(bare, "حادي" | "حاديه")).then_some((unit, i))
}

/// الثمانمئة والسابع والسبعون, الألف والحادي عشر: a round number and a rank below a hundred.
fn round_and_rank(lexed: &Lexed<'_>, i: usize) -> Option<(i128, usize)> {
    let item = &lexed.items[i];
    let round = parse_number(lexed, i).filter(|n| item.article && n.words)?;
    let value = round.value.to_whole().filter(|v| v % 100 == 0)?;
    let at = lexed.conjoined(round.last + 1, i).filter(|&at| lexed.items[at].article)?;
    let (rank, last) = below_hundred(lexed, at, i)?;
    Some((value + rank, last))
}

/// الخمسون, المئة, الواحد والعشرون, الإحدى عشرة: cardinals that rank when they stand after one noun.
fn definite_cardinal(lexed: &Lexed<'_>, i: usize) -> Option<(i128, usize)> {
    let number = parse_number(lexed, i)?;
    let ranks = match lexed.entry(i).number? {
        NumberWord::Tens(_) | NumberWord::Hundred { .. } | NumberWord::HundredNoun => true,
        NumberWord::Scale { .. } => true,
        NumberWord::OneOf => true,
        NumberWord::Unit { value: 1, .. } => number.last > i,
        NumberWord::Unit { value: 2, construct: true } => number.last > i,
        NumberWord::Unit { value: 3.., .. } => {
            matches!(lexed.entry(i + 1).number, Some(NumberWord::HundredNoun)) && lexed.plain_word(i + 1, i)
        }
        _ => false,
    };
    if !ranks {
        return None;
    }
    Some((number.value.to_whole()?, number.last))
}

/// بعد المئة, بعد الألف.
fn after_round(lexed: &Lexed<'_>, last: usize, from: usize) -> Option<(i128, usize)> {
    if !lexed.plain_word(last + 1, from) || lexed.whole(last + 1) != "بعد" || !lexed.plain_word(last + 2, from) {
        return None;
    }
    if !lexed.items[last + 2].article {
        return None;
    }
    let number = parse_number(lexed, last + 2)?;
    let value = number.value.to_whole()?;
    (value >= 100 && value % 100 == 0).then_some((value, number.last))
}
