//! A read-only map from 40-bit keys to small values: open addressing in two flat vectors.
//!
//! A model holds hundreds of thousands of features, and tagging asks for keys that mostly miss; one
//! probe of a four-byte fingerprint settles nearly all of them.

/// Marks an empty slot.
const EMPTY: u32 = u32::MAX;

/// The map. Values are positions in the order of building.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeyTable {
    /// Per slot: 32 bits of the key and the position.
    slots: Vec<(u32, u32)>,
    mask: usize,
}

impl KeyTable {
    /// Maps each key to its position in the iterator. Of equal keys the first counts.
    pub(crate) fn new(keys: impl ExactSizeIterator<Item = u64>) -> Self {
        let size = (keys.len() * 2).next_power_of_two().max(256);
        let mut table = Self { slots: vec![(0, EMPTY); size], mask: size - 1 };
        for (position, key) in keys.enumerate() {
            let (mut slot, print) = table.place(key);
            while table.slots[slot].1 != EMPTY && table.slots[slot].0 != print {
                slot = (slot + 1) & table.mask;
            }
            if table.slots[slot].1 == EMPTY {
                table.slots[slot] = (print, position as u32);
            }
        }
        table
    }

    /// Upper 32 bits are the fingerprint; the eight lower ones choose the slot within a block of 256.
    fn place(&self, key: u64) -> (usize, u32) {
        let print = (key >> 8) as u32;
        let spread = (key as u32).wrapping_mul(0x9e37_79b1) ^ print;
        let slot = ((spread as usize & !0xff) | (key as usize & 0xff)) & self.mask;
        (slot, print)
    }

    /// The position of a key.
    #[inline]
    pub(crate) fn get(&self, key: u64) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let (mut slot, print) = self.place(key);
        loop {
            let (stored, position) = self.slots[slot];
            if position == EMPTY {
                return None;
            }
            if stored == print {
                return Some(position);
            }
            slot = (slot + 1) & self.mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::hash;
    use super::*;

    #[test]
    fn finds_what_was_put_in() {
        let keys: Vec<u64> = (0..5000u64).map(|k| hash::key(hash::mix(k, 7))).collect();
        let table = KeyTable::new(keys.iter().copied());
        for (position, &key) in keys.iter().enumerate() {
            assert_eq!(table.get(key), Some(position as u32));
        }
        let strangers = (5000..105_000u64).filter(|&k| table.get(hash::key(hash::mix(k, 7))).is_some()).count();
        assert!(strangers < 5, "{strangers}");
    }

    #[test]
    fn an_empty_table_has_nothing() {
        assert_eq!(KeyTable::default().get(3), None);
        assert_eq!(KeyTable::new(std::iter::empty()).get(3), None);
    }
}
