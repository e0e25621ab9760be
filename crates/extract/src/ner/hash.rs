//! The hash behind every feature and gazetteer key.
//!
//! Model files store these values, so the function is fixed here and never taken from a hasher whose
//! output may change between releases. It multiplies 64 by 64 bits and folds the halves together.

const A: u64 = 0x9e37_79b9_7f4a_7c15;
const B: u64 = 0xd6e8_feb8_6659_fd93;

/// Combines two values; not symmetric.
#[inline]
#[must_use]
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ A).wrapping_mul(u128::from(b.rotate_left(23) ^ B));
    (product as u64) ^ ((product >> 64) as u64)
}

/// The hash of some bytes under a seed.
#[inline]
#[must_use]
pub(crate) fn bytes(seed: u64, data: &[u8]) -> u64 {
    let mut state = mix(seed, data.len() as u64);
    let mut chunks = data.chunks_exact(8);
    for chunk in &mut chunks {
        state = mix(state, u64::from_le_bytes(chunk.try_into().expect("eight bytes")));
    }
    let mut rest = [0; 8];
    rest[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    mix(state, u64::from_le_bytes(rest))
}

/// The 40 bits of a hash that model files keep: of half a million keys, one foreign key in two million
/// is taken for one of them.
pub(crate) const KEY_BITS: u32 = 40;

/// Cuts a hash to [`KEY_BITS`].
#[inline]
#[must_use]
pub(crate) fn key(hash: u64) -> u64 {
    hash >> (64 - KEY_BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_length_count() {
        assert_ne!(mix(1, 2), mix(2, 1));
        assert_ne!(bytes(0, b"a"), bytes(0, b"a\0"));
        assert_ne!(bytes(0, b"ab"), bytes(1, b"ab"));
    }

    #[test]
    fn the_function_is_frozen() {
        assert_eq!(bytes(0, "خبر".as_bytes()), 0x5fee_63af_4117_7bd9);
    }
}
