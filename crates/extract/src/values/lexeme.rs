//! Tokens as the value grammars read them: digits apart from letters, each word with its entry.
//!
//! A token may hold more than one lexeme (`2000دولار`), and its proclitics are cut here against the
//! lexicon: `وبألف` is ألف after و and ب, while `واحد` is whole.

use super::digits::{Digits, parse_digits};
use super::lexicon::{Entry, LONGEST_PHRASE, Lexicon, NumberWord, Phrase};
use khabar_normalize::{Layers, NormSpan, Token, TokenKind};

/// What a lexeme is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Letters.
    Word,
    /// A numeral with a value: index into [`Lexed::digits`].
    Digits(u32),
    /// `3/4`: numerator and denominator.
    Ratio(u32, u32),
    /// Digits that are no numeral: a date, a time of day, an address, a telephone number.
    Figures,
    /// A mark or symbol.
    Mark(char),
    /// What no grammar looks into: web addresses, handles, emoji.
    Opaque,
}

/// One lexeme.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lexeme {
    /// With its proclitics.
    pub(crate) norm: NormSpan,
    /// Where it begins after `و ف ب ك ل`, the article kept.
    pub(crate) stem: u32,
    /// Where it begins after the article.
    pub(crate) bare: u32,
    /// Index into `Layers::tokens`.
    pub(crate) token: u32,
    /// Index into `Layers::sentences`.
    pub(crate) sentence: u32,
    /// Its entry in the lexicon, 0 for none.
    pub(crate) entry: u32,
    /// What it is.
    pub(crate) shape: Shape,
    /// Whether و or ف is joined to it.
    pub(crate) conjunction: bool,
    /// The joined particle: `ب`, `ك` or `ل`.
    pub(crate) particle: Option<char>,
    /// Whether it has the article.
    pub(crate) article: bool,
    /// Whether nothing stands between it and the lexeme before.
    pub(crate) glued: bool,
}

/// The lexemes of one text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lexed<'a> {
    /// The normalized text.
    pub(crate) text: &'a str,
    /// The same text folded (see [`fold`](super::lexicon::fold)), with the same offsets.
    pub(crate) folded: &'a str,
    /// In order.
    pub(crate) items: &'a [Lexeme],
    pub(crate) digits: &'a [Digits],
    pub(crate) lexicon: &'static Lexicon,
    pub(crate) layers: Layers<'a>,
}

/// Buffers of [`lex`], reused from text to text.
#[derive(Debug, Default)]
pub(crate) struct LexBuffers {
    folded: String,
    items: Vec<Lexeme>,
    digits: Vec<Digits>,
}

impl<'a> Lexed<'a> {
    /// The entry of a lexeme; empty beyond the end.
    pub(crate) fn entry(&self, i: usize) -> &'static Entry {
        self.lexicon.entry(self.items.get(i).map_or(0, |x| x.entry))
    }

    /// The lexeme, if it stands in the same sentence as `from`.
    pub(crate) fn beside(&self, i: usize, from: usize) -> Option<&'a Lexeme> {
        let item = self.items.get(i)?;
        (item.sentence == self.items[from].sentence).then_some(item)
    }

    /// The folded lexeme without proclitics and article.
    pub(crate) fn bare(&self, i: usize) -> &'a str {
        self.items.get(i).map_or("", |x| &self.folded[x.bare as usize..x.norm.end() as usize])
    }

    /// The folded word without the letters of particles joined to it, for words outside the lexicon.
    pub(crate) fn bare_word(&self, i: usize) -> &'a str {
        let word = self.whole(i);
        let rest = word.strip_prefix(['و', 'ف']).unwrap_or(word);
        match self.items.get(i).and_then(|x| x.particle) {
            Some(particle) => rest.strip_prefix(particle).unwrap_or(rest),
            None => self.bare(i),
        }
    }

    /// The folded lexeme without proclitics, the article kept.
    pub(crate) fn stem(&self, i: usize) -> &'a str {
        self.items.get(i).map_or("", |x| &self.folded[x.stem as usize..x.norm.end() as usize])
    }

    /// The folded lexeme with its proclitics.
    pub(crate) fn whole(&self, i: usize) -> &'a str {
        self.items.get(i).map_or("", |x| &self.folded[x.norm.range()])
    }

    /// The same lexemes as if the text ended before lexeme `end`.
    pub(crate) fn upto(&self, end: usize) -> Self {
        Self { items: &self.items[..end], ..*self }
    }

    /// The mark at `i`, if it is one.
    pub(crate) fn mark(&self, i: usize) -> Option<char> {
        match self.items.get(i)?.shape {
            Shape::Mark(c) => Some(c),
            _ => None,
        }
    }

    /// The numeral in digits at `i`.
    pub(crate) fn digits_at(&self, i: usize) -> Option<&'a Digits> {
        match self.items.get(i)?.shape {
            Shape::Digits(n) => Some(&self.digits[n as usize]),
            _ => None,
        }
    }

    /// Whether the lexeme is the word و by itself.
    pub(crate) fn is_waw(&self, i: usize) -> bool {
        self.items.get(i).is_some_and(|x| x.shape == Shape::Word) && self.whole(i) == "و"
    }

    /// Whether `i` is a word that follows in the same sentence with neither conjunction nor particle.
    pub(crate) fn plain_word(&self, i: usize, from: usize) -> bool {
        self.beside(i, from)
            .is_some_and(|x| x.shape == Shape::Word && !x.conjunction && x.particle.is_none() && !self.is_waw(i))
    }

    /// The element that و joins to what ends before `i`: `i` itself (`وخمسة`), or `i + 1` after a
    /// detached و.
    pub(crate) fn conjoined(&self, i: usize, from: usize) -> Option<usize> {
        let item = self.beside(i, from)?;
        if self.is_waw(i) {
            let next = self.beside(i + 1, from)?;
            return (!next.conjunction && next.particle.is_none()).then_some(i + 1);
        }
        // واحد عشر may be وأحد عشر without its hamza.
        let and_eleven = self.whole(i) == "واحد"
            && matches!(self.entry(i + 1).number, Some(NumberWord::Ten))
            && self.plain_word(i + 1, from);
        if and_eleven {
            return Some(i);
        }
        (item.conjunction && item.particle.is_none() && self.text[item.norm.range()].starts_with('و')).then_some(i)
    }

    /// The longest phrase of the lexicon that begins at `i` and that `pick` takes: its last lexeme and
    /// what `pick` made of it.
    pub(crate) fn phrase<T>(&self, i: usize, pick: impl Fn(&Phrase) -> Option<T>) -> Option<(usize, T)> {
        if !self.entry(i).begins_phrase {
            return None;
        }
        let item = &self.items[i];
        (i..i + LONGEST_PHRASE).rev().find_map(|last| {
            let end = self.beside(last, i)?.norm.end();
            let words = &self.folded[item.bare as usize..end as usize];
            self.lexicon.phrase(words).iter().find_map(&pick).map(|found| (last, found))
        })
    }

    /// Whether the page wrote the accusative ending: ألفًا.
    pub(crate) fn has_tanwin(&self, i: usize) -> bool {
        let span = self.layers.original_span(self.items[i].norm);
        span.slice(self.layers.original).contains('\u{64b}')
    }

    /// From the first lexeme's stem to the last one's end.
    pub(crate) fn span(&self, first: usize, last: usize) -> NormSpan {
        NormSpan::new(self.items[first].stem, self.items[last].norm.end())
    }
}

/// Cuts the tokens of a text into lexemes.
pub(crate) fn lex<'a>(layers: &Layers<'a>, lexicon: &'static Lexicon, buffers: &'a mut LexBuffers) -> Lexed<'a> {
    fold_into(layers.normalized, &mut buffers.folded);
    buffers.items.clear();
    buffers.digits.clear();
    let mut lexer = Lexer {
        text: layers.normalized,
        folded: &buffers.folded,
        lexicon,
        items: &mut buffers.items,
        digits: &mut buffers.digits,
        sentence: 0,
        token: 0,
        end: u32::MAX,
    };
    for (sentence, range) in layers.sentences.iter().enumerate() {
        lexer.sentence = sentence as u32;
        lexer.end = u32::MAX;
        for token in range.tokens.clone() {
            lexer.token = token;
            lexer.push_token(&layers.tokens[token as usize]);
        }
    }
    Lexed {
        text: layers.normalized,
        folded: &buffers.folded,
        items: &buffers.items,
        digits: &buffers.digits,
        lexicon,
        layers: *layers,
    }
}

/// [`fold`](super::lexicon::fold) of a whole text into a reused buffer.
fn fold_into(text: &str, folded: &mut String) {
    let mut bytes = std::mem::take(folded).into_bytes();
    bytes.clear();
    bytes.extend_from_slice(text.as_bytes());
    let mut i = 0;
    while i + 1 < bytes.len() {
        match (bytes[i], bytes[i + 1]) {
            // آ أ إ
            (0xD8, 0xA2 | 0xA3 | 0xA5) => bytes[i + 1] = 0xA7,
            // ٱ
            (0xD9, 0xB1) => (bytes[i], bytes[i + 1]) = (0xD8, 0xA7),
            // ى
            (0xD9, 0x89) => bytes[i + 1] = 0x8A,
            // ة
            (0xD8, 0xA9) => (bytes[i], bytes[i + 1]) = (0xD9, 0x87),
            (0xD8..=0xDF, _) => {}
            _ => {
                i += 1;
                continue;
            }
        }
        i += 2;
    }
    *folded = String::from_utf8(bytes).expect("two-byte letters are replaced by two-byte letters");
}

struct Lexer<'a, 'b> {
    text: &'a str,
    folded: &'b str,
    lexicon: &'static Lexicon,
    items: &'b mut Vec<Lexeme>,
    digits: &'b mut Vec<Digits>,
    sentence: u32,
    token: u32,
    /// Where the lexeme before ends; `u32::MAX` at the start of a sentence.
    end: u32,
}

impl Lexer<'_, '_> {
    fn push_token(&mut self, token: &Token) {
        let (start, end) = (token.norm.start(), token.norm.end());
        match token.kind {
            TokenKind::Url | TokenKind::Email | TokenKind::Handle | TokenKind::Hashtag | TokenKind::Emoji => {
                self.push(start, start, start, end, 0, Shape::Opaque);
            }
            TokenKind::Word if !token.norm.slice(self.text).bytes().any(|b| b.is_ascii()) => {
                self.push_word(start, end, Some(token));
            }
            _ => self.split(start, end, token.kind == TokenKind::Number),
        }
    }

    /// Letters, figures and marks of one token apart.
    fn split(&mut self, start: u32, end: u32, number: bool) {
        let text = &self.text[start as usize..end as usize];
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let len = if c.is_ascii_digit() {
                figures_len(&text[at..], number)
            } else if c.is_alphabetic() {
                text[at..].find(|c: char| !c.is_alphabetic()).unwrap_or(text.len() - at)
            } else {
                c.len_utf8()
            };
            let (from, to) = (start + at as u32, start + (at + len) as u32);
            if c.is_ascii_digit() {
                self.push_figures(from, to);
            } else if !c.is_alphabetic() {
                self.push(from, from, from, to, 0, Shape::Mark(c));
            } else {
                self.push_word(from, to, None);
            }
            at += len;
        }
    }

    fn push_figures(&mut self, from: u32, to: u32) {
        let text = &self.text[from as usize..to as usize];
        let shape = match parse_digits(text) {
            Some(digits) => {
                self.digits.push(digits);
                Shape::Digits(self.digits.len() as u32 - 1)
            }
            None => match text.split_once('/').map(|(a, b)| (a.parse(), b.parse())) {
                Some((Ok(a), Ok(b))) if text.len() < 12 => Shape::Ratio(a, b),
                _ => Shape::Figures,
            },
        };
        // و3, بال15: the letters are proclitics of the figures.
        let glued = self.end == from && self.items.last().is_some_and(|x| x.shape == Shape::Word);
        // `الـ 15`: so is the article by itself, a space before the figures.
        let spaced = self.end.checked_add(1) == Some(from)
            && self.items.last().is_some_and(|x| x.shape == Shape::Word && !x.glued)
            && self.text.as_bytes()[self.end as usize] == b' ';
        let joined = self.items.pop_if(|x| {
            (glued || spaced) && proclitics(&self.text[x.norm.range()]).is_some_and(|(.., article)| glued || article)
        });
        let Some(letters) = joined else {
            self.push(from, from, from, to, 0, shape);
            return;
        };
        let (conjunction, particle, article) =
            proclitics(&self.text[letters.norm.range()]).unwrap_or((false, None, false));
        let stem = if article { letters.norm.end() - "ال".len() as u32 } else { from };
        self.push(letters.norm.start(), stem, from, to, 0, shape);
        if let Some(last) = self.items.last_mut() {
            (last.glued, last.token) = (letters.glued, letters.token);
            (last.conjunction, last.particle, last.article) = (conjunction, particle, article);
        }
    }

    fn push_word(&mut self, start: u32, end: u32, token: Option<&Token>) {
        let word = &self.folded[start as usize..end as usize];
        // وأحد and واحد fold together; the hamza tells "and one" from "one".
        let and_one = word.starts_with("واحد") && self.text[start as usize..].starts_with("وأ");
        let Some(cut) = cut(word, self.lexicon, and_one) else {
            let joined = token.map_or(0, |t| t.proclitics.joined_len());
            let all = token.map_or(0, |t| t.proclitics.len());
            self.push(start, start + joined, start + all, end, 0, Shape::Word);
            if let (Some(last), Some(token)) = (self.items.last_mut(), token) {
                use khabar_normalize::Proclitic as P;
                last.conjunction = token.proclitics.has(P::Waw) || token.proclitics.has(P::Fa);
                last.particle = [(P::Ba, 'ب'), (P::Kaf, 'ك'), (P::Lam, 'ل')]
                    .into_iter()
                    .find_map(|(p, c)| token.proclitics.has(p).then_some(c));
                last.article = token.proclitics.has_article();
            }
            return;
        };
        self.push(start, start + cut.stem, start + cut.bare, end, cut.entry, Shape::Word);
        if let Some(last) = self.items.last_mut() {
            (last.conjunction, last.particle, last.article) = (cut.conjunction, cut.particle, cut.article);
        }
    }

    fn push(&mut self, start: u32, stem: u32, bare: u32, end: u32, entry: u32, shape: Shape) {
        self.items.push(Lexeme {
            norm: NormSpan::new(start, end),
            stem,
            bare,
            token: self.token,
            sentence: self.sentence,
            entry,
            shape,
            conjunction: false,
            particle: None,
            article: false,
            glued: self.end == start,
        });
        self.end = end;
    }
}

/// Bytes of the figures at the head of `text`: all of a number token, else digits with single
/// separators between them.
fn figures_len(text: &str, number: bool) -> usize {
    let mut len = 0;
    for (at, c) in text.char_indices() {
        let inside = c.is_ascii_digit()
            || (matches!(c, '.' | ',' | '/' | ':' | '،') || (number && matches!(c, '-' | '\''))) && {
                let next = &text[at + c.len_utf8()..];
                len == at && next.starts_with(|c: char| c.is_ascii_digit())
            };
        if !inside {
            break;
        }
        len = at + c.len_utf8();
    }
    len
}

/// Letters that can only be proclitics of the figures after them: conjunction, particle, article.
fn proclitics(letters: &str) -> Option<(bool, Option<char>, bool)> {
    let (conjunction, rest) = match letters.strip_prefix(['و', 'ف']) {
        Some(rest) => (true, rest),
        None => (false, letters),
    };
    let (particle, rest) = match rest.chars().next() {
        Some(c @ ('ب' | 'ك' | 'ل')) => (Some(c), &rest[c.len_utf8()..]),
        _ => (None, rest),
    };
    match rest {
        "" => Some((conjunction, particle, false)),
        "ال" => Some((conjunction, particle, true)),
        _ => None,
    }
}

struct Cut {
    entry: u32,
    stem: u32,
    bare: u32,
    conjunction: bool,
    particle: Option<char>,
    article: bool,
}

/// Finds a word of the lexicon in `word` behind as few proclitics as possible.
fn cut(word: &str, lexicon: &Lexicon, and_one: bool) -> Option<Cut> {
    let found = |entry, stem: usize, bare: usize, conjunction, particle, article| {
        Some(Cut { entry, stem: stem as u32, bare: bare as u32, conjunction, particle, article })
    };
    // The longest entry is shorter than this; longer words cost nothing.
    if word.len() > 48 {
        return None;
    }
    if let Some(entry) = lexicon.get(word).filter(|_| !and_one) {
        return found(entry, 0, 0, false, None, false);
    }
    let mut at = 0;
    let mut conjunction = false;
    let mut particle = None;
    loop {
        let rest = &word[at..];
        if at > 0
            && let Some(entry) = lexicon.get(rest).filter(|_| !never_cut(word))
        {
            return found(entry, at, at, conjunction, particle, false);
        }
        if let Some(bare) = rest.strip_prefix("ال")
            && let Some(entry) = lexicon.get(bare)
        {
            return found(entry, at, at + 4, conjunction, particle, true);
        }
        if let Some(bare) = rest.strip_prefix("لل") {
            // للمئة: the article after ل has lost its alef; للالف keeps that of the word.
            if let Some(entry) = lexicon.get(bare) {
                return found(entry, at + 2, at + 4, conjunction, Some('ل'), true);
            }
        }
        match rest.chars().next() {
            Some('و' | 'ف') if !conjunction && particle.is_none() => conjunction = true,
            Some(c @ ('ب' | 'ك' | 'ل')) if particle.is_none() => particle = Some(c),
            _ => return None,
        }
        at += 2;
    }
}

/// Words that look like a proclitic and a number but never are: لست "I am not", كمية "amount", للصين "to China".
fn never_cut(word: &str) -> bool {
    let word = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    matches!(word, "لست" | "كست" | "بست" | "كميه" | "كميات" | "كبير" | "كبار" | "وسع" | "للصين")
}
