//! The tokens of a text as reporting sees them: marks with their partners, cues, roles.

use super::lexicon::{Cue, Entry, Lexicon, NO_CUE, role};
use crate::{Entity, Label};
use khabar_normalize::{Layers, NormSpan, Proclitic, Token, TokenKind};

/// Further apart, two brackets or dashes are no pair, in tokens.
const LONGEST_PARENTHESIS: usize = 40;

/// What a token is for the structure of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// A word, a number, an address.
    Word,
    /// `، ,`
    Comma,
    /// `:`
    Colon,
    /// `. ؟ ! ؛`
    Stop,
    /// `..`, `…`
    Pause,
    /// An opening quotation mark, bracket or dash; [`Word::partner`] closes it.
    Open,
    /// A closing one.
    Close,
    /// A quotation mark without a partner.
    Loose,
    /// Any other mark.
    Mark,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub entry: Entry,
    pub class: Class,
    /// A quotation mark, not a bracket or dash.
    pub quote: bool,
    /// The known word stands after a joined `و` or `ف`.
    pub conjunct: bool,
    /// Inside the name of somebody or something; its first letters are its own (`سمير بالطيب`).
    pub name: bool,
    /// A name begins behind its first letters, which are particles (`قال لبي بي سي`).
    pub led: bool,
    /// Index of the token that closes or opens it.
    pub partner: u32,
}

impl Word {
    const fn of(class: Class) -> Self {
        Self {
            entry: Entry { cue: NO_CUE, roles: 0 },
            class,
            quote: false,
            conjunct: false,
            name: false,
            led: false,
            partner: u32::MAX,
        }
    }
}

/// All tokens of a text, with what the lexicon knows of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'a> {
    pub normalized: &'a str,
    pub tokens: &'a [Token],
    pub words: &'a [Word],
    pub lexicon: &'a Lexicon,
}

impl<'a> Text<'a> {
    pub(crate) fn str(&self, at: usize) -> &'a str {
        self.tokens[at].text(self.normalized)
    }

    /// Whether the token plays one of `roles`.
    pub(crate) fn is(&self, at: usize, roles: u32) -> bool {
        self.words[at].entry.roles & roles != 0
    }

    pub(crate) fn class(&self, at: usize) -> Class {
        self.words[at].class
    }

    pub(crate) fn is_quote(&self, at: usize) -> bool {
        self.words[at].quote
    }

    pub(crate) fn cue(&self, at: usize) -> Option<&'a Cue> {
        self.lexicon.cue_of(self.words[at].entry.cue)
    }

    /// The token that closes an opening one, or opens a closing one.
    pub(crate) fn partner(&self, at: usize) -> Option<usize> {
        let partner = self.words[at].partner;
        (partner != u32::MAX).then_some(partner as usize)
    }

    /// Whether the token begins with a joined preposition that its own dictionary form lacks.
    pub(crate) fn has_preposition(&self, at: usize) -> bool {
        if self.words[at].name || self.words[at].led {
            return self.words[at].led;
        }
        let p = self.tokens[at].proclitics;
        p.has(Proclitic::Lam) || p.has(Proclitic::Ba) || p.has(Proclitic::Kaf)
    }

    /// Tokens from `from` to `to`, as a span of the normalized text.
    pub(crate) fn span(&self, from: usize, to: usize) -> NormSpan {
        NormSpan::new(self.tokens[from].norm.start(), self.tokens[to - 1].norm.end())
    }

    /// Whether the token is the first of its paragraph.
    pub(crate) fn begins_line(&self, at: usize) -> bool {
        let start = self.tokens[at].norm.start() as usize;
        at == 0 || self.normalized[self.tokens[at - 1].norm.end() as usize..start].contains('\n')
    }

    /// Words among the tokens.
    pub(crate) fn count_words(&self, from: usize, to: usize) -> usize {
        (from..to).filter(|&t| self.class(t) == Class::Word).count()
    }
}

/// Fills `words`, one for each token. What lies inside one of the `entities`, which are sorted by their
/// start, reports nothing and ends no phrase: `أمل` in the name of a club, `بالطيب` in that of a minister.
pub(crate) fn classify(layers: &Layers<'_>, entities: &[Entity], lexicon: &Lexicon, words: &mut Vec<Word>) {
    words.clear();
    let text = layers.normalized;
    words.extend(layers.tokens.iter().map(|token| word(token, text, lexicon)));
    // و and its word set apart
    for (word, before) in words.iter_mut().skip(1).zip(layers.tokens) {
        word.conjunct |= before.text(text) == "و";
    }
    mark_names(layers, entities, words);
    pair_quotes(layers, words);
    pair_brackets(layers, words);
}

fn mark_names(layers: &Layers<'_>, entities: &[Entity], words: &mut [Word]) {
    for entity in entities.iter().filter(|e| e.depth == 0 && !matches!(e.label, Label::Occ | Label::Norp)) {
        let first = layers.tokens.partition_point(|t| t.norm.start() < entity.norm.start());
        if let Some(before) = first.checked_sub(1)
            && layers.tokens[before].norm.end() > entity.norm.start()
        {
            let particles = entity.norm.start() - layers.tokens[before].norm.start();
            let text = layers.tokens[before].text(layers.normalized);
            words[before].led = !matches!(&text[..particles as usize], "و" | "ف");
        }
        let inside = layers.tokens[first..].iter().take_while(|t| t.norm.end() <= entity.norm.end());
        for (at, _) in inside.enumerate() {
            let word = &mut words[first + at];
            if word.class == Class::Word {
                // a joined و before the name stays what it is
                word.name = true;
                word.entry = Entry { cue: NO_CUE, roles: word.entry.roles & (role::TITLE | role::NAME | role::AN) };
            }
        }
    }
}

fn word(token: &Token, text: &str, lexicon: &Lexicon) -> Word {
    let token_text = token.text(text);
    match token.kind {
        TokenKind::Punct | TokenKind::Symbol => mark(token_text),
        TokenKind::Word => {
            let mut word = Word::of(Class::Word);
            if let Some(entry) = lexicon.get(token_text) {
                word.entry = entry;
            } else if let Some(rest) = token_text.strip_prefix(['و', 'ف'])
                && let Some(entry) = lexicon.get(rest)
            {
                word.entry = entry;
                word.conjunct = true;
            } else if token.proclitics.joined_len() > 0
                && let Some(entry) = lexicon.get(token.stem(text))
            {
                // the roles of a bare word are not those of the word after ب or ل; future verbs keep theirs
                let kept = if token.proclitics.has(Proclitic::Sin) { u32::MAX } else { role::TITLE | role::NAME };
                word.entry = Entry { cue: entry.cue, roles: entry.roles & kept };
                word.conjunct = token.proclitics.has(Proclitic::Waw) || token.proclitics.has(Proclitic::Fa);
            }
            word
        }
        _ => Word::of(Class::Word),
    }
}

fn mark(text: &str) -> Word {
    match text {
        "،" | "," => Word::of(Class::Comma),
        ":" => Word::of(Class::Colon),
        "." | "؟" | "?" | "!" | "؛" | ";" | "۔" => Word::of(Class::Stop),
        "…" => Word::of(Class::Pause),
        "\"" | "“" | "”" | "«" | "»" | "„" | "‹" | "›" => Word { quote: true, ..Word::of(Class::Loose) },
        _ if text.len() > 1 && text.starts_with('.') => Word::of(Class::Pause),
        _ if text.starts_with(['؟', '?', '!']) => Word::of(Class::Stop),
        _ => Word::of(Class::Mark),
    }
}

/// Marks of the quotation pairs become partners. A pair whose one mark the page lost stays loose.
fn pair_quotes(layers: &Layers<'_>, words: &mut [Word]) {
    let index = |span: NormSpan| {
        if span.is_empty() {
            return None;
        }
        let at = layers.tokens.partition_point(|t| t.norm.start() < span.start());
        layers.tokens.get(at).filter(|t| t.norm.start() == span.start()).map(|_| at)
    };
    for pair in layers.quote_pairs {
        if let (Some(open), Some(close)) = (index(pair.open), index(pair.close)) {
            words[open] = Word { quote: true, partner: close as u32, ..Word::of(Class::Open) };
            words[close] = Word { quote: true, partner: open as u32, ..Word::of(Class::Close) };
        }
    }
}

/// Brackets and parenthetical dashes (`-في بيان لها-`) become partners.
fn pair_brackets(layers: &Layers<'_>, words: &mut [Word]) {
    let tokens = layers.tokens;
    let spaced = |at: usize| at == 0 || at >= tokens.len() || tokens[at - 1].norm.end() < tokens[at].norm.start();
    let (mut bracket, mut dash) = (None::<usize>, None::<usize>);
    for at in 0..words.len() {
        if words[at].class != Class::Mark {
            continue;
        }
        let (opens, closes, pending) = match tokens[at].text(layers.normalized) {
            "(" | "[" => (true, false, &mut bracket),
            ")" | "]" => (false, true, &mut bracket),
            "-" | "–" | "—" => (spaced(at) && !spaced(at + 1), !spaced(at), &mut dash),
            _ => continue,
        };
        if opens {
            *pending = Some(at);
        } else if closes
            && let Some(open) = pending.take()
            && at - open <= LONGEST_PARENTHESIS
        {
            words[open] = Word { partner: at as u32, ..Word::of(Class::Open) };
            words[at] = Word { partner: open as u32, ..Word::of(Class::Close) };
        }
    }
}
