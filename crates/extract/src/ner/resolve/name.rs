//! A mention's name as words, comparable between mentions.

use super::super::lexicon::word_hash;
use super::super::{fold, spans};
use crate::entity::Label;
use khabar_normalize::{Layers, NormSpan, Proclitic, TokenKind};

/// Names are compared within a group only: `برشلونة` the club is not `برشلونة` the city.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Group {
    Person,
    Organisation,
    Place,
    Facility,
    Other(Label),
}

impl Group {
    pub(crate) const fn of(label: Label) -> Self {
        match label {
            Label::Pers => Self::Person,
            Label::Org => Self::Organisation,
            Label::Gpe | Label::Loc => Self::Place,
            Label::Fac => Self::Facility,
            other => Self::Other(other),
        }
    }
}

/// The words of a mention.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Name {
    /// Hashes of the folded words, marks left out.
    pub(crate) words: Vec<u64>,
    /// The name without quotation marks, the article whole.
    pub(crate) text: String,
    /// Whether the first word is nothing but the article and a word, alone.
    pub(crate) short: bool,
}

/// The indices of the tokens that a span touches.
pub(crate) fn tokens_in(layers: &Layers<'_>, span: NormSpan) -> std::ops::Range<usize> {
    let first = layers.tokens.partition_point(|t| t.norm.end() <= span.start());
    let end = first + layers.tokens[first..].partition_point(|t| t.norm.start() < span.end());
    first..end
}

impl Name {
    /// Reads the name of a span.
    pub(crate) fn of(layers: &Layers<'_>, span: NormSpan) -> Self {
        let text = layers.normalized;
        let mut name = Self::default();
        let mut folded = String::new();
        let mut last_end = None;
        for token in &layers.tokens[tokens_in(layers, span)] {
            if spans::is_quote(token, text) {
                // A mark that glues two words still parts them.
                last_end = last_end.map(|_| 0);
                continue;
            }
            let start = token.norm.start().max(span.start());
            let end = token.norm.end().min(span.end());
            if start >= end {
                continue;
            }
            let piece = &text[start as usize..end as usize];
            if last_end.is_some_and(|e| e != start) {
                name.text.push(' ');
            }
            last_end = Some(end);
            folded.clear();
            if token.proclitics.has(Proclitic::ShortArticle) && start == token.stem_span().start() {
                folded.push('ا');
                name.text.push('ا');
            }
            name.text.push_str(piece);
            fold::push(piece, &mut folded);
            if !matches!(token.kind, TokenKind::Punct | TokenKind::Symbol) {
                name.words.push(word_hash(&folded));
            }
        }
        name.short = name.words.len() == 1;
        name
    }

    /// A key of the whole name.
    pub(crate) fn key(&self) -> u64 {
        key(&self.words)
    }
}

/// A key of some words in order.
pub(crate) fn key(words: &[u64]) -> u64 {
    words.iter().fold(words.len() as u64, |state, &w| super::super::hash::mix(state, w))
}

#[cfg(test)]
mod tests {
    use super::*;
    use khabar_normalize::{Analyzer, Profile};

    fn name(text: &str, part: &str) -> Name {
        let mut worker = Analyzer::new(Profile::News).worker();
        let layers = worker.analyze(text);
        let start = layers.normalized.find(part).unwrap() as u32;
        Name::of(&layers, NormSpan::new(start, start + part.len() as u32))
    }

    #[test]
    fn marks_go_and_the_article_is_whole() {
        assert_eq!(name("هجوم تنظيم “الدولة” أمس", "تنظيم \"الدولة\"").text, "تنظيم الدولة");
        assert_eq!(name("تهديدا للعراق أو", "لعراق").text, "العراق");
        assert_eq!(name("في تنظيم “الدولة”", "تنظيم \"الدولة\"").key(), name("إن تنظيم الدولة", "تنظيم الدولة").key());
    }
}
