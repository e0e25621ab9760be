//! The pass itself: what each character that a rule may touch becomes.
//!
//! Decisions look at the characters already written and at those still to come, never at deleted ones,
//! so that normalizing twice changes nothing.

use crate::chars::{
    arabic_twin, ascii_digit, is_arabic_letter, is_arabic_mark, is_direction_mark, is_double_quote, is_single_quote,
    is_wide_space, is_zero_width,
};
use crate::scan::Scanner;
use crate::{Alignment, Rule, Rules, look_alike};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, compose, decompose_compatible};
use unicode_normalization::{IsNormalized, is_nfc_quick};

const TATWEEL: char = '\u{0640}';
const ZWJ: char = '\u{200D}';
/// A single quotation mark is paired with its closing one within this many bytes of a line.
const SINGLE_QUOTE_REACH: usize = 600;

pub(crate) struct Pass<'t, 'b> {
    rules: Rules,
    text: &'t str,
    out: &'b mut String,
    map: &'b mut Alignment,
    /// All of the text before this byte has gone to `out` or was deleted.
    copied: usize,
    /// The end of the line for which `foreign` was found out.
    line_end: usize,
    foreign: bool,
    /// Where the closing mark of an open single quotation stands.
    closing: usize,
    scratch: &'b mut String,
}

impl<'t, 'b> Pass<'t, 'b> {
    pub(crate) fn new(
        rules: Rules,
        text: &'t str,
        out: &'b mut String,
        map: &'b mut Alignment,
        scratch: &'b mut String,
    ) -> Self {
        Self { rules, text, out, map, copied: 0, line_end: 0, foreign: false, closing: 0, scratch }
    }

    /// Runs over the text; whether anything changed. If not, `out` stays empty.
    pub(crate) fn run(mut self) -> bool {
        let bytes = self.text.as_bytes();
        let mut from = 0;
        if self.rules.touches_plain_text() {
            while let Some(at) = self.next_of_all(from) {
                from = self.settle(at);
            }
        } else {
            let mut scanner = Scanner::new(self.text);
            while let Some(at) = scanner.next(from) {
                // the scanner stops at the second byte of Arabic letters
                let at = at - usize::from(bytes[at] & 0xC0 == 0x80);
                from = self.edit(at);
            }
        }
        if self.copied == 0 && self.out.is_empty() {
            return false;
        }
        self.flush(self.text.len());
        self.map.finish(self.out.len() as u32, self.text.len() as u32);
        true
    }

    fn has(&self, rule: Rule) -> bool {
        self.rules.has(rule)
    }

    /// The next character that any rule may touch, for rule sets that touch plain letters too.
    fn next_of_all(&self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        while at < bytes.len() {
            match bytes[at] {
                b'\'' | b'<' | b'>' | b'`' => return Some(at),
                b' ' if bytes.get(at + 1) == Some(&b' ') => return Some(at),
                0..0x80 => at += 1,
                lead @ (0xD8 | 0xD9) => {
                    let c = char::from_u32((u32::from(lead) & 0x1F) << 6 | u32::from(bytes[at + 1]) & 0x3F);
                    let plain = c.is_some_and(|c| is_arabic_letter(c) && self.fold(c) == c);
                    if !plain || bytes.get(at + 2..at + 4) == Some(&bytes[at..at + 2]) {
                        return Some(at);
                    }
                    at += 2;
                }
                _ => return Some(at),
            }
        }
        None
    }

    /// Edits, then looks whether the edit brought two letters or spaces together that rules see.
    fn settle(&mut self, at: usize) -> usize {
        let mut at = self.edit(at);
        while self.copied == at {
            let (Some(next), Some(last)) = (self.text[at..].chars().next(), self.out.chars().next_back()) else {
                break;
            };
            let repeated = is_arabic_letter(next) && self.has(Rule::Elongation) && self.fold(next) == last;
            let spaces = next == ' ' && last == ' ' && self.has(Rule::CollapseSpaces);
            if spaces {
                self.delete(at, at + 1);
                at += 1;
            } else if repeated {
                let end = self.letter(at, next, next);
                if self.copied != end {
                    return end;
                }
                at = end;
            } else {
                break;
            }
        }
        at
    }

    /// Copies what is still to be copied before `to`.
    #[inline]
    fn flush(&mut self, to: usize) {
        self.out.push_str(&self.text[self.copied..to]);
        self.copied = to;
    }

    #[inline]
    fn delete(&mut self, from: usize, to: usize) -> usize {
        self.flush(from);
        self.copied = to;
        self.map.copy_from(self.out.len() as u32, to as u32);
        to
    }

    #[inline]
    fn replace(&mut self, from: usize, to: usize, by: &str) -> usize {
        self.flush(from);
        self.copied = to;
        let start = self.out.len() as u32;
        self.out.push_str(by);
        if by.len() != to - from || by.chars().nth(1).is_some() {
            self.map.replace(start, self.out.len() as u32, from as u32, to as u32);
        }
        to
    }

    fn replace_char(&mut self, from: usize, to: usize, by: char) -> usize {
        self.replace(from, to, by.encode_utf8(&mut [0; 4]))
    }

    /// Takes back what `out` holds from `start` on and puts `by` there, for the original up to `to`.
    fn rewrite(&mut self, start: usize, to: usize, by: &str) -> usize {
        let (norm, orig) = self.map.retract(start as u32);
        self.out.truncate(start);
        self.out.push_str(by);
        self.map.replace(norm, self.out.len() as u32, orig, to as u32);
        self.copied = to;
        to
    }

    /// Deals with the character at `at`; returns the end of what was dealt with.
    fn edit(&mut self, at: usize) -> usize {
        let Some(c) = self.text[at..].chars().next() else { return at };
        let end = at + c.len_utf8();
        match c {
            ' ' => self.spaces(at),
            TATWEEL => self.tatweel(at),
            '<' | '>' | '`' => self.doubled_ascii(at, c),
            _ if is_arabic_mark(c) => self.mark(at, c),
            _ if is_double_quote(c) => {
                if c != '"' && self.has(Rule::QuotationMarks) {
                    self.replace(at, end, "\"")
                } else {
                    end
                }
            }
            _ if is_single_quote(c) => self.single_quote(at, c),
            _ if is_wide_space(c) => self.wide_space(at, end),
            '\u{2028}' | '\u{2029}' => {
                if self.has(Rule::Spaces) {
                    self.replace(at, end, "\n")
                } else {
                    end
                }
            }
            _ if is_direction_mark(c) => {
                if self.has(Rule::DirectionMarks) {
                    self.delete(at, end)
                } else {
                    end
                }
            }
            _ if is_zero_width(c) => self.zero_width(at, c),
            '٫' | '٬' | '٪' if self.has(Rule::Digits) => self.replace(
                at,
                end,
                match c {
                    '٫' => ".",
                    '٬' => ",",
                    _ => "%",
                },
            ),
            '،' | '؛' | '؟' | '…' | '‐'..='―' | '−' if self.has(Rule::Punctuation) => self.replace(
                at,
                end,
                match c {
                    '،' => ",",
                    '؛' => ";",
                    '؟' => "?",
                    '…' => "...",
                    _ => "-",
                },
            ),
            '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' if self.has(Rule::PresentationForms) => {
                self.presentation_form(at, c)
            }
            _ => match ascii_digit(c) {
                Some(digit) if self.has(Rule::Digits) && digit != c => self.replace_char(at, end, digit),
                _ if arabic_twin(c).is_some() => self.look_alike(at, c),
                _ if is_arabic_letter(c) => self.letter(at, c, c),
                _ => self.other(at, c),
            },
        }
    }

    /// A letter after the folding rules.
    #[inline]
    fn fold(&self, c: char) -> char {
        match c {
            'أ' | 'إ' | 'آ' | 'ٱ' if self.has(Rule::FoldAlef) => 'ا',
            'ى' if self.has(Rule::FoldYa) => 'ي',
            'ة' if self.has(Rule::FoldTaMarbuta) => 'ه',
            'ؤ' if self.has(Rule::FoldHamza) => 'و',
            'ئ' if self.has(Rule::FoldHamza) => 'ي',
            _ => c,
        }
    }

    /// Whether the rules delete this character wherever it stands (a joiner inside an emoji aside).
    fn vanishes(&self, c: char) -> bool {
        (is_arabic_mark(c) && self.has(Rule::Diacritics))
            || (is_direction_mark(c) && self.has(Rule::DirectionMarks))
            || (is_zero_width(c) && self.has(Rule::ZeroWidth))
            || (matches!(c, '\u{FE70}'..='\u{FE72}' | '\u{FE74}'..='\u{FE7F}' | '\u{FC5E}'..='\u{FC63}')
                && self.has(Rule::PresentationForms)
                && self.has(Rule::Diacritics)
                && self.has(Rule::Tatweel))
    }

    /// The next character that stays, tatweel passed over.
    fn next_kept(&self, from: usize) -> Option<char> {
        self.text[from..].chars().take(64).find(|&c| c != TATWEEL && !self.vanishes(c))
    }

    /// The next character that stays, where a tatweel stays as a dash: after a quotation mark it is one.
    fn after_quote(&self, from: usize) -> Option<char> {
        let next = self.text[from..].chars().take(64).find(|&c| !self.vanishes(c));
        next.map(|c| if c == TATWEEL && self.has(Rule::Tatweel) { '-' } else { c })
    }

    /// An Arabic letter: folded, and one for three or more of it. `meant` is the letter that `c` stands for.
    fn letter(&mut self, at: usize, c: char, meant: char) -> usize {
        let folded = self.fold(meant);
        let mut end = at + c.len_utf8();
        if self.has(Rule::Elongation) {
            self.flush(at);
            let before = self.out.chars().rev().take(2).take_while(|&b| b == folded).count();
            let (mut count, mut last) = (before + 1, end);
            let tatweel = self.has(Rule::Tatweel);
            for (i, next) in self.text[end..].char_indices() {
                let twin = if self.has(Rule::LookAlikes) { arabic_twin(next) } else { None };
                if self.fold(twin.unwrap_or(next)) == folded {
                    count += 1;
                    last = end + i + next.len_utf8();
                } else if !(self.vanishes(next) || (tatweel && next == TATWEEL)) {
                    break;
                }
            }
            if count >= 3 {
                let start = self.out.len() - before * folded.len_utf8();
                let mut bytes = [0; 4];
                let by = &*folded.encode_utf8(&mut bytes);
                return if before == 0 { self.replace(at, last, by) } else { self.rewrite(start, last, by) };
            }
        }
        if folded != c {
            end = self.replace_char(at, end, folded);
        }
        end
    }

    /// A Persian or Urdu letter: the Arabic one, unless the line is not Arabic.
    fn look_alike(&mut self, at: usize, c: char) -> usize {
        if !self.has(Rule::LookAlikes) {
            return self.other(at, c);
        }
        if at >= self.line_end {
            let start = memchr::memrchr(b'\n', &self.text.as_bytes()[..at]).map_or(0, |i| i + 1);
            self.line_end = memchr::memchr(b'\n', &self.text.as_bytes()[at..]).map_or(self.text.len(), |i| at + i + 1);
            self.foreign = look_alike::is_foreign_line(&self.text[start..self.line_end]);
        }
        if self.foreign {
            return self.other(at, c);
        }
        let meant = look_alike::meant(&self.text[..self.line_end], at, c).unwrap_or(c);
        self.letter(at, c, meant)
    }

    /// A combining mark of Arabic: composed with its letter, deleted, or put into canonical order.
    fn mark(&mut self, at: usize, c: char) -> usize {
        let end = at + c.len_utf8();
        if self.has(Rule::Compose) && matches!(c, '\u{0653}'..='\u{0655}') {
            self.flush(at);
            if let Some(whole) = self.out.chars().next_back().and_then(|last| compose(last, c)) {
                let whole = self.fold(whole);
                let start = self.out.len() - self.out.chars().next_back().map_or(0, char::len_utf8);
                return self.rewrite(start, end, whole.encode_utf8(&mut [0; 4]));
            }
        }
        if self.has(Rule::Diacritics) {
            return self.delete(at, end);
        }
        if self.has(Rule::Compose) { self.cluster(at) } else { end }
    }

    /// A space before another space.
    fn spaces(&mut self, at: usize) -> usize {
        let run = self.text.as_bytes()[at..].iter().take_while(|&&b| b == b' ').count();
        if self.has(Rule::CollapseSpaces) && run > 1 { self.delete(at + 1, at + run) } else { at + run }
    }

    fn wide_space(&mut self, at: usize, end: usize) -> usize {
        if !self.has(Rule::Spaces) {
            return end;
        }
        self.flush(at);
        if self.has(Rule::CollapseSpaces) && self.out.ends_with(' ') {
            self.delete(at, end)
        } else {
            self.replace(at, end, " ")
        }
    }

    /// A character without width; joiners that hold an emoji together stay.
    fn zero_width(&mut self, at: usize, c: char) -> usize {
        let end = at + c.len_utf8();
        let joins_emoji = c == ZWJ
            && self.text[end..].chars().next().is_some_and(is_pictograph)
            && self.text[..at].chars().next_back().is_some_and(is_pictograph);
        if self.has(Rule::ZeroWidth) && !joins_emoji { self.delete(at, end) } else { end }
    }

    /// Tatweel: deleted as joiner or stretching, `-` as a dash.
    ///
    /// It is a dash where it stands after a space, at the head of a line, or between digits or Latin
    /// letters; after an Arabic letter it never is (`لـ”قسد”`, `1442 هـ`).
    fn tatweel(&mut self, at: usize) -> usize {
        let mut end = at + TATWEEL.len_utf8();
        if !self.has(Rule::Tatweel) {
            return end;
        }
        // a broken stretch (U+0640, mark, U+0640) is one
        for (i, c) in self.text[end..].char_indices() {
            if c == TATWEEL {
                end = end.max(at + TATWEEL.len_utf8() + i + c.len_utf8());
            } else if !self.vanishes(c) {
                break;
            }
        }
        self.flush(at);
        let before = self.out.chars().rev().find(|&c| !is_arabic_mark(c));
        let next = self.next_kept(end);
        let dash = match before {
            None => true,
            Some(c) if is_arabic_letter(c) => false,
            Some(c) if c.is_alphanumeric() => next.is_none_or(|n| !is_arabic_letter(n)),
            Some('"' | ')' | ']' | '»' | '”' | '“' | '«') => next.is_none_or(|n| !is_arabic_letter(n)),
            Some('-') => false,
            Some(_) => true,
        };
        if dash { self.replace(at, end, "-") } else { self.delete(at, end) }
    }

    /// `<<`, `>>` and ` `` ` are quotation marks of typewriters.
    fn doubled_ascii(&mut self, at: usize, c: char) -> usize {
        let (count, end) = self.run_of(at, c);
        if count == 2 && self.has(Rule::QuotationMarks) && !self.written_before(at, c) {
            self.replace(at, end, "\"")
        } else {
            at + 1
        }
    }

    /// How often `c` follows itself from `at` on, characters that vanish passed over, and where that ends.
    fn run_of(&self, at: usize, c: char) -> (usize, usize) {
        let (mut count, mut end) = (0, at);
        for (i, next) in self.text[at..].char_indices() {
            if next == c {
                count += 1;
                end = at + i + c.len_utf8();
            } else if !self.vanishes(next) {
                break;
            }
        }
        (count, end)
    }

    /// Whether `c` is the last character written before `at`.
    fn written_before(&mut self, at: usize, c: char) -> bool {
        self.flush(at);
        self.out.ends_with(c)
    }

    /// A single quotation mark: `"` where it quotes, as it is where it is an apostrophe.
    fn single_quote(&mut self, at: usize, c: char) -> usize {
        let end = at + c.len_utf8();
        if !self.has(Rule::QuotationMarks) {
            return end;
        }
        let (count, run_end) = self.run_of(at, c);
        if self.written_before(at, c) || count > 2 {
            return end;
        }
        if count == 2 {
            return self.replace(at, run_end, "\"");
        }
        let before = self.out.chars().next_back();
        let next = self.after_quote(end);
        let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_arabic_letter(c));
        if c != '\'' {
            let apostrophe = inside(before) && inside(next);
            return self.replace(at, end, if apostrophe { "'" } else { "\"" });
        }
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if at == self.closing && at > 0 {
            return self.replace(at, end, "\"");
        }
        let opens = word(next) && !inside(before) && self.find_closing(end);
        if opens { self.replace(at, end, "\"") } else { end }
    }

    /// Looks for the `'` that closes a quotation opened before `from`, in the same line.
    fn find_closing(&mut self, from: usize) -> bool {
        let bytes = &self.text.as_bytes()[from..self.text.len().min(from + SINGLE_QUOTE_REACH)];
        let line = memchr::memchr(b'\n', bytes).map_or(bytes, |i| &bytes[..i]);
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        for at in memchr::memchr_iter(b'\'', line).map(|i| from + i) {
            let doubled = self.text.as_bytes()[at - 1] == b'\'' || self.text.as_bytes().get(at + 1) == Some(&b'\'');
            let before = self.text[..at].chars().next_back();
            if !doubled && !word(self.after_quote(at + 1)) && !before.is_none_or(char::is_whitespace) {
                self.closing = at;
                return true;
            }
        }
        false
    }

    /// A presentation form: its letters, after the same rules.
    fn presentation_form(&mut self, at: usize, c: char) -> usize {
        let end = at + c.len_utf8();
        let mut letters = std::mem::take(self.scratch);
        letters.clear();
        if c == '\u{FDFD}' {
            letters.push_str("بسم الله الرحمن الرحيم");
        } else {
            // isolated marks decompose to a space that carries them
            let mut carrier = matches!(c, '\u{FC5E}'..='\u{FC63}' | '\u{FE70}'..='\u{FE7F}');
            decompose_compatible(c, |letter| {
                if std::mem::take(&mut carrier) && letter == ' ' {
                    return;
                }
                // hamza and madda come apart from their letters
                if let Some(whole) = letters.chars().next_back().and_then(|last| compose(last, letter)) {
                    letters.pop();
                    letters.push(self.fold(whole));
                    return;
                }
                let dropped = self.vanishes(letter) || (letter == TATWEEL && self.has(Rule::Tatweel));
                if !dropped {
                    let twin = if self.has(Rule::LookAlikes) { arabic_twin(letter) } else { None };
                    letters.push(self.fold(twin.unwrap_or(letter)));
                }
            });
        }
        let kept = letters.chars().eq([c]);
        let marked = self.has(Rule::Compose) && letters.chars().any(composes);
        let end = match (kept, letters.is_empty()) {
            (true, _) => end,
            (_, true) => self.delete(at, end),
            _ if marked => self.recompose(at, end, &letters),
            _ => self.replace(at, end, &letters),
        };
        *self.scratch = letters;
        end
    }

    /// A character of no Arabic rule: only composition can touch it.
    fn other(&mut self, at: usize, c: char) -> usize {
        let end = at + c.len_utf8();
        if c < '\u{0300}' || !self.has(Rule::Compose) || !composes(c) { end } else { self.cluster(at) }
    }

    /// Composes a letter and all marks on it, from its starter on (UAX #15).
    fn cluster(&mut self, at: usize) -> usize {
        let end = at + self.text[at..].chars().next().map_or(0, char::len_utf8);
        self.recompose(at, end, &self.text[at..end])
    }

    /// As [`cluster`](Self::cluster), with `by` in the place of the text from `at` to `end`.
    fn recompose(&mut self, at: usize, mut end: usize, by: &str) -> usize {
        let first = end;
        for c in self.text[end..].chars() {
            if !composes(c) || self.vanishes(c) {
                break;
            }
            end += c.len_utf8();
        }
        self.flush(at);
        let starter = |&(_, c): &(usize, char)| canonical_combining_class(c) == 0 && !composes(c);
        let start = self.out.char_indices().rev().find(starter).map_or(0, |(i, _)| i);
        let marks = &self.text[first..end];
        let mut whole = std::mem::take(self.scratch);
        whole.clear();
        whole.extend(self.out[start..].chars().chain(by.chars()).chain(marks.chars()).nfc());
        let before = self.out.len() - start;
        let source = &self.text[at..end];
        let same =
            whole.len() == before + source.len() && whole.starts_with(&self.out[start..]) && whole.ends_with(source);
        let end = match (same, before) {
            (true, _) => end,
            (_, 0) => self.replace(at, end, &whole),
            _ => self.rewrite(start, end, &whole),
        };
        *self.scratch = whole;
        end
    }
}

/// Whether the character may combine with what stands before it, or is never part of composed text.
fn composes(c: char) -> bool {
    canonical_combining_class(c) != 0 || is_nfc_quick(std::iter::once(c)) != IsNormalized::Yes
}

/// Emoji and their modifiers, roughly: what a zero-width joiner may join.
const fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{2190}'..='\u{21FF}' | '\u{2B00}'..='\u{2BFF}' | '\u{E0020}'..='\u{E007F}')
}
