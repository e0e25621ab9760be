//! All numbers of a text without their units: what the time grammar counts with.

use super::lexeme::Lexed;
use super::modifier::modifier_at;
use super::number::parse_number;
use super::ordinal::parse_ordinal;
use crate::{Decimal, Modifier};
use khabar_normalize::NormSpan;

/// A cardinal or ordinal number in words or digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Numeral {
    /// Without joined `و ف ب ك ل`, with the article.
    pub(crate) norm: NormSpan,
    /// First token, an index into `Layers::tokens`.
    pub(crate) first_token: usize,
    /// One past the last token.
    pub(crate) end_token: usize,
    /// Its value.
    pub(crate) value: Decimal,
    /// Whether it ranks.
    pub(crate) ordinal: bool,
    /// Whether it has the article.
    pub(crate) definite: bool,
    /// Whether it has at least one word (not digits alone).
    pub(crate) words: bool,
    /// How it is to be taken.
    pub(crate) modifier: Option<Modifier>,
    /// Where the words of the modifier stand.
    pub(crate) modifier_norm: Option<NormSpan>,
}

/// Every number of the text, in order, none inside another.
pub(crate) fn numerals(lexed: &Lexed<'_>, out: &mut Vec<Numeral>) {
    out.clear();
    let mut i = 0;
    let mut modifier: Option<(usize, usize, Modifier)> = None;
    while i < lexed.items.len() {
        let cardinal = parse_number(lexed, i).filter(|n| !n.weak);
        let ordinal = parse_ordinal(lexed, i);
        let found = match (cardinal, ordinal) {
            (Some(c), Some(o)) if o.last > c.last || (o.last == c.last && !o.may_be_cardinal) => {
                Some((o.last, Decimal::whole(o.value), true, true))
            }
            (Some(c), _) => Some((c.last, c.value, false, c.words)),
            (None, Some(o)) => Some((o.last, Decimal::whole(o.value), true, true)),
            (None, None) => None,
        };
        if let Some((last, value, ordinal, words)) = found {
            let before =
                modifier.filter(|&(_, end, _)| end + 1 == i && lexed.items[end].sentence == lexed.items[i].sentence);
            out.push(Numeral {
                norm: lexed.span(i, last),
                first_token: lexed.items[i].token as usize,
                end_token: lexed.items[last].token as usize + 1,
                value,
                ordinal,
                definite: lexed.items[i].article,
                words,
                modifier: before.map(|(_, _, m)| m),
                modifier_norm: before.map(|(first, end, _)| lexed.span(first, end)),
            });
            i = last + 1;
        } else if let Some((last, found)) = modifier_at(lexed, i) {
            modifier = Some((i, last, found));
            i = last + 1;
        } else {
            i += 1;
        }
    }
}
