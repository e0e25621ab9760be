//! Letter folding for lookups: the spellings that news writers mix fall together.

use khabar_normalize::{Proclitic, Proclitics};

/// The folded letter: `أ إ آ ٱ` are `ا`, `ى` is `ي`, `ة` is `ه`, `ؤ` is `و`, `ئ` is `ي`; Latin is lower case.
#[must_use]
pub(crate) fn letter(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ئ' => 'ي',
        'ة' => 'ه',
        'ؤ' => 'و',
        'A'..='Z' => c.to_ascii_lowercase(),
        _ => c,
    }
}

/// Appends the folded `text` to `out`.
pub(crate) fn push(text: &str, out: &mut String) {
    out.extend(text.chars().map(letter));
}

/// The folded text.
#[must_use]
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push(text, &mut out);
    out
}

/// The folded stem of a word: without joined proclitics, with the article whole (`للعراق` gives `العراق`).
pub fn push_stem(text: &str, proclitics: Proclitics, out: &mut String) {
    let stem = text.get(proclitics.joined_len() as usize..).unwrap_or(text);
    if proclitics.has(Proclitic::ShortArticle) {
        out.push('ا');
    }
    push(stem, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fall_together() {
        assert_eq!(folded("أحمد الإسلامية مصطفى"), "احمد الاسلاميه مصطفي");
    }

    #[test]
    fn the_short_article_is_made_whole() {
        let mut out = String::new();
        push_stem("للعراق", Proclitics::NONE.with(Proclitic::Lam).with(Proclitic::ShortArticle), &mut out);
        assert_eq!(out, "العراق");
    }
}
