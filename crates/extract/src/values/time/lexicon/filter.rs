//! A set of bits that tells most words apart from those of the tables before they are looked up.

/// Bits of the set, a power of two: eight for every head word of the tables, so that one word in ten or so that is
/// not in them is looked up in vain, and small enough to stay in the first cache.
const BITS: usize = 1 << 14;

/// Marks the lengths and letters of the words that were put in; what it refuses was never put in.
#[derive(Debug)]
pub(super) struct Filter {
    bits: Vec<u64>,
}

impl Filter {
    pub(super) fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut bits = vec![0; BITS / 64];
        for word in words {
            let at = place(word);
            bits[at / 64] |= 1 << (at % 64);
        }
        Self { bits }
    }

    /// Whether the word may be in the set.
    pub(super) fn admits(&self, word: &str) -> bool {
        let at = place(word);
        self.bits[at / 64] & (1 << (at % 64)) != 0
    }
}

/// The bit of a word: its length, its first two letters and its last.
fn place(word: &str) -> usize {
    let bytes = word.as_bytes();
    let head = match bytes {
        [a, b, c, d, ..] => u32::from_le_bytes([*a, *b, *c, *d]),
        [a, b, ..] => u32::from(u16::from_le_bytes([*a, *b])),
        [a] => u32::from(*a),
        [] => 0,
    };
    let last = bytes.last().copied().unwrap_or(0);
    let key = u64::from(head) << 16 | u64::from(last) << 8 | (bytes.len() as u64 & 0xff);
    // Fibonacci hashing: the high bits of the product by 2^64 over the golden ratio
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS.trailing_zeros())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_admitted() {
        let words = ["في", "يوم", "الاثنين", "a", "", "كانون"];
        let filter = Filter::of(words.into_iter());
        assert!(words.iter().all(|word| filter.admits(word)));
        assert!(!filter.admits("المتحدث"));
    }
}
