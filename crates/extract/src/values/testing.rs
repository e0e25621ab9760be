//! Layers for the tests of the grammars: white space and marks split, one sentence a line.

use super::lexeme::{LexBuffers, Lexed, lex};
use super::lexicon::Lexicon;
use khabar_normalize::{Layers, NormSpan, Normalizer, Profile, Proclitics, Sentence, Token, TokenKind};

/// Runs `check` on the lexemes of a text.
pub(crate) fn with_lexed<T>(lexicon: &Lexicon, text: &str, check: impl FnOnce(&Lexed<'_>) -> T) -> T {
    let normalized = Normalizer::new(Profile::News).normalize(text);
    let plain = normalized.text();
    let (mut tokens, mut sentences, mut start) = (Vec::new(), Vec::new(), 0);
    for (paragraph, line) in plain.split('\n').enumerate() {
        let first = tokens.len() as u32;
        let mut at = 0;
        while let Some(c) = line[at..].chars().next() {
            let rest = &line[at..];
            let (len, kind) = if c.is_ascii_digit() {
                (rest.find(|c: char| !c.is_ascii_digit() && !".,".contains(c)).unwrap_or(rest.len()), TokenKind::Number)
            } else if c.is_alphabetic() {
                (rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()), TokenKind::Word)
            } else {
                (c.len_utf8(), TokenKind::Symbol)
            };
            if !c.is_whitespace() {
                let norm = NormSpan::new((start + at) as u32, (start + at + len) as u32);
                let span = normalized.alignment().to_original(norm, text);
                tokens.push(Token { span, norm, kind, proclitics: Proclitics::NONE });
            }
            at += len;
        }
        if tokens.len() as u32 > first {
            let (a, b): (&Token, &Token) = (&tokens[first as usize], &tokens[tokens.len() - 1]);
            sentences.push(Sentence {
                span: a.span.cover(b.span),
                norm: a.norm.cover(b.norm),
                tokens: first..tokens.len() as u32,
                paragraph: paragraph as u32,
            });
        }
        start += line.len() + 1;
    }
    let layers = Layers {
        original: text,
        normalized: plain,
        alignment: normalized.alignment(),
        sentences: &sentences,
        tokens: &tokens,
        quote_pairs: &[],
    };
    let mut buffers = LexBuffers::default();
    check(&lex(&layers, lexicon, &mut buffers))
}
