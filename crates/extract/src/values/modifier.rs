//! نحو, أكثر من, على الأقل: how a number is to be taken.

use super::lexeme::Lexed;
use super::lexicon::Phrase;
use crate::Modifier;

/// The modifier phrase that begins at `i`, before a number, and its last lexeme.
pub(crate) fn modifier_at(lexed: &Lexed<'_>, i: usize) -> Option<(usize, Modifier)> {
    lexed.phrase(i, |phrase| match phrase {
        Phrase::ModifierBefore(modifier) => Some(*modifier),
        _ => None,
    })
}

/// The modifier phrase after a number that ends at `last`, and its last lexeme.
pub(crate) fn modifier_after(lexed: &Lexed<'_>, last: usize) -> Option<(usize, Modifier)> {
    lexed.beside(last + 1, last)?;
    lexed.phrase(last + 1, |phrase| match phrase {
        Phrase::ModifierAfter(modifier) => Some(*modifier),
        _ => None,
    })
}
