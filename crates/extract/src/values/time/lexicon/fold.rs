//! The comparison form of words.

/// The word as the tables compare it: hamza carriers, ta marbuta and alef maqsura folded, Latin in lower case.
pub(in crate::values::time) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

/// [`fold`] at the end of `folded`. What stays as it is is copied in runs.
pub(in crate::values::time) fn fold_into(word: &str, folded: &mut String) {
    let bytes = word.as_bytes();
    if stays(bytes) {
        folded.push_str(word);
        return;
    }
    let (mut run, mut at) = (0, 0);
    while at < bytes.len() {
        let lead = bytes[at];
        let width = if lead < 0x80 { 1 } else { 2 };
        let letter = match (lead, bytes.get(at + 1)) {
            (b'A'..=b'Z', _) => Some(char::from(lead.to_ascii_lowercase())),
            (0xd8 | 0xd9, Some(&tail)) => {
                let Some(letter) = folded_letter(lead, tail) else {
                    at += 2;
                    continue;
                };
                letter
            }
            // the bytes of other letters are passed over in any step: none of them is a lead of the above
            _ => {
                at += if (0xda..=0xdf).contains(&lead) { 2 } else { 1 };
                continue;
            }
        };
        folded.push_str(&word[run..at]);
        folded.extend(letter);
        at += width;
        run = at;
    }
    folded.push_str(&word[run..]);
}

/// Whether a word is made of Arabic letters that all stay as they are; most words are, and no branch depends on their
/// letters.
fn stays(bytes: &[u8]) -> bool {
    /// For the second byte of a letter, whether it folds after 0xD8 (bit 0) and after 0xD9 (bit 1).
    const FOLDS: [u8; 256] = {
        let mut table = [0; 256];
        let mut tail = 0;
        while tail < 256 {
            table[tail] = folded_letter(0xd8, tail as u8).is_some() as u8
                | (folded_letter(0xd9, tail as u8).is_some() as u8) << 1;
            tail += 1;
        }
        table
    };
    let pairs = bytes.chunks_exact(2);
    let odd = !pairs.remainder().is_empty();
    let bad =
        pairs.fold(0, |bad, pair| bad | (pair[0] & 0xfe ^ 0xd8) | (FOLDS[usize::from(pair[1])] >> (pair[0] & 1) & 1));
    bad == 0 && !odd
}

/// What takes the place of an Arabic letter of two bytes: another one or, for diacritics and tatweel, nothing; `None`
/// for a letter that stays.
const fn folded_letter(lead: u8, tail: u8) -> Option<Option<char>> {
    match (lead, tail) {
        // آ أ إ ٱ
        (0xd8, 0xa2 | 0xa3 | 0xa5) | (0xd9, 0xb1) => Some(Some('ا')),
        (0xd8, 0xa4) => Some(Some('و')),
        // ئ ى
        (0xd8, 0xa6) | (0xd9, 0x89) => Some(Some('ي')),
        (0xd8, 0xa9) => Some(Some('ه')),
        // tatweel, U+064B to U+065F, U+0670
        (0xd9, 0x80 | 0x8b..=0x9f | 0xb0) => Some(None),
        _ => None,
    }
}

/// A folded word without `ال`.
pub(in crate::values::time) fn without_article(folded: &str) -> &str {
    match folded.strip_prefix("ال") {
        Some(rest) if rest.chars().nth(1).is_some() => rest,
        _ => folded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_fold_and_marks_fall() {
        assert_eq!(fold("أُسبوعَين"), "اسبوعين");
        assert_eq!(fold("مئة"), "ميه");
        assert_eq!(fold("مؤتمر"), "موتمر");
        assert_eq!(fold("GMT"), "gmt");
        assert_eq!(fold("پنج آذار €5"), "پنج اذار €5");
        assert_eq!(fold("هــ"), "ه");
        assert_eq!(fold(""), "");
    }
}
