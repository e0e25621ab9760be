//! The outer shape of a block: how long it is, what it is written with, how it ends.

/// How a block ends, closing quotation marks and brackets aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Ending {
    /// A single full stop, the mark of a written-out sentence; headlines have none.
    Stop,
    /// `:`, as before a list or a quotation.
    Colon,
    /// Anything else: a word, an ellipsis, a question or exclamation mark.
    #[default]
    Open,
}

/// Counts over the first [`Shape::SEEN`] bytes of a block.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shape {
    pub(crate) words: usize,
    pub(crate) arabic: usize,
    pub(crate) latin: usize,
    pub(crate) digits: usize,
    /// Commas, semicolons and sentence ends inside.
    pub(crate) pauses: usize,
    pub(crate) ending: Ending,
}

impl Shape {
    /// Bytes that are looked at; a block longer than this is running text whatever follows.
    const SEEN: usize = 1024;

    pub(crate) fn of(text: &str) -> Self {
        let mut seen = text.len().min(Self::SEEN);
        while !text.is_char_boundary(seen) {
            seen -= 1;
        }
        let mut shape = Self { ending: ending(text), ..Self::default() };
        let (mut in_word, mut pause) = (false, false);
        for c in text[..seen].chars() {
            match c {
                '\u{0620}'..='\u{064A}'
                | '\u{066E}'..='\u{06D3}'
                | '\u{FB50}'..='\u{FDFB}'
                | '\u{FE70}'..='\u{FEFC}' => shape.arabic += 1,
                'a'..='z' | 'A'..='Z' => shape.latin += 1,
                '0'..='9' | '٠'..='٩' | '۰'..='۹' => shape.digits += 1,
                _ => {}
            }
            let space = c.is_whitespace();
            if space && pause {
                shape.pauses += 1;
            }
            pause = matches!(c, '،' | '؛' | '.' | '؟' | ',' | ';');
            if !space && !in_word {
                shape.words += 1;
            }
            in_word = !space;
        }
        shape
    }

    /// Whether it is mainly written in Arabic letters.
    pub(crate) const fn is_arabic(&self) -> bool {
        self.arabic > 0 && self.arabic >= self.latin
    }

    /// Running text: a written-out sentence, or more words than a headline has (more than 99 % of the headlines of
    /// SaudiNewsNet and Hespress have fewer than 25), with pauses in it.
    ///
    /// A long Arabic paragraph stays one where it lists more in Latin letters.
    pub(crate) const fn is_prose(&self) -> bool {
        (self.is_arabic() || (self.words >= 60 && self.arabic >= 100))
            && (self.words >= 60
                || (self.words >= 25 && self.pauses > 0)
                || (self.words >= 8 && matches!(self.ending, Ending::Stop)))
    }

    /// A short written-out sentence; enough to say that the story goes on.
    pub(crate) const fn is_sentence(&self) -> bool {
        self.is_prose() || (self.is_arabic() && self.words >= 5 && matches!(self.ending, Ending::Stop))
    }
}

fn ending(text: &str) -> Ending {
    let mut back = text.chars().rev().skip_while(|c| is_closing(*c)).take(2);
    match (back.next(), back.next()) {
        (Some('.' | '۔'), before) if !matches!(before, Some('.' | '…')) => return Ending::Stop,
        (Some(':'), _) => return Ending::Colon,
        _ => {}
    }
    // Copied from a page laid out left to right, the full stop of an Arabic sentence stands before it.
    let mut front = text.chars();
    match (front.next(), front.next()) {
        (Some('.'), Some(next)) if next.is_alphabetic() => Ending::Stop,
        _ => Ending::Open,
    }
}

const fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '“' | '»' | '«' | '’' | ')' | '(' | ']' | '}' | ' ' | '\u{A0}' | '\u{200F}' | '\u{200E}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_headlines() {
        let sentence = Shape::of("ورفض والدا بوشنل، وجماعة يسوع، التعليق لبي بي سي.");
        assert!(sentence.is_prose());
        assert_eq!(Shape::of("وأضافت: \"لأن هذه اللحظة لم تكن خلاصة حياته\".").ending, Ending::Stop);
        assert!(!Shape::of("حسين الحاج حسن: السلاح باق!").is_sentence());
        assert!(!Shape::of("عقد مرتقب لمسوح زلزالية في البلوك 8 وتوقعات بتخلّي «توتال» عن البلوك 9...").is_sentence());
        assert!(!Shape::of("سوريا بحاجة للصحافة الحرة.. ونحن بحاجتك لنبقى مستقلين").is_sentence());
        assert!(!Shape::of("We use cookies to make your experience on this website better.").is_prose());
    }

    #[test]
    fn a_full_stop_copied_to_the_front_counts() {
        assert!(Shape::of(".كافة الأجرام السماوية التي تدور حول الشمس تتحرك على مستوى منحني").is_prose());
    }
}
