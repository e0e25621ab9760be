//! Words whose proclitics are known.

use super::letters::Letters;
use crate::{Proclitic, Proclitics};
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// `data/proclitics.tsv`: `form`, `proclitics` (joined by `+`, `-` for none), and columns for readers.
static ROWS: &str = include_str!("../../../../data/proclitics.tsv");

/// A hash table into [`ROWS`], with open addressing; at most half full.
pub(super) struct Lexicon {
    slots: Box<[Slot]>,
    shift: u32,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    /// Where the form stands in [`ROWS`]; `len` 0 marks a free slot.
    at: u32,
    len: u8,
    proclitics: Proclitics,
    /// Bits of the hash that the slot's place does not use.
    tag: u16,
}

impl Lexicon {
    /// The rows whose form `wanted` accepts.
    pub(super) fn new(wanted: impl Fn(&str) -> bool) -> Self {
        let rows = || ROWS.lines().filter(|line| !line.starts_with('#')).skip(1).filter(|line| wanted(line));
        let bits = (2 * rows().count()).next_power_of_two().trailing_zeros();
        let mut lexicon = Self { slots: vec![Slot::default(); 1 << bits].into(), shift: 64 - bits };
        for row in rows() {
            let mut fields = row.split('\t');
            if let (Some(form), Some(proclitics)) = (fields.next(), fields.next()) {
                lexicon.insert(form, row.as_ptr().addr() - ROWS.as_ptr().addr(), parse(proclitics));
            }
        }
        lexicon
    }

    fn insert(&mut self, form: &str, at: usize, proclitics: Proclitics) {
        let (Ok(at), Ok(len)) = (u32::try_from(at), u8::try_from(form.len())) else { return };
        let hash = hash(form);
        let mut place = self.place(hash);
        while self.slots[place].len != 0 {
            place = (place + 1) % self.slots.len();
        }
        self.slots[place] = Slot { at, len, proclitics, tag: tag(hash) };
    }

    fn place(&self, hash: u64) -> usize {
        (hash >> self.shift) as usize
    }

    /// The proclitics of a word of the lexicon.
    #[inline]
    pub(super) fn get(&self, form: &str) -> Option<Proclitics> {
        if form.len() > 2 * Letters::MAX {
            return None;
        }
        let hash = hash(form);
        let mut place = self.place(hash);
        loop {
            let slot = self.slots[place];
            if slot.len == 0 {
                return None;
            }
            let at = slot.at as usize;
            if slot.tag == tag(hash) && ROWS.as_bytes()[at..at + usize::from(slot.len)] == *form.as_bytes() {
                return Some(slot.proclitics);
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
    }
}

fn hash(form: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(form.as_bytes());
    hasher.finish().wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

const fn tag(hash: u64) -> u16 {
    (hash & 0xFFFF) as u16
}

fn parse(proclitics: &str) -> Proclitics {
    let mut found = Proclitics::NONE;
    for piece in proclitics.split('+') {
        found = match piece {
            "و" => found.with(Proclitic::Waw),
            "ف" => found.with(Proclitic::Fa),
            "ب" => found.with(Proclitic::Ba),
            "ك" => found.with(Proclitic::Kaf),
            "ل" => found.with(Proclitic::Lam),
            "س" => found.with(Proclitic::Sin),
            "ال" if found.has(Proclitic::Lam) => found.with(Proclitic::ShortArticle),
            "ال" => found.with(Proclitic::Article),
            _ => found,
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_well_formed() {
        let mut seen = std::collections::HashSet::new();
        for row in ROWS.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let fields: Vec<_> = row.split('\t').collect();
            assert_eq!(fields.len(), 4, "{row}");
            let form = fields[0];
            assert!(seen.insert(form), "{form} stands twice");
            assert!(Letters::of(form).is_some(), "{form}");
            assert!(fields[1].split('+').all(|p| ["و", "ف", "ب", "ك", "ل", "س", "ال", "-"].contains(&p)), "{row}");
            let found = parse(fields[1]);
            let mut head = String::new();
            for (i, p) in found.iter().enumerate() {
                head.push_str(if p == Proclitic::ShortArticle { "ل" } else { p.form() });
                assert_eq!(Some(p.form()), fields[1].split('+').nth(i), "{row}");
            }
            assert!(form.starts_with(&head) && form.len() > head.len(), "{row}");
            let stays = form.len() - head.len();
            assert!(
                stays >= 4 || !found.is_empty() && ["ه", "ي", "ك"].contains(&&form[head.len()..]) || found.is_empty(),
                "{row}"
            );
        }
    }

    #[test]
    fn every_row_is_found() {
        let lexicon = Lexicon::new(|_| true);
        for row in ROWS.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let (form, rest) = row.split_once('\t').expect("two fields");
            let proclitics = rest.split('\t').next().expect("a field");
            assert_eq!(lexicon.get(form), Some(parse(proclitics)), "{form}");
        }
        assert_eq!(lexicon.get("قاف"), None);
    }
}
