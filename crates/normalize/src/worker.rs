//! The engine that all threads share and the buffers that each thread owns.

use crate::proclitic::proclitics_in_context;
use crate::token::Tokenizer;
use crate::{Buffer, Layers, Normalizer, QuotePair, Rule, Rules, Sentence, Token, TokenKind, quote_pair, sentence};

/// Finds all layers of texts under one set of rules. Immutable; share one between all threads.
///
/// ```
/// use khabar_normalize::{Analyzer, Profile};
/// let analyzer = Analyzer::new(Profile::News);
/// let mut worker = analyzer.worker();
/// let layers = worker.analyze("أعلنت “قسد” السيطرة. وقُتل 175 عنصرًا.");
/// assert_eq!(layers.sentences.len(), 2);
/// let words: Vec<_> = layers.tokens.iter().map(|t| t.text(layers.normalized)).collect();
/// assert_eq!(words, ["أعلنت", "\"", "قسد", "\"", "السيطرة", ".", "وقتل", "175", "عنصرا", "."]);
/// assert_eq!(layers.tokens[6].stem(layers.normalized), "قتل");
/// assert_eq!(layers.tokens[8].span.slice(layers.original), "عنصرًا");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Analyzer {
    normalizer: Normalizer,
}

impl Analyzer {
    /// An analyzer for a [`Profile`](crate::Profile) or for [`Rules`] of one's own.
    #[must_use]
    pub fn new(rules: impl Into<Rules>) -> Self {
        Self { normalizer: Normalizer::new(rules) }
    }

    /// The rules it applies.
    #[must_use]
    pub const fn rules(&self) -> Rules {
        self.normalizer.rules()
    }

    /// Buffers for one thread.
    #[must_use]
    pub fn worker(&self) -> Worker {
        Worker { analyzer: *self, ..Worker::empty() }
    }
}

/// One thread's buffers: texts of a size seen before are analyzed without allocation.
#[derive(Debug)]
pub struct Worker {
    analyzer: Analyzer,
    buffer: Buffer,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
    pairs: Vec<QuotePair>,
    pairing: quote_pair::Scratch,
}

impl Worker {
    fn empty() -> Self {
        Self {
            analyzer: Analyzer::new(Rules::NONE),
            buffer: Buffer::default(),
            sentences: Vec::new(),
            tokens: Vec::new(),
            pairs: Vec::new(),
            pairing: quote_pair::Scratch::default(),
        }
    }

    /// All layers of a text. A line break separates paragraphs.
    ///
    /// # Panics
    /// When the text is 2 GiB long or longer.
    pub fn analyze<'a>(&'a mut self, text: &'a str) -> Layers<'a> {
        self.normalize(text);
        self.pair_quotes(text);
        self.split_sentences(text);
        self.tokenize(text);
        Layers {
            original: text,
            normalized: self.buffer.text(text),
            alignment: self.buffer.alignment(),
            sentences: &self.sentences,
            tokens: &self.tokens,
            quote_pairs: &self.pairs,
        }
    }

    /// The first step alone: normalizes `text` into the worker's buffer and returns it.
    pub fn normalize<'a>(&'a mut self, text: &'a str) -> &'a str {
        self.analyzer.normalizer.normalize_into(text, &mut self.buffer);
        self.buffer.text(text)
    }

    /// The second step alone, after [`normalize`](Self::normalize) of the same text.
    pub fn pair_quotes(&mut self, text: &str) -> &[QuotePair] {
        let any_glyph = !self.analyzer.rules().has(Rule::QuotationMarks);
        quote_pair::pair(self.buffer.text(text), any_glyph, &mut self.pairing, &mut self.pairs);
        &self.pairs
    }

    /// The third step alone; its sentences know no tokens yet.
    pub fn split_sentences(&mut self, text: &str) -> &[Sentence] {
        self.sentences.clear();
        let mut cursor = self.buffer.alignment().cursor(text);
        let sentences = &mut self.sentences;
        sentence::split(self.buffer.text(text), &self.pairs, |norm, paragraph| {
            sentences.push(Sentence { span: cursor.to_original(norm), norm, tokens: 0..0, paragraph });
        });
        &self.sentences
    }

    /// The last step alone: tokens with proclitics, and the range of them that each sentence holds.
    pub fn tokenize(&mut self, text: &str) -> &[Token] {
        self.tokens.clear();
        let normalized = self.buffer.text(text);
        let mut cursor = self.buffer.alignment().cursor(text);
        let mut sentences = self.sentences.iter_mut().peekable();
        for mut token in Tokenizer::new(normalized) {
            token.span = cursor.to_original(token.norm);
            let index = self.tokens.len() as u32;
            while sentences.peek().is_some_and(|s| s.norm.end() <= token.norm.start()) {
                sentences.next();
            }
            if let Some(sentence) = sentences.peek_mut() {
                if sentence.tokens.is_empty() {
                    sentence.tokens = index..index;
                }
                sentence.tokens.end = index + 1;
            }
            self.tokens.push(token);
        }
        let mut before = None;
        for i in 0..self.tokens.len() {
            let token = self.tokens[i];
            let word = token.text(normalized);
            if token.kind == TokenKind::Word {
                let after = self.tokens.get(i + 1).filter(|t| t.kind == TokenKind::Word).map(|t| t.text(normalized));
                self.tokens[i].proclitics = proclitics_in_context(before, word, after);
            }
            before = (token.kind == TokenKind::Word).then_some(word);
        }
        &self.tokens
    }
}
