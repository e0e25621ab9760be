//! Proclitics at the head of a word.

use crate::Proclitics;

/// The proclitics of a normalized Arabic word.
pub(crate) fn proclitics(_word: &str) -> Proclitics {
    Proclitics::NONE
}
