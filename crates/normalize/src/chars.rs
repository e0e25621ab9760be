//! Classes of characters, from the Unicode character database (17.0) and Arabic typing habits.

/// Whether it is a combining mark of Arabic that readers leave out: harakat, tanwin, shadda, sukun,
/// superscript alef, Quranic annotation. The composing marks U+0653–U+0655 count too: where they do not
/// compose with their letter they mean nothing to news text.
#[inline]
pub(crate) const fn is_arabic_mark(c: char) -> bool {
    matches!(c,
        '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06DC}'
        | '\u{06DF}'..='\u{06E8}' | '\u{06EA}'..='\u{06ED}' | '\u{0897}'..='\u{089F}'
        | '\u{08CA}'..='\u{08E1}' | '\u{08E3}'..='\u{08FF}')
}

/// Direction marks, embeddings, overrides, isolates (UAX #9) and the deprecated shaping controls.
#[inline]
pub(crate) const fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}')
}

/// Characters without width that are no direction marks; U+200D may join an emoji.
#[inline]
pub(crate) const fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{00AD}' | '\u{180E}')
}

/// Space separators (Zs) other than U+0020.
#[inline]
pub(crate) const fn is_wide_space(c: char) -> bool {
    matches!(c, '\u{00A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// Glyphs that quote and nothing else, single ones left out.
#[inline]
pub(crate) const fn is_double_quote(c: char) -> bool {
    matches!(c,
        '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '‹' | '›' | '″' | '\u{275D}' | '\u{275E}' | '\u{2760}'
        | '\u{276E}' | '\u{276F}' | '\u{300A}'..='\u{300F}' | '\u{301D}'..='\u{301F}' | '\u{FF02}' | '\u{2E42}')
}

/// Single quotation marks, which also serve as apostrophes.
#[inline]
pub(crate) const fn is_single_quote(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '‛' | '\u{275B}' | '\u{275C}' | '\u{FF07}')
}

/// A letter of the Arabic script, tatweel and marks left out.
#[inline]
pub(crate) const fn is_arabic_letter(c: char) -> bool {
    matches!(c,
        '\u{0620}'..='\u{063F}' | '\u{0641}'..='\u{064A}' | '\u{066E}' | '\u{066F}' | '\u{0671}'..='\u{06D3}'
        | '\u{06D5}' | '\u{06EE}' | '\u{06EF}' | '\u{06FA}'..='\u{06FC}' | '\u{06FF}' | '\u{0750}'..='\u{077F}'
        | '\u{0870}'..='\u{0887}' | '\u{0889}'..='\u{088E}' | '\u{08A0}'..='\u{08C9}'
        | '\u{FB50}'..='\u{FBB1}' | '\u{FBD3}'..='\u{FD3D}' | '\u{FD50}'..='\u{FDFC}' | '\u{FE70}'..='\u{FEFC}')
}

/// The ASCII digit for a decimal digit of the scripts that Arab newspapers print.
#[inline]
pub(crate) const fn ascii_digit(c: char) -> Option<char> {
    let zero = match c {
        '0'..='9' => return Some(c),
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06F0}'..='\u{06F9}' => 0x06F0,
        '\u{FF10}'..='\u{FF19}' => 0xFF10,
        _ => return None,
    };
    Some((b'0' + (c as u32 - zero) as u8) as char)
}

/// The Arabic letter that a Persian, Urdu or Kurdish letter is typed for. Final `ی` may stand for `ى`:
/// [`look_alike`](crate::look_alike) decides.
#[inline]
pub(crate) const fn arabic_twin(c: char) -> Option<char> {
    Some(match c {
        'ک' | 'ڪ' => 'ك',
        'ی' | 'ے' => 'ي',
        'ە' | 'ہ' | 'ھ' | 'ۀ' | 'ۂ' => 'ه',
        'ۃ' => 'ة',
        _ => return None,
    })
}

/// Letters that Persian, Urdu and Kurdish have and Arabic lacks.
#[inline]
pub(crate) const fn is_foreign_letter(c: char) -> bool {
    matches!(c, 'پ' | 'چ' | 'ژ' | 'گ' | 'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ێ' | 'ۆ' | 'ڵ' | 'ڕ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::char::is_combining_mark;

    #[test]
    fn marks_are_combining_marks() {
        for c in (0..0x11_0000).filter_map(char::from_u32).filter(|&c| is_arabic_mark(c)) {
            // the small waw and yeh of Quranic spelling are modifier letters
            assert!(is_combining_mark(c) || matches!(c, '\u{06E5}' | '\u{06E6}'), "{:04X}", c as u32);
        }
    }

    #[test]
    fn digits_of_three_scripts() {
        assert_eq!(ascii_digit('٣'), Some('3'));
        assert_eq!(ascii_digit('۹'), Some('9'));
        assert_eq!(ascii_digit('７'), Some('7'));
        assert_eq!(ascii_digit('a'), None);
    }
}
