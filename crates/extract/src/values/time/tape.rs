//! The tape that the time grammar reads: a sentence as atoms. Digits are cut from letters and from each other
//! (`2011م`, `12/3/2021`), phrases of the tables (`كانون الثاني`, `أول أمس`) are one atom.

use super::lexicon::{self, Classes, Keyword, Keywords, Phrase, Sense, Unit};
use super::look_up::{Hit, look_up};
use crate::values::numerals::Numeral;
use khabar_normalize::{Layers, NormSpan, Sentence, TokenKind};

/// What an atom is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// ASCII digits only.
    Digits,
    Mark(char),
    /// A web address, a handle and the like: no time begins or goes on here.
    Opaque,
}

/// Proclitics and article of an atom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Prefix(pub(super) u8);

impl Prefix {
    pub(super) const AND: u8 = 1;
    pub(super) const BI: u8 = 2;
    pub(super) const LI: u8 = 4;
    pub(super) const KA: u8 = 8;
    pub(super) const ARTICLE: u8 = 16;

    pub(super) const fn has(self, bit: u8) -> bool {
        self.0 & bit != 0
    }

    /// `ب`, `ل` or `ك`.
    pub(super) const fn preposition(self) -> bool {
        self.0 & (Self::BI | Self::LI | Self::KA) != 0
    }
}

/// One atom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    /// In the normalized text.
    pub(super) start: u32,
    /// Where the word begins after its proclitics (the article stays).
    pub(super) stem: u32,
    pub(super) end: u32,
    pub(super) kind: Kind,
    /// White space stands before it.
    pub(super) spaced: bool,
    pub(super) prefix: Prefix,
    /// Value of up to nine digits.
    pub(super) number: Option<u32>,
    /// Count of digits.
    pub(super) width: u8,
    pub(super) senses: &'static [Sense],
    /// What rules it may begin.
    pub(super) classes: Classes,
    keywords: Keywords,
    /// Index of the number that begins in it, among all numbers of the text.
    pub(super) numeral: Option<u32>,
    /// An article of its own before digits.
    pub(super) lone_article: bool,
    phrases: Option<Head>,
    /// Range in [`Tape::folded`].
    folded: (u32, u32),
}

/// The phrases that a word may begin, and how it stands when it does.
#[derive(Clone, Copy, Debug)]
struct Head {
    phrases: &'static [Phrase],
    prefix: Prefix,
    stem: u32,
}

impl Atom {
    pub(super) const fn article(&self) -> bool {
        self.prefix.has(Prefix::ARTICLE)
    }

    pub(super) fn is(&self, keyword: Keyword) -> bool {
        self.keywords.has(keyword)
    }

    pub(super) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// The first meaning that `pick` takes.
    pub(super) fn find<T>(&self, pick: impl Fn(Sense) -> Option<T>) -> Option<T> {
        self.senses.iter().copied().find_map(pick)
    }

    pub(super) fn unit(&self) -> Option<(Unit, lexicon::Form)> {
        self.find(|sense| if let Sense::Unit(unit, form) = sense { Some((unit, form)) } else { None })
    }
}

/// The atoms of one sentence; its buffers are used again for the next.
#[derive(Debug, Default)]
pub(super) struct Tape {
    pub(super) atoms: Vec<Atom>,
    folded: String,
    /// Whether the sentence says `الآن`.
    pub(super) says_now: bool,
}

impl Tape {
    /// Reads one sentence; `numerals` are all numbers of the text.
    pub(super) fn read(&mut self, layers: &Layers<'_>, sentence: &Sentence, numerals: &[Numeral]) {
        self.atoms.clear();
        self.folded.clear();
        for token in layers.tokens_of(sentence) {
            match token.kind {
                TokenKind::Word | TokenKind::Number | TokenKind::Latin | TokenKind::Punct | TokenKind::Symbol => {
                    self.cut(layers.normalized, token.norm, token.kind);
                }
                _ => self.push(layers.normalized, token.norm, Kind::Opaque),
            }
        }
        self.join_phrases();
        self.mark_numbers(numerals);
        self.says_now = self.atoms.iter().any(|atom| atom.classes.meet(Classes::OTHER) && atom.is(Keyword::Now));
    }

    /// Notes where numbers begin.
    fn mark_numbers(&mut self, numerals: &[Numeral]) {
        let Some(first) = self.atoms.first() else { return };
        let mut at = numerals.partition_point(|numeral| numeral.norm.start() < first.start);
        for i in 0..self.atoms.len() {
            let next = self.atoms.get(i + 1).map(|atom| atom.kind);
            let atom = &mut self.atoms[i];
            while numerals.get(at).is_some_and(|numeral| numeral.norm.start() < atom.start) {
                at += 1;
            }
            if numerals.get(at).is_some_and(|numeral| numeral.norm.start() < atom.end) {
                atom.numeral = Some(at as u32);
            }
            atom.lone_article &= next == Some(Kind::Digits);
            if atom.numeral.is_some() || atom.lone_article || atom.kind == Kind::Digits {
                atom.classes = atom.classes.with(Classes::NUMBER);
            }
        }
    }

    /// The atom as the tables compare it.
    pub(super) fn folded(&self, at: usize) -> &str {
        self.atoms.get(at).map_or("", |atom| &self.folded[atom.folded.0 as usize..atom.folded.1 as usize])
    }

    /// Cuts a token at every change between digits, letters and marks.
    fn cut(&mut self, text: &str, span: NormSpan, kind: TokenKind) {
        let bytes = &text.as_bytes()[span.range()];
        // most tokens are one word of Arabic letters
        if kind == TokenKind::Word && bytes.iter().all(|byte| !byte.is_ascii()) {
            self.push(text, span, Kind::Word);
            return;
        }
        if matches!(kind, TokenKind::Punct | TokenKind::Symbol)
            && let Some(mark) = span.slice(text).chars().next()
            && mark.len_utf8() == bytes.len()
        {
            self.push(text, span, Kind::Mark(mark));
            return;
        }
        let class = |c: char| match c {
            '0'..='9' => Kind::Digits,
            _ if c.is_alphabetic() || is_combining(c) => Kind::Word,
            _ => Kind::Mark(c),
        };
        let mut open: Option<(u32, Kind)> = None;
        for (at, c) in span.slice(text).char_indices() {
            let at = span.start() + at as u32;
            let kind = class(c);
            match open {
                Some((_, running)) if running == kind && !matches!(kind, Kind::Mark(_)) => {}
                _ => {
                    if let Some((start, running)) = open {
                        self.push(text, NormSpan::new(start, at), running);
                    }
                    open = Some((at, kind));
                }
            }
        }
        if let Some((start, running)) = open {
            self.push(text, NormSpan::new(start, span.end()), running);
        }
    }

    fn push(&mut self, text: &str, span: NormSpan, kind: Kind) {
        let surface = span.slice(text);
        let from = self.folded.len();
        match kind {
            Kind::Word => lexicon::fold_into(surface, &mut self.folded),
            Kind::Digits => self.folded.push_str(surface),
            Kind::Mark(_) | Kind::Opaque => {}
        }
        let folded = &self.folded[from..];
        let mut atom = Atom {
            start: span.start(),
            stem: span.start(),
            end: span.end(),
            kind,
            spaced: self.atoms.last().is_none_or(|last| last.end != span.start()),
            prefix: Prefix::default(),
            number: None,
            width: surface.len().min(255) as u8,
            senses: &[],
            classes: Classes::NONE,
            keywords: Keywords::default(),
            numeral: None,
            lone_article: kind == Kind::Word && matches!(folded, "ال" | "بال" | "وال" | "لل" | "فال" | "وبال"),
            phrases: None,
            folded: (from as u32, self.folded.len() as u32),
        };
        match kind {
            Kind::Digits if surface.len() <= 9 => atom.number = surface.parse().ok(),
            Kind::Word => {
                let hits = look_up(folded);
                // a profile that keeps diacritics has no proclitic of fixed width
                let cut = |hit: Hit| if folded.len() == surface.len() { span.start() + hit.cut } else { span.start() };
                if let Some(hit) = hits.meaning {
                    atom.senses = &hit.entry.senses;
                    atom.classes = hit.entry.classes;
                    atom.keywords = hit.entry.keywords;
                    atom.prefix = hit.prefix;
                    atom.stem = cut(hit);
                }
                atom.phrases =
                    hits.phrases.map(|hit| Head { phrases: &hit.entry.phrases, prefix: hit.prefix, stem: cut(hit) });
            }
            _ => {}
        }
        self.atoms.push(atom);
    }

    /// Makes one atom of every phrase.
    fn join_phrases(&mut self) {
        let first = (0..self.atoms.len()).find_map(|at| Some((at, self.phrase_at(at)?)));
        let Some((start, mut known)) = first.map(|(at, found)| (at, Some(found))) else { return };
        let (mut read, mut write) = (start, start);
        while read < self.atoms.len() {
            let mut atom = self.atoms[read];
            let found = known.take().or_else(|| self.phrase_at(read));
            read += 1;
            if let Some((head, phrase, end)) = found {
                atom.senses = &phrase.senses;
                atom.classes = phrase.classes;
                atom.keywords = phrase.keywords;
                (atom.prefix, atom.stem) = (head.prefix, head.stem);
                atom.end = self.atoms[end - 1].end;
                read = end;
            }
            self.atoms[write] = atom;
            write += 1;
        }
        self.atoms.truncate(write);
    }

    /// The phrase that begins at an atom and the index after it.
    fn phrase_at(&self, at: usize) -> Option<(Head, &'static Phrase, usize)> {
        let head = self.atoms[at].phrases?;
        head.phrases.iter().find_map(|phrase| Some((head, phrase, self.match_phrase(at, phrase)?)))
    }

    /// The index after the phrase that begins at `at`.
    fn match_phrase(&self, at: usize, phrase: &Phrase) -> Option<usize> {
        let mut next = at + 1;
        for word in &phrase.rest {
            let mut atom = self.atoms.get(next)?;
            if (atom.is_mark('.') || atom.is_mark('-')) && !atom.spaced {
                next += 1;
                atom = self.atoms.get(next)?;
            }
            if matches!(atom.kind, Kind::Mark(_) | Kind::Opaque) {
                return None;
            }
            let folded = &self.folded[atom.folded.0 as usize..atom.folded.1 as usize];
            if !same_word(folded, word) {
                return None;
            }
            next += 1;
        }
        Some(next)
    }
}

/// Whether a folded word of the text is a word of a phrase. An article in the phrase must be there (`أمس أول` is not
/// `أمس الأول`), one that is not in it may (`والعشرين` is `وعشرين`).
fn same_word(folded: &str, word: &str) -> bool {
    // in every case the word of the phrase ends as the word of the text does
    if folded.as_bytes().last() != word.as_bytes().last() || folded.len() < word.len() {
        return false;
    }
    folded == word
        || lexicon::without_article(folded) == word
        || matches!((folded.strip_prefix("وال"), word.strip_prefix('و')), (Some(a), Some(b)) if a == b)
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}')
}
