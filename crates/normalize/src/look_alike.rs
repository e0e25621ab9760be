//! Persian, Urdu and Kurdish letters that stand in Arabic text by a slip of the keyboard.

use crate::chars::{arabic_twin, is_arabic_letter, is_foreign_letter};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

static ALEF_MAQSURA: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/alef-maqsura.tsv").lines();
    // words marked `=` keep the mark, so that only the whole word finds them
    lines.filter(|l| !l.starts_with('#')).filter_map(|l| l.strip_suffix('ى')).collect()
});

/// A word is looked at up to this many letters back; longer ones are no words.
const WORD: usize = 24;

/// The Arabic letter meant by the look-alike at byte `at` of `text`, which may be a whole line.
///
/// At the end of a word `ی` is either `ي` or `ى`, which share their shape: words in
/// `data/alef-maqsura.tsv` end in `ى`, others in `ي`.
pub(crate) fn meant(text: &str, at: usize, c: char) -> Option<char> {
    let twin = arabic_twin(c)?;
    let ends_word = !text[at + c.len_utf8()..].chars().next().is_some_and(is_arabic_letter);
    if c != 'ی' || !ends_word {
        return Some(twin);
    }
    let start = text[..at]
        .char_indices()
        .rev()
        .take(WORD)
        .take_while(|&(_, c)| is_arabic_letter(c))
        .last()
        .map_or(at, |(i, _)| i);
    Some(if is_alef_maqsura_stem(&text[start..at]) { 'ى' } else { twin })
}

/// Whether a word without its last letter is known to end in `ى`, proclitics tried off.
fn is_alef_maqsura_stem(head: &str) -> bool {
    let whole = ALEF_MAQSURA.iter().any(|stem| stem.strip_prefix('=') == Some(head));
    let conjunction = ["", "و", "ف"];
    let preposition = ["", "ب", "ك", "ل", "ال", "بال", "كال", "لل", "س"];
    whole
        || conjunction
            .iter()
            .filter_map(|p| head.strip_prefix(p))
            .any(|rest| preposition.iter().filter_map(|p| rest.strip_prefix(p)).any(|stem| ALEF_MAQSURA.contains(stem)))
}

/// Whether a line is Persian, Urdu or Kurdish: it has a letter that Arabic lacks, and writes kaf and yeh
/// more often the Persian way than the Arabic one.
pub(crate) fn is_foreign_line(line: &str) -> bool {
    let (mut own, mut theirs, mut foreign) = (0, 0, false);
    // presentation forms count as the letters they become
    for c in line.nfkc() {
        match c {
            'ك' | 'ي' | 'ة' | 'ى' => own += 1,
            _ if arabic_twin(c).is_some() => theirs += 1,
            _ => foreign |= is_foreign_letter(c),
        }
    }
    foreign && theirs > own
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(word: &str) -> String {
        word.char_indices().map(|(i, c)| meant(word, i, c).unwrap_or(c)).collect()
    }

    #[test]
    fn the_last_letter_is_yeh_or_alef_maqsura() {
        for (typed, meant) in [
            ("علی", "على"),
            ("وعلی", "وعلى"),
            ("عربی", "عربي"),
            ("المستشفی", "المستشفى"),
            ("بیروت", "بيروت"),
            ("کتاب", "كتاب"),
            ("فی", "في"),
            ("والی", "والي"),
        ] {
            assert_eq!(fixed(typed), meant);
        }
    }

    #[test]
    fn a_persian_line_is_left_alone() {
        assert!(is_foreign_line("این گزارش را خبرگزاری منتشر کرد"));
        assert!(!is_foreign_line("قال إن شركة «گوگل» أعلنت عن نتائجها في بيروت"));
        assert!(!is_foreign_line("القاهرة فی الصباح"));
    }
}
