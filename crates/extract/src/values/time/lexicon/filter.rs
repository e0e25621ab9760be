//! Sets of bits that tell most words apart from those of the tables before they are looked up.

/// Bits of a set, a power of two: about ten for every head word of the tables, and small enough to stay in the first
/// cache.
const BITS: usize = 1 << 14;

/// Bytes of three Arabic letters, by which words with and without proclitics are told from the tables at once.
const TAIL: usize = 6;

/// Marks the lengths and letters of the words that were put in; what it refuses was never put in.
#[derive(Debug)]
pub(super) struct Filter {
    whole: Box<[u64; BITS / 64]>,
    /// Of the last three letters of words that have them.
    tails: Box<[u64; BITS / 64]>,
    /// Of words that are shorter.
    short: Box<[u64; BITS / 64]>,
}

impl Filter {
    pub(super) fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let empty = || Box::new([0; BITS / 64]);
        let mut filter = Self { whole: empty(), tails: empty(), short: empty() };
        for word in words {
            set(&mut filter.whole, place(word.as_bytes()));
            match tail(word.as_bytes(), TAIL) {
                Some(tail) => set(&mut filter.tails, place(tail)),
                None => set(&mut filter.short, place(word.as_bytes())),
            }
        }
        filter
    }

    /// Whether the word may be in the set.
    pub(super) fn admits(&self, word: &str) -> bool {
        has(&self.whole, place(word.as_bytes()))
    }

    /// Whether the word may be in the set once letters are cut off its beginning.
    pub(super) fn admits_ending(&self, word: &str) -> bool {
        let bytes = word.as_bytes();
        match tail(bytes, TAIL) {
            Some(last) => {
                has(&self.tails, place(last)) || tail(bytes, 4).is_some_and(|last| has(&self.short, place(last)))
            }
            // too short to be worth a look
            None => true,
        }
    }
}

/// The last bytes of a word.
fn tail(bytes: &[u8], count: usize) -> Option<&[u8]> {
    bytes.len().checked_sub(count).map(|at| &bytes[at..])
}

fn set(bits: &mut [u64; BITS / 64], at: usize) {
    bits[at / 64 % (BITS / 64)] |= 1 << (at % 64);
}

fn has(bits: &[u64; BITS / 64], at: usize) -> bool {
    bits[at / 64 % (BITS / 64)] & (1 << (at % 64)) != 0
}

/// The bit of a word: its length, its first two letters and its last.
fn place(bytes: &[u8]) -> usize {
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
        let words = ["في", "يوم", "الاثنين", "a", "", "كانون", "غد"];
        let filter = Filter::of(words.into_iter());
        assert!(words.iter().all(|word| filter.admits(word) && filter.admits_ending(word)));
        for word in ["ولغد", "وبكانون", "باليوم", "ففي"] {
            assert!(filter.admits_ending(word), "{word}");
        }
        assert!(!filter.admits("المتحدث"));
        assert!(!filter.admits_ending("المتحدث"));
    }
}
