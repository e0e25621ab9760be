//! A word as small numbers, one a letter.

/// The letters of one word. U+0621–U+064A are numbered from 1, any other letter of the block is [`OTHER`].
pub(super) struct Letters {
    codes: [u8; Self::MAX],
    len: usize,
}

const OTHER: u8 = 63;
pub(super) const ALEF: u8 = letter(0xD8, 0xA7);
pub(super) const BA: u8 = letter(0xD8, 0xA8);
pub(super) const SIN: u8 = letter(0xD8, 0xB3);
pub(super) const FA: u8 = letter(0xD9, 0x81);
pub(super) const KAF: u8 = letter(0xD9, 0x83);
pub(super) const LAM: u8 = letter(0xD9, 0x84);
pub(super) const WAW: u8 = letter(0xD9, 0x88);
const HAMZA_ALEF: u8 = letter(0xD8, 0xA3);
const NUN: u8 = letter(0xD9, 0x86);
const TA: u8 = letter(0xD8, 0xAA);
const YA: u8 = letter(0xD9, 0x8A);

/// The number of the letter that these two bytes of UTF-8 write; 0 when they write none.
pub(super) const fn letter(lead: u8, trail: u8) -> u8 {
    match (lead, trail) {
        (0xD8, 0xA1..=0xBA) => trail - 0xA0,
        (0xD9, 0x81..=0x8A) => trail - 0x81 + 27,
        (0xD9, 0xB1..=0xBF) | (0xDA, _) | (0xDB, 0x80..=0x93 | 0x95) => OTHER,
        _ => 0,
    }
}

/// Whether a verb in the imperfect, the only word after `س`, can begin with the letter.
pub(super) const fn begins_imperfect(letter: u8) -> bool {
    matches!(letter, YA | TA | NUN | HAMZA_ALEF | ALEF)
}

impl Letters {
    /// The longest word that is looked at; longer ones are words run together.
    pub(super) const MAX: usize = 24;

    /// `None` when the word is empty, too long, or not all letters: a mark after a letter would be cut
    /// from it.
    pub(super) fn of(word: &str) -> Option<Self> {
        let bytes = word.as_bytes();
        if bytes.is_empty() || bytes.len() > 2 * Self::MAX || !bytes.len().is_multiple_of(2) {
            return None;
        }
        let mut codes = [0; Self::MAX];
        for (slot, pair) in codes.iter_mut().zip(bytes.chunks_exact(2)) {
            *slot = letter(pair[0], pair[1]);
            if *slot == 0 {
                return None;
            }
        }
        Some(Self { codes, len: bytes.len() / 2 })
    }

    pub(super) const fn len(&self) -> usize {
        self.len
    }

    pub(super) const fn at(&self, index: usize) -> u8 {
        self.codes[index]
    }

    /// The letters from `at` on.
    pub(super) fn from(&self, at: usize) -> &[u8] {
        &self.codes[at..self.len]
    }

    /// The letters of a piece of a rule, packed with the first letter highest.
    pub(super) fn pack(letters: &[u8]) -> u64 {
        letters.iter().fold(0, |packed, &letter| packed << 6 | u64::from(letter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_its_own_number() {
        let mut seen = std::collections::BTreeSet::new();
        for c in ('\u{621}'..='\u{63A}').chain('\u{641}'..='\u{64A}') {
            let letters = Letters::of(&c.to_string()).expect("a letter");
            assert!(letters.at(0) > 0 && letters.at(0) < OTHER && seen.insert(letters.at(0)), "{c}");
        }
        assert_eq!(seen.len(), 36);
    }

    #[test]
    fn marks_and_foreign_letters() {
        assert!(Letters::of("وَقال").is_none());
        assert!(Letters::of("ـقال").is_none());
        assert!(Letters::of("ab").is_none());
        assert!(Letters::of("").is_none());
        assert!(Letters::of("پگچڤ").is_some());
        assert!(Letters::of("و€و").is_none());
    }
}
