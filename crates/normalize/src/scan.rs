//! Finds the next byte that a rule may touch.
//!
//! Arabic news is plain letters, spaces and a little punctuation; a rule touches about four places in a
//! thousand bytes. So the pass looks at 64 bytes at a time and copies what lies between two such places.

use wide::u8x16;

const BLOCK: usize = 64;

/// Walks over a text and stops at bytes outside the plain set: ASCII but `' < > \``, the letters
/// U+0621–U+063A and U+0641–U+064A, and `، ؛ ؟`. It stops at the lead byte of a character of other
/// scripts and at the second byte of an Arabic one.
pub(crate) struct Scanner<'a> {
    bytes: &'a [u8],
    /// Start of the block that `mask` speaks of.
    base: usize,
    /// A bit for each byte of the block that is outside the plain set.
    mask: u64,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut scanner = Self { bytes: text.as_bytes(), base: 0, mask: 0 };
        scanner.mask = scanner.block_mask();
        scanner
    }

    /// The first byte at or after `from` that is outside the plain set. `from` must not fall.
    #[inline]
    pub(crate) fn next(&mut self, from: usize) -> Option<usize> {
        if from >= self.base + BLOCK {
            self.base = from;
            if from >= self.bytes.len() {
                return None;
            }
            self.mask = self.block_mask();
        }
        self.mask &= u64::MAX << (from - self.base);
        while self.mask == 0 {
            self.base += BLOCK;
            if self.base >= self.bytes.len() {
                return None;
            }
            self.mask = self.block_mask();
        }
        Some(self.base + self.mask.trailing_zeros() as usize)
    }

    #[inline]
    fn block_mask(&self) -> u64 {
        let rest = &self.bytes[self.base.min(self.bytes.len())..];
        if self.base > 0 && rest.len() >= BLOCK {
            let window = &self.bytes[self.base - 1..self.base + BLOCK];
            return touched(window.try_into().expect("65 bytes"));
        }
        let mut window = [0; BLOCK + 1];
        if self.base > 0 {
            window[0] = self.bytes[self.base - 1];
        }
        let n = rest.len().min(BLOCK);
        window[1..=n].copy_from_slice(&rest[..n]);
        touched(&window)
    }
}

/// A bit for each of the last 64 bytes of `window` that is outside the plain set.
#[inline]
fn touched(window: &[u8; BLOCK + 1]) -> u64 {
    let mut mask = 0;
    for lane in 0..BLOCK / 16 {
        let at = lane * 16;
        let before = u8x16::new(window[at..at + 16].try_into().expect("16 bytes"));
        let bytes = u8x16::new(window[at + 1..at + 17].try_into().expect("16 bytes"));
        mask |= u64::from(!plain(before, bytes) as u16) << at;
    }
    mask
}

/// A bit for each byte of the plain set, given the byte before each.
#[inline]
fn plain(before: u8x16, bytes: u8x16) -> u32 {
    let is = |value: u8| bytes.simd_eq(u8x16::splat(value));
    // lowest <= b <= lowest + width, by a wrapping difference
    let within = |lowest: u8, width: u8| {
        let distance = bytes - u8x16::splat(lowest);
        distance.min(u8x16::splat(width)).simd_eq(distance)
    };
    let quote = is(b'\'') | is(b'<') | is(b'>') | is(b'`');
    let lead = (bytes & u8x16::splat(0xFE)).simd_eq(u8x16::splat(0xD8));
    let after_d8 = before.simd_eq(u8x16::splat(0xD8));
    let after_d9 = before.simd_eq(u8x16::splat(0xD9));
    let second = (after_d8 & (within(0xA1, 0x19) | is(0x8C) | is(0x9B) | is(0x9F))) | (after_d9 & within(0x81, 9));
    let plain = (within(0, 0x7F) & !quote) | lead | second;
    plain.to_bitmask() & 0xFFFF
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same set, a character at a time.
    fn naive(text: &str) -> Vec<usize> {
        let mut stops = Vec::new();
        for (at, c) in text.char_indices() {
            let plain = (c.is_ascii() && !"'<>`".contains(c))
                || matches!(c, '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}' | '،' | '؛' | '؟');
            if !plain {
                let arabic = matches!(c, '\u{0600}'..='\u{067F}');
                stops.push(at + usize::from(arabic));
            }
        }
        stops
    }

    fn stops(text: &str) -> Vec<usize> {
        let mut scanner = Scanner::new(text);
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(at) = scanner.next(from) {
            found.push(at);
            // on to the end of the character
            from = (at + 1..=text.len()).find(|&i| text.is_char_boundary(i)).unwrap();
        }
        found
    }

    #[test]
    fn stops_at_marks_and_foreign_letters() {
        assert_eq!(stops("قال"), Vec::<usize>::new());
        assert_eq!(stops("قُتل"), vec![3]);
        assert_eq!(stops("a é"), vec![2]);
    }

    proptest! {
        #[test]
        fn equals_the_naive_twin(text in "[ -~ء-يً-ْ٠-٩ـ«»“”é\u{200f}😀]{0,300}") {
            prop_assert_eq!(stops(&text), naive(&text));
        }

        #[test]
        fn equals_the_naive_twin_on_anything(text in "\\PC{0,200}") {
            prop_assert_eq!(stops(&text), naive(&text));
        }
    }
}
