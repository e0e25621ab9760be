//! The comparison form of words.

/// The word as the tables compare it: hamza carriers, ta marbuta and alef maqsura folded, Latin in lower case.
pub(in crate::values::time) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

/// [`fold`] at the end of `folded`.
pub(in crate::values::time) fn fold_into(word: &str, folded: &mut String) {
    for c in word.chars() {
        folded.push(match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' | 'ئ' => 'ي',
            'ة' => 'ه',
            'ؤ' => 'و',
            _ if is_mark(c) => continue,
            _ => c.to_ascii_lowercase(),
        });
    }
}

/// Diacritics and tatweel, which a profile may have kept.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// A folded word without `ال`.
pub(in crate::values::time) fn without_article(folded: &str) -> &str {
    match folded.strip_prefix("ال") {
        Some(rest) if rest.chars().nth(1).is_some() => rest,
        _ => folded,
    }
}
