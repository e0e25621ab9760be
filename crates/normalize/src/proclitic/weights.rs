//! The linear model for words that the lexicon does not hold.

use super::letters::Letters;

/// `data/proclitic_weights.tsv`: `decision`, `feature`, `value`, `weight` (fiftieths of a logit).
static ROWS: &str = include_str!("../../../../data/proclitic_weights.tsv");

/// One yes-or-no question about the head of a word.
#[derive(Clone, Copy)]
pub(super) enum Decision {
    /// Is the first `و` the conjunction?
    Waw = 1,
    /// Is the first `ف` the conjunction?
    Fa,
    /// Is the `ب` the preposition?
    Ba,
    /// Is the `ك` the preposition?
    Kaf,
    /// Is the `ل` the particle?
    Lam,
    /// Is the `س` the future?
    Sin,
    /// In `لل…`, is the second `ل` the article?
    ShortArticle,
}

impl Decision {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "و" => Self::Waw,
            "ف" => Self::Fa,
            "ب" => Self::Ba,
            "ك" => Self::Kaf,
            "ل" => Self::Lam,
            "س" => Self::Sin,
            "لل" => Self::ShortArticle,
            _ => return None,
        })
    }
}

/// The kinds of feature: what of the word they see. `rest` is the word without its first letter.
const KINDS: [&str; 12] = [
    "length",
    "rest1",
    "rest2",
    "rest3",
    "rest4",
    "rest1+length",
    "rest3+length",
    "end1",
    "end2",
    "end3",
    "rest2+end1",
    "rest2+end2",
];

/// The longest length that is told from longer ones.
const LENGTH: usize = 9;

/// Key of a feature: which decision, which kind, which letters, which length.
const fn key(decision: Decision, kind: usize, letters: u64, length: usize) -> u64 {
    (((decision as u64) << 4 | kind as u64) << 4 | length as u64) << 24 | letters
}

/// Calls `each` with the keys of all features of the word whose letters these are, at least two.
#[inline]
fn features(decision: Decision, word: &[u8], mut each: impl FnMut(u64)) {
    let rest = &word[1..];
    let length = word.len().min(LENGTH);
    let end = |n: usize| Letters::pack(&word[word.len() - n..]);
    let head = |n: usize| Letters::pack(&rest[..n]);
    each(key(decision, 0, 0, length));
    each(key(decision, 1, head(1), 0));
    each(key(decision, 5, head(1), length));
    each(key(decision, 7, end(1), 0));
    if rest.len() < 2 {
        return;
    }
    let two = head(2);
    each(key(decision, 2, two, 0));
    each(key(decision, 8, end(2), 0));
    each(key(decision, 10, two << 6 | end(1), 0));
    if rest.len() < 3 {
        return;
    }
    each(key(decision, 3, head(3), 0));
    each(key(decision, 6, head(3), length));
    each(key(decision, 9, end(3), 0));
    each(key(decision, 11, two << 12 | end(2), 0));
    if rest.len() >= 4 {
        each(key(decision, 4, head(4), 0));
    }
}

/// A hash table of weights: key above, weight in the low 16 bits, 0 for a free slot; at most half full.
pub(super) struct Weights {
    slots: Box<[u64]>,
    shift: u32,
}

impl Weights {
    pub(super) fn new() -> Self {
        let rows = || ROWS.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(parse);
        let bits = (2 * rows().count()).next_power_of_two().trailing_zeros();
        let mut weights = Self { slots: vec![0; 1 << bits].into(), shift: 64 - bits };
        for (key, weight) in rows() {
            let mut place = weights.place(key);
            while weights.slots[place] != 0 {
                place = (place + 1) % weights.slots.len();
            }
            weights.slots[place] = key << 16 | u64::from(weight.cast_unsigned());
        }
        weights
    }

    const fn place(&self, key: u64) -> usize {
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift) as usize
    }

    fn get(&self, key: u64) -> i32 {
        let mut place = self.place(key);
        loop {
            let slot = self.slots[place];
            if slot >> 16 == key {
                return i32::from((slot & 0xFFFF) as i16);
            }
            if slot == 0 {
                return 0;
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
    }

    /// Answers the question for the word that begins at letter `at` of `letters`; it has two or more.
    pub(super) fn decide(&self, decision: Decision, letters: &Letters, at: usize) -> bool {
        let mut sum = 0;
        features(decision, letters.from(at), |key| sum += self.get(key));
        sum > 0
    }
}

fn parse(row: &str) -> Option<(u64, i16)> {
    let mut fields = row.split('\t');
    let decision = Decision::named(fields.next()?)?;
    let kind = fields.next()?;
    let kind = KINDS.iter().position(|&k| k == kind)?;
    let value = fields.next()?;
    let weight = fields.next()?.parse().ok()?;
    let digit = value.bytes().last().filter(u8::is_ascii_digit);
    let length = digit.map_or(0, |d| usize::from(d - b'0'));
    let letters = if digit.is_some() { &value[..value.len() - 1] } else { value };
    let letters = if letters.is_empty() { 0 } else { Letters::pack(Letters::of(letters)?.from(0)) };
    Some((key(decision, kind, letters, length), weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_found() {
        let weights = Weights::new();
        let mut keys = std::collections::HashSet::new();
        for row in ROWS.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let (key, weight) = parse(row).unwrap_or_else(|| panic!("{row}"));
            assert!(keys.insert(key), "{row} stands twice");
            assert_eq!(weights.get(key), i32::from(weight), "{row}");
        }
    }

    #[test]
    fn features_of_a_word_differ() {
        let letters = Letters::of("وسيستخدمونها").expect("letters");
        let mut keys = Vec::new();
        features(Decision::Waw, letters.from(0), |key| keys.push(key));
        assert_eq!(keys.len(), KINDS.len());
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), KINDS.len());
    }
}
