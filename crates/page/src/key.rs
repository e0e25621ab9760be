//! Keys: lines reduced to what two printings of the same words share.
//!
//! A key has the words of a line, one space between them; harakat, tatweel, direction marks and punctuation are
//! gone, alef, ya and ta marbuta folded, Latin in lower case, digits ASCII. Patterns and lines are compared by
//! their keys, so a list needs each phrase once.

/// Appends the key of `text` to `key`.
pub(crate) fn push_key(key: &mut String, text: &str) {
    let from = key.len();
    let mut gap = false;
    for c in text.chars() {
        match fold(c) {
            Fold::Keep(c) => {
                if gap && key.len() > from {
                    key.push(' ');
                }
                gap = false;
                key.push(c);
            }
            Fold::Gap => gap = true,
            Fold::Skip => {}
        }
    }
}

/// The key of `text`.
pub(crate) fn key_of(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    push_key(&mut key, text);
    key
}

/// Writes `key` with every run of digits as `#`: `21 o` and `17 o` are one pattern.
pub(crate) fn mask_digits(masked: &mut String, key: &str) {
    masked.clear();
    let mut in_digits = false;
    for c in key.chars() {
        let digit = c.is_ascii_digit();
        if !digit {
            masked.push(c);
        } else if !in_digits {
            masked.push('#');
        }
        in_digits = digit;
    }
}

enum Fold {
    Keep(char),
    Gap,
    Skip,
}

#[inline]
fn fold(c: char) -> Fold {
    match c {
        'a'..='z' | '0'..='9' => Fold::Keep(c),
        'A'..='Z' => Fold::Keep(c.to_ascii_lowercase()),
        // `#` stands for digits in patterns; a hash sign is punctuation.
        '\0'..='\u{7F}' => Fold::Gap,
        'أ' | 'إ' | 'آ' | 'ٱ' => Fold::Keep('ا'),
        'ى' | 'ی' => Fold::Keep('ي'),
        'ة' => Fold::Keep('ه'),
        'ک' => Fold::Keep('ك'),
        '٠'..='٩' => Fold::Keep(digit(c, '٠')),
        '۰'..='۹' => Fold::Keep(digit(c, '۰')),
        '０'..='９' => Fold::Keep(digit(c, '０')),
        '०'..='९' => Fold::Keep(digit(c, '०')),
        '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' => {
            Fold::Skip
        }
        '\u{061C}'
        | '\u{00AD}'
        | '\u{FEFF}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' => Fold::Skip,
        '©' => Fold::Keep(c),
        'ء'..='ي' => Fold::Keep(c),
        _ if c.is_alphanumeric() => Fold::Keep(c),
        _ => Fold::Gap,
    }
}

#[inline]
fn digit(c: char, zero: char) -> char {
    char::from_digit(c as u32 - zero as u32, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet_in_one_key() {
        assert_eq!(key_of("إقرأ أيضاً:"), "اقرا ايضا");
        assert_eq!(key_of(" المـــؤســـس : الحبيب ٢٠١٩/٠٢ "), "المؤسس الحبيب 2019 02");
        assert_eq!(key_of("‏بحث ‏"), "بحث");
        assert_eq!(key_of("// انتهى //"), "انتهي");
    }

    #[test]
    fn digits_are_masked_by_run() {
        let mut masked = String::new();
        mask_digits(&mut masked, "2min 21 o 2020");
        assert_eq!(masked, "#min # o #");
    }
}
