//! Byte offsets into characters, UTF-16 units or bytes, converted once, in the writer.

use serde::{Deserialize, Serialize};

/// The unit that `start` and `end` count in the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum OffsetUnit {
    /// Unicode scalar values: indices of a Python string.
    #[default]
    Char,
    /// Bytes of UTF-8: indices of a Rust or Go string.
    Byte,
    /// UTF-16 code units: indices of a JavaScript or Java string.
    Utf16,
}

/// Bytes a checkpoint stands for.
const BLOCK: usize = 64;

/// The map from byte offsets of one text to another unit.
///
/// Building counts the text once, a checkpoint every 64 bytes; a look-up adds the rest of one block, in
/// any order of offsets. ASCII texts and [`OffsetUnit::Byte`] need no table.
#[derive(Clone, Debug, Default)]
pub struct OffsetMap {
    /// Units before each block; empty where units are bytes.
    before: Vec<u32>,
    unit: OffsetUnit,
}

impl OffsetMap {
    /// Makes it the map of `text`; the memory is used again.
    pub fn build(&mut self, text: &str, unit: OffsetUnit) {
        self.before.clear();
        self.unit = unit;
        if unit == OffsetUnit::Byte || text.is_ascii() {
            return;
        }
        let bytes = text.as_bytes();
        self.before.reserve(bytes.len() / BLOCK + 1);
        let mut units = 0;
        for block in bytes.chunks(BLOCK) {
            self.before.push(units);
            units += units_in(block, unit);
        }
        if bytes.len().is_multiple_of(BLOCK) {
            self.before.push(units);
        }
    }

    /// The offset of `byte`, which lies on a character boundary of `text`, the text the map was built of.
    #[inline]
    #[must_use]
    pub fn at(&self, text: &str, byte: u32) -> u32 {
        if self.before.is_empty() {
            return byte;
        }
        let byte = byte as usize;
        let block = byte / BLOCK;
        self.before[block] + units_in(&text.as_bytes()[block * BLOCK..byte], self.unit)
    }
}

/// Units that start in a piece of UTF-8 of at most a block: a character counts at its first byte, one of
/// four bytes twice in UTF-16.
#[inline]
fn units_in(bytes: &[u8], unit: OffsetUnit) -> u32 {
    let chars: u8 = bytes.iter().map(|&b| u8::from(b & 0xC0 != 0x80)).sum();
    let pairs: u8 = if unit == OffsetUnit::Utf16 { bytes.iter().map(|&b| u8::from(b >= 0xF0)).sum() } else { 0 };
    u32::from(chars) + u32::from(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn naive(text: &str, byte: usize, unit: OffsetUnit) -> u32 {
        let head = &text[..byte];
        let n = match unit {
            OffsetUnit::Char => head.chars().count(),
            OffsetUnit::Byte => head.len(),
            OffsetUnit::Utf16 => head.encode_utf16().count(),
        };
        u32::try_from(n).unwrap()
    }

    #[test]
    fn a_flag_counts_differently_in_every_unit() {
        let text = "قال 🇮🇶 نعم";
        let at = text.find('ن').unwrap() as u32;
        let mut map = OffsetMap::default();
        for (unit, expected) in [(OffsetUnit::Char, 7), (OffsetUnit::Utf16, 9), (OffsetUnit::Byte, 16)] {
            map.build(text, unit);
            assert_eq!(map.at(text, at), expected, "{unit:?}");
        }
    }

    proptest! {
        #[test]
        fn equals_counting(text in "([ا-ي ]|[a-z]|[\u{10300}-\u{10310}]|\u{0651}){0,300}") {
            let mut map = OffsetMap::default();
            for unit in [OffsetUnit::Char, OffsetUnit::Byte, OffsetUnit::Utf16] {
                map.build(&text, unit);
                for byte in (0..=text.len()).filter(|&b| text.is_char_boundary(b)) {
                    prop_assert_eq!(map.at(&text, byte as u32), naive(&text, byte, unit));
                }
            }
        }
    }
}
