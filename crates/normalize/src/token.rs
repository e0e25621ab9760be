//! Words, numbers, addresses, marks: the tokens of a normalized text.
//!
//! Arabic letters and ASCII, all but everything in the news, are cut by tables; whatever else comes is cut
//! at the word bounds of UAX #29, so that no grapheme is ever broken.

use crate::chars::{ascii_digit, is_arabic_letter, is_arabic_mark, is_direction_mark, is_zero_width};
use crate::{NormSpan, Proclitics, Span, Token, TokenKind, address};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// Characters U+0600–U+06FF that are part of an Arabic word: letters, marks, tatweel.
static WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut i = 0;
    while i < 256 {
        if let Some(c) = char::from_u32(0x600 + i as u32) {
            table[i] = is_arabic_letter(c) || is_arabic_mark(c) || i == 0x40;
        }
        i += 1;
    }
    table
};

/// Cuts a text; tokens come out in order, without original spans and proclitics.
pub(crate) struct Tokenizer<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Tokenizer<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self { text, bytes: text.as_bytes(), at: 0 }
    }

    fn token(start: usize, end: usize, kind: TokenKind) -> Token {
        let norm = NormSpan::new(start as u32, end as u32);
        Token { span: Span::default(), norm, kind, proclitics: Proclitics::NONE }
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// The end of the Arabic word characters that start at `at`.
    #[inline]
    fn arabic_end(&self, mut at: usize) -> usize {
        while at + 1 < self.bytes.len() {
            let lead = self.bytes[at];
            if !(0xD8..=0xDB).contains(&lead)
                || !WORD[usize::from(lead & 3) << 6 | usize::from(self.bytes[at + 1] & 0x3F)]
            {
                break;
            }
            at += 2;
        }
        at
    }

    /// `end`, or the end of the grapheme that `end` would cut.
    #[inline]
    fn whole_grapheme(&self, end: usize) -> usize {
        // ASCII other than CR LF, and the Arabic block without its marks, start graphemes
        let next = self.byte(end);
        if next < 0x80 && next != b'\n' {
            return end;
        }
        if matches!(next, 0xD8 | 0xD9) && !self.char_at(end).is_none_or(|c| is_arabic_mark(c) || c < '\u{0606}') {
            return end;
        }
        self.grapheme_end(end)
    }

    fn grapheme_end(&self, at: usize) -> usize {
        let mut cursor = GraphemeCursor::new(at, self.text.len(), true);
        match cursor.is_boundary(self.text, 0) {
            Ok(false) => cursor.next_boundary(self.text, 0).ok().flatten().unwrap_or(self.text.len()),
            _ => at,
        }
    }

    /// Any character that the tables do not know: a piece between two word bounds.
    fn other(&self, start: usize, c: char) -> Token {
        let line = memchr::memchr2(b' ', b'\n', &self.bytes[start..]).map_or(self.text.len(), |i| start + i);
        let piece = self.text[start..line].split_word_bounds().next().unwrap_or_default();
        // UAX #29 leaves format characters with the word before them; a token is never empty
        let end = start + piece.trim_end_matches(is_invisible).len().max(c.len_utf8());
        let end = self.grapheme_end(end);
        let kind = if is_emoji(&self.text[start..end]) {
            TokenKind::Emoji
        } else if ascii_digit(c).is_some() || (c.is_numeric() && !c.is_alphabetic()) {
            TokenKind::Number
        } else if is_latin(c) {
            TokenKind::Latin
        } else if c.is_alphabetic() || is_arabic_letter(c) || is_arabic_mark(c) {
            TokenKind::Word
        } else if is_punctuation(c) {
            TokenKind::Punct
        } else {
            TokenKind::Symbol
        };
        Self::token(start, end, kind)
    }

    fn digit_len(&self, at: usize) -> usize {
        match self.byte(at) {
            b'0'..=b'9' => 1,
            0xD9 if matches!(self.byte(at + 1), 0xA0..=0xA9) => 2,
            0xDB if matches!(self.byte(at + 1), 0xB0..=0xB9) => 2,
            _ => 0,
        }
    }

    fn digits_end(&self, mut at: usize) -> usize {
        loop {
            match self.digit_len(at) {
                0 => return at,
                n => at += n,
            }
        }
    }

    /// A number with its separators. `-` joins only three groups or more (`12-3-2021`, not `10-20`).
    fn number(&self, start: usize, first: usize) -> Token {
        let mut end = self.digits_end(first);
        let mut hyphens = 0;
        let mut before_hyphens = end;
        loop {
            let separator = match self.byte(end) {
                b'.' | b',' | b'/' | b':' => 1,
                b'-' => 1,
                // ، ٫ ٬
                0xD8 if self.byte(end + 1) == 0x8C => 2,
                0xD9 if matches!(self.byte(end + 1), 0xAB | 0xAC) => 2,
                _ => break,
            };
            if self.digit_len(end + separator) == 0 {
                break;
            }
            if self.byte(end) == b'-' {
                if hyphens == 0 {
                    before_hyphens = end;
                }
                hyphens += 1;
            }
            end = self.digits_end(end + separator);
        }
        if hyphens == 1 && first == start {
            end = before_hyphens;
        }
        Self::token(start, self.whole_grapheme(end), TokenKind::Number)
    }

    /// A Latin word: letters and digits, joined by one of `' - & . _` where a letter or digit follows.
    fn latin(&self, start: usize) -> Token {
        let mut end = start;
        while let Some(c) = self.char_at(end) {
            if is_latin(c)
                || c.is_ascii_digit()
                || (end > start && unicode_normalization::char::is_combining_mark(c) && !is_arabic_mark(c))
            {
                end += c.len_utf8();
                continue;
            }
            let joins = matches!(c, '\'' | '-' | '&' | '_' | '’')
                || (c == '.'
                    && self.text[start..end].bytes().filter(|&b| b != b'.').count() <= 4
                    && self.is_initialism(start, end));
            let next = self.char_at(end + c.len_utf8());
            if joins && next.is_some_and(|n| is_latin(n) || n.is_ascii_digit()) {
                end += c.len_utf8();
            } else {
                break;
            }
        }
        // the last full stop of U.S.
        if self.byte(end) == b'.'
            && self.text[start..end].contains('.')
            && self.is_initialism(start, end)
            && self.byte(end + 1) != b'.'
        {
            end += 1;
        }
        Self::token(start, self.whole_grapheme(end), TokenKind::Latin)
    }

    /// Whether what stands between the full stops is one letter each (`U.S.A`).
    fn is_initialism(&self, start: usize, end: usize) -> bool {
        self.text[start..end].split('.').all(|part| part.chars().count() == 1)
    }

    /// `#topic` or `@name`.
    fn tag(&self, start: usize) -> Option<Token> {
        let rest = &self.text[start + 1..];
        let hashtag = self.byte(start) == b'#';
        let length = rest
            .char_indices()
            .find(|&(_, c)| !(c == '_' || c.is_alphanumeric() || (hashtag && (is_arabic_mark(c) || c == '\u{0640}'))))
            .map_or(rest.len(), |(i, _)| i);
        let body = &rest[..length];
        if !body.chars().any(char::is_alphabetic) || (!hashtag && !body.is_ascii()) {
            return None;
        }
        let kind = if hashtag { TokenKind::Hashtag } else { TokenKind::Handle };
        Some(Self::token(start, self.whole_grapheme(start + 1 + length), kind))
    }

    /// A mark; a run of the same full stop, exclamation or question mark is one token.
    fn mark(&self, start: usize, width: usize) -> Token {
        let mark = &self.bytes[start..start + width];
        let mut end = start + width;
        if matches!(mark, b"." | b"!" | b"?" | b"-" | b"_" | b"*" | b"=" | b"~" | [0xD8, 0x9F]) {
            while self.bytes[end..].starts_with(mark) {
                end += width;
            }
        }
        let symbol = matches!(mark, b"+" | b"$" | b"%" | b"<" | b">" | b"=" | b"|" | b"~" | b"^" | b"`");
        Self::token(start, self.whole_grapheme(end), if symbol { TokenKind::Symbol } else { TokenKind::Punct })
    }
}

impl Iterator for Tokenizer<'_> {
    type Item = Token;

    #[inline]
    fn next(&mut self) -> Option<Token> {
        loop {
            let start = self.at;
            let first = *self.bytes.get(start)?;
            let token = match first {
                b' ' | b'\n' | b'\t' | b'\r' | 0x0B | 0x0C => {
                    self.at += 1;
                    continue;
                }
                0xD8..=0xDB => {
                    let end = self.arabic_end(start);
                    if end > start {
                        Self::token(start, self.whole_grapheme(end), TokenKind::Word)
                    } else if self.digit_len(start) > 0 {
                        self.number(start, start)
                    } else {
                        let c = self.char_at(start)?;
                        if is_invisible(c) {
                            // U+061C, the one direction mark of the Arabic block
                            self.at += c.len_utf8();
                            continue;
                        }
                        if matches!(c, '،' | '؛' | '؟' | '٪' | '۔') {
                            self.mark(start, 2)
                        } else {
                            self.other(start, c)
                        }
                    }
                }
                b'0'..=b'9' => match address::find(self.text, start) {
                    Some((end, kind)) => Self::token(start, self.whole_grapheme(end), kind),
                    None => self.number(start, start),
                },
                b'a'..=b'z' | b'A'..=b'Z' => match address::find(self.text, start) {
                    Some((end, kind)) => Self::token(start, self.whole_grapheme(end), kind),
                    None => self.latin(start),
                },
                // an international telephone number
                b'+' if self.digit_len(start + 1) > 0 && self.digits_end(start + 1) - start > 2 => {
                    self.number(start, start + 1)
                }
                b'#' | b'@' => self.tag(start).unwrap_or_else(|| self.mark(start, 1)),
                b'!'..=b'~' => self.mark(start, 1),
                _ => {
                    let c = self.char_at(start)?;
                    if c.is_whitespace()
                        || is_invisible(c)
                        || (c.is_control() && self.grapheme_end(start + c.len_utf8()) == start + c.len_utf8())
                    {
                        self.at += c.len_utf8();
                        continue;
                    }
                    if is_latin(c) { self.latin(start) } else { self.other(start, c) }
                }
            };
            self.at = token.norm.end() as usize;
            return Some(token);
        }
    }
}

/// Direction marks and the zero-width characters that are graphemes of their own.
const fn is_invisible(c: char) -> bool {
    is_direction_mark(c) || (is_zero_width(c) && !matches!(c, '\u{200C}' | '\u{200D}'))
}

/// Letters of the Latin script with their accents.
pub(crate) const fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{00C0}'..='\u{00D6}' | '\u{00D8}'..='\u{00F6}' | '\u{00F8}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}' | 'ª' | 'º')
}

fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{00A1}' | '\u{00A7}' | '\u{00AB}' | '\u{00B6}' | '\u{00B7}' | '\u{00BB}' | '\u{00BF}'
        | '\u{060C}' | '\u{061B}' | '\u{061D}'..='\u{061F}' | '\u{066D}' | '\u{06D4}' | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205E}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{FD3E}' | '\u{FD3F}')
}

fn is_emoji(grapheme: &str) -> bool {
    let mut chars = grapheme.chars();
    chars.next().is_some_and(|c| {
        matches!(c, '\u{1F1E6}'..='\u{1F1FF}' | '\u{1F300}'..='\u{1F64F}' | '\u{1F680}'..='\u{1FAFF}' | '\u{1F004}' | '\u{1F0CF}'
            | '\u{1F170}'..='\u{1F251}' | '\u{2600}'..='\u{27BF}' | '\u{2B50}' | '\u{2B55}' | '\u{231A}' | '\u{231B}' | '\u{23E9}'..='\u{23FA}')
            || (grapheme.ends_with('\u{FE0F}') && !c.is_ascii())
            || grapheme.contains('\u{20E3}')
    })
}
