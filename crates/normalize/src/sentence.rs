//! Sentence bounds: precise ones, since a wrong cut costs more than a long sentence.
//!
//! A line break always ends a sentence. `. ! ؟ ? ۔` end one unless they stand inside a number, an
//! abbreviation, an initial, a bracket or a quotation of up to [`LONG_QUOTE`] bytes; `..`, `...` and `…`
//! are pauses and end one only with the line. Closing quotation marks and brackets go with the sentence
//! before them.

use crate::chars::{is_arabic_letter, is_arabic_mark, is_double_quote};
use crate::token::is_latin;
use crate::{NormSpan, QuotePair};

use unicode_segmentation::GraphemeCursor;

/// A quotation longer than this (about 300 letters) is cut at its full stops; a shorter one stays whole.
const LONG_QUOTE: u32 = 600;
/// An opening bracket without its closing one within this many bytes holds nothing together.
const LONG_BRACKET: usize = 300;

/// Arabic and Latin words that are written with a full stop and go on (titles before names, units).
const ABBREVIATIONS: &[&str] = &[
    "أد",
    "دكتور",
    "مهندس",
    "تلفون",
    "هاتف",
    "فاكس",
    "ص",
    "ج",
    "ط",
    "Dr",
    "Mr",
    "Mrs",
    "Ms",
    "Prof",
    "St",
    "vs",
    "No",
    "Inc",
    "Ltd",
    "Co",
    "Jr",
    "Sr",
    "Gen",
    "Col",
    "Lt",
    "Sen",
    "Rep",
    "Gov",
    "Fig",
    "al",
];

/// One-letter titles behind a proclitic (ود. سامر).
const JOINED_TITLES: &[&str] = &["ود", "لد", "بد", "وأ", "لأ", "وم", "وا"];

/// Bytes at which a sentence may end: the last byte of each mark.
static STOPS: [bool; 256] = {
    let mut table = [false; 256];
    table[b'.' as usize] = true;
    table[b'!' as usize] = true;
    table[b'?' as usize] = true;
    table[b'\n' as usize] = true;
    table[0x9F] = true; // ؟ U+061F
    table[0x94] = true; // ۔ U+06D4
    table
};

/// Cuts a normalized text; `push` gets each sentence and the number of its paragraph.
pub(crate) fn split(text: &str, pairs: &[QuotePair], mut push: impl FnMut(NormSpan, u32)) {
    let bytes = text.as_bytes();
    let (mut start, mut paragraph, mut paragraph_start) = (0, 0, 0);
    let mut quotes = Quotes { pairs, next: 0, end: 0, long: false };
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|&b| STOPS[usize::from(b)]) {
        at += found;
        if bytes[at] == b'\n' {
            emit(text, start, at, paragraph, &mut push);
            at += 1;
            start = at;
            paragraph_start = at;
            paragraph += 1;
            continue;
        }
        let width = match bytes[at] {
            0x9F if at > 0 && bytes[at - 1] == 0xD8 => 2,
            0x94 if at > 0 && bytes[at - 1] == 0xDB => 2,
            0x80.. => 0,
            _ => 1,
        };
        if width == 0 {
            at += 1;
            continue;
        }
        let mark = at + 1 - width;
        let run = run_end(bytes, mark, width);
        let end = closers_end(text, run);
        at = run;
        if is_boundary(text, start, paragraph_start, mark, run, end, &mut quotes) {
            emit(text, start, end, paragraph, &mut push);
            start = end;
            at = end;
        }
    }
    emit(text, start, text.len(), paragraph, &mut push);
}

fn emit(text: &str, start: usize, end: usize, paragraph: u32, push: &mut impl FnMut(NormSpan, u32)) {
    let piece = &text[start..end];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let from = start + (piece.len() - piece.trim_start().len());
        push(NormSpan::new(from as u32, (from + trimmed.len()) as u32), paragraph);
    }
}

/// The end of a run of stops (`?!`, `؟؟`, `...`).
fn run_end(bytes: &[u8], mark: usize, width: usize) -> usize {
    let mut end = mark + width;
    loop {
        match bytes.get(end) {
            Some(b'.' | b'!' | b'?') => end += 1,
            Some(0xD8) if bytes.get(end + 1) == Some(&0x9F) => end += 2,
            _ => return end,
        }
    }
}

/// The end of the closing marks right after a stop.
fn closers_end(text: &str, at: usize) -> usize {
    let closers = text[at..].chars().take_while(|&c| is_double_quote(c) || matches!(c, ')' | ']' | '}' | '’' | '﴾'));
    at + closers.map(char::len_utf8).sum::<usize>()
}

/// The quotation that holds a place, asked for in rising order.
struct Quotes<'p> {
    pairs: &'p [QuotePair],
    next: usize,
    end: u32,
    long: bool,
}

impl Quotes<'_> {
    /// Whether `at` lies inside a quotation, and whether that one is long.
    fn holds(&mut self, at: u32) -> Option<bool> {
        while let Some(pair) = self.pairs.get(self.next).filter(|p| p.open.start() <= at) {
            // the outermost counts; inner ones end before it
            if pair.close.end() > self.end {
                self.end = pair.close.end();
                self.long = pair.inner().len() > LONG_QUOTE;
            }
            self.next += 1;
        }
        (at < self.end).then_some(self.long)
    }
}

fn is_boundary(
    text: &str,
    start: usize,
    paragraph_start: usize,
    mark: usize,
    run: usize,
    end: usize,
    quotes: &mut Quotes<'_>,
) -> bool {
    let rest = &text[end..];
    let Some(next) = rest.chars().next() else { return true };
    if !next.is_whitespace() && (cuts_grapheme(text, end) || in_address(&text[start..mark])) {
        return false;
    }
    let stop = &text[mark..run];
    let closed = end > run;
    // the mark ends a quotation: what follows decides, as behind any closed quotation
    let ends_quote = closed && quotes.holds(mark as u32).is_some() && quotes.end <= end as u32;
    let following = rest.trim_start_matches(|c: char| c.is_whitespace() && c != '\n').chars().next();
    if following.is_none_or(|c| c == '\n') {
        return true;
    }
    if following.is_some_and(|c| matches!(c, '،' | '؛' | ',' | ';' | ':' | '.' | '!' | '؟' | '?' | ')' | ']' | '%'))
    {
        return false;
    }
    if let Some(long) = quotes.holds(mark as u32).filter(|_| !ends_quote)
        && (!long || stop != ".")
    {
        return false;
    }
    if ends_quote && stop != "." {
        return false;
    }
    if in_bracket(text, start, mark) && !closed {
        return false;
    }
    let before = text[start..mark].chars().next_back();
    match stop {
        "." => full_stop(text, start, paragraph_start, mark, next, before, closed),
        _ if stop.bytes().all(|b| b == b'.') => false,
        _ => next.is_whitespace() || closed || is_arabic_letter(next),
    }
}

fn cuts_grapheme(text: &str, at: usize) -> bool {
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0) != Ok(true)
}

/// Whether the characters right before a mark are part of a web address.
fn in_address(head: &str) -> bool {
    let start = head
        .char_indices()
        .rev()
        .take(256)
        .take_while(|&(_, c)| !c.is_whitespace())
        .last()
        .map_or(head.len(), |(i, _)| i);
    head[start..].contains("://") || head[start..].contains("www.") || head[start..].contains(".com/")
}

/// Whether a bracket is open at `mark`.
fn in_bracket(text: &str, start: usize, mark: usize) -> bool {
    let from = start.max(mark.saturating_sub(LONG_BRACKET));
    let bytes = &text.as_bytes()[from..mark];
    match memchr::memrchr2(b'(', b')', bytes) {
        Some(i) if bytes[i] == b'(' => {
            let rest = &text.as_bytes()[mark..text.len().min(mark + LONG_BRACKET)];
            memchr::memchr3(b')', b'(', b'\n', rest).is_some_and(|i| rest[i] == b')')
        }
        _ => false,
    }
}

fn full_stop(
    text: &str,
    start: usize,
    paragraph_start: usize,
    mark: usize,
    next: char,
    before: Option<char>,
    closed: bool,
) -> bool {
    let Some(before) = before else { return false };
    if !next.is_whitespace() && !closed {
        // a lost space: two Arabic words of two letters or more
        let long = |word: usize| word > 1;
        return is_arabic_letter(next)
            && long(text[mark + 1..].chars().take(3).take_while(|&c| is_arabic_letter(c)).count())
            && long(text[start..mark].chars().rev().take(3).take_while(|&c| is_arabic_letter(c)).count());
    }
    if closed {
        return true;
    }
    let word = last_word(&text[start..mark]);
    let head = text[start..mark - word.len()].trim_end();
    // وDr. Smith
    let word = word.strip_prefix(is_arabic_letter).filter(|rest| rest.starts_with(is_latin)).unwrap_or(word);
    if before.is_ascii_digit() && head.is_empty() && start == paragraph_start {
        // 1. the number of a list item
        return false;
    }
    let letters = word.chars().filter(|&c| !is_arabic_mark(c)).count();
    if letters == 1 && before.is_alphabetic() {
        // an initial or a title (د. أحمد), but not the mark of a year (1442 ه. / 2020 م.)
        let year = matches!(word, "ه" | "هـ" | "م") && head.ends_with(|c: char| c.is_numeric());
        return year;
    }
    !ABBREVIATIONS.contains(&word) && !JOINED_TITLES.contains(&word) && !is_initialism(word)
}

/// The letters, digits and inner full stops right before a mark.
fn last_word(head: &str) -> &str {
    let start = head
        .char_indices()
        .rev()
        .take(64)
        .take_while(|&(_, c)| c.is_alphanumeric() || is_arabic_mark(c) || c == '.')
        .last()
        .map_or(head.len(), |(i, _)| i);
    &head[start..]
}

/// `أ.ف.ب`, `U.S`: single letters with full stops between.
fn is_initialism(word: &str) -> bool {
    let word = word.strip_prefix(['و', 'ف', 'ب', 'ل']).filter(|rest| !rest.starts_with('.')).unwrap_or(word);
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quote_pair;

    fn sentences(text: &str) -> Vec<String> {
        let mut pairs = Vec::new();
        quote_pair::pair(text, true, &mut quote_pair::Scratch::default(), &mut pairs);
        let mut found = Vec::new();
        split(text, &pairs, |span, _| found.push(span.slice(text).to_owned()));
        found
    }

    fn whole(text: &str) {
        assert_eq!(sentences(text), [text]);
    }

    #[test]
    fn full_stops_and_questions_end_sentences() {
        assert_eq!(
            sentences("وصل الوفد. ثم غادر! لماذا؟ لا أحد يعلم"),
            ["وصل الوفد.", "ثم غادر!", "لماذا؟", "لا أحد يعلم"]
        );
        assert_eq!(sentences("انتهى الاجتماع.وقال الوزير"), ["انتهى الاجتماع.", "وقال الوزير"]);
    }

    #[test]
    fn numbers_dates_and_addresses_stay_whole() {
        whole("بلغ النمو 12.5 في المئة يوم 3.5.2020 عند 15:30");
        whole("زوروا www.example.com للمزيد");
        assert_eq!(sentences("عام 2020. وقال"), ["عام 2020.", "وقال"]);
    }

    #[test]
    fn abbreviations_and_initials() {
        whole("قال د. أحمد وأ.د. ليلى وم. سامر إن");
        whole("نقلت أ.ف.ب. عن مصدر");
        whole("قال George W. Bush وDr. Smith");
        assert_eq!(sentences("سنة 1442 هـ. وأضاف"), ["سنة 1442 هـ.", "وأضاف"]);
        assert_eq!(sentences("سنة 2020 م. وأضاف"), ["سنة 2020 م.", "وأضاف"]);
    }

    #[test]
    fn pauses_do_not_end() {
        whole("سوريا بحاجة للصحافة الحرة.. ونحن بحاجتك");
        whole("انتظرنا... ثم مضينا… وعدنا");
    }

    #[test]
    fn quoted_speech_stays_whole() {
        whole("قال: «لن نتوقف! سنواصل. هل تسمعون؟ نعم» وهو يبتسم");
        assert_eq!(sentences("قال: «لن نتوقف! سنواصل.» وأضاف الوزير"), ["قال: «لن نتوقف! سنواصل.»", "وأضاف الوزير"]);
        assert_eq!(sentences("قال: “نعم”. وأضاف"), ["قال: “نعم”.", "وأضاف"]);
        whole("سأل: «لماذا؟» ثم صمت");
    }

    #[test]
    fn brackets_stay_whole() {
        whole("المدينة (سكانها 3 آلاف. تقريبا) بعيدة");
        assert_eq!(sentences("قالها (ضاحكا.) ثم مضى"), ["قالها (ضاحكا.)", "ثم مضى"]);
    }

    #[test]
    fn lines_are_paragraphs() {
        assert_eq!(sentences("عنوان بلا نقطة\n1. بند أول\n- بند ثان"), ["عنوان بلا نقطة", "1. بند أول", "- بند ثان"]);
    }

    #[test]
    fn a_long_quotation_is_cut_at_full_stops() {
        let long = format!("قال: «{}. {}.»", "كلمة ".repeat(80).trim(), "أخرى ".repeat(80).trim());
        assert_eq!(sentences(&long).len(), 2);
    }
}
