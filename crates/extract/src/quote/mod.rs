//! Quotations and reported statements with their speakers.

mod clause;
mod complement;
mod direct;
mod headline;
mod inflect;
mod lexicon;
mod memory;
mod report;
mod subject;
mod word;

use crate::{Entity, Label, Quotation, Speaker};
use khabar_normalize::{Layers, NormSpan};
use lexicon::Lexicon;
use report::{Bounds, State};
use subject::Phrase;
use word::{Text, Word};

/// Finds quotations. Immutable; share one between all threads.
#[derive(Debug)]
pub struct QuoteExtractor {
    lexicon: Lexicon,
}

/// Reusable memory of a [`QuoteExtractor`], one a thread.
#[derive(Debug, Default)]
pub struct QuoteScratch {
    words: Vec<Word>,
    sentences: Vec<Bounds>,
    state: State,
}

impl Default for QuoteExtractor {
    fn default() -> Self {
        Self::new()
    }
}

impl QuoteExtractor {
    /// An extractor with the built-in lexicon.
    #[must_use]
    pub fn new() -> Self {
        Self { lexicon: Lexicon::new() }
    }

    /// Replaces `out` with the quotations of a text, sorted by start, the longer first.
    /// `entities`, sorted by start, may be empty; they only fill [`Speaker::entity`].
    pub fn extract(&self, layers: &Layers<'_>, entities: &[Entity], scratch: &mut QuoteScratch, out: &mut Vec<Quotation>) {
        out.clear();
        word::classify(layers, &self.lexicon, &mut scratch.words);
        scratch.sentences.clear();
        scratch.sentences.extend(layers.sentences.iter().filter(|s| !s.tokens.is_empty()).map(|s| Bounds {
            from: s.tokens.start as usize,
            to: s.tokens.end as usize,
            paragraph: s.paragraph,
        }));
        let text = Text { normalized: layers.normalized, tokens: layers.tokens, words: &scratch.words, lexicon: &self.lexicon };
        let state = &mut scratch.state;
        state.reset();
        for (index, &bounds) in scratch.sentences.iter().enumerate() {
            report::read(&text, bounds, &scratch.sentences[index + 1..], state);
        }
        headline::find(&text, &scratch.sentences, &mut state.drafts);
        for draft in &state.drafts {
            let whole = text.span(draft.start, draft.end);
            let norm = NormSpan::new(whole.start() + draft.skip, whole.end());
            let speaker = draft.speaker.map(|phrase| speaker(layers, entities, &text, phrase));
            let cue = draft.cue.map(|phrase| layers.original_span(text.span(phrase.start, phrase.end)));
            out.push(Quotation { span: layers.original_span(norm), norm, direct: draft.direct, speaker, cue });
        }
        out.sort_by_key(|q| (q.span.start(), std::cmp::Reverse(q.span.end()), !q.direct));
        out.dedup_by_key(|q| (q.span, q.direct));
    }
}

/// The speaker of a phrase, with the entity that it holds: a person before anything else, then the longest.
fn speaker(layers: &Layers<'_>, entities: &[Entity], text: &Text<'_>, phrase: Phrase) -> Speaker {
    let span = layers.original_span(text.span(phrase.start, phrase.end));
    let first = entities.partition_point(|e| e.span.start() < span.start());
    let rank = |label: Label| match label {
        Label::Pers => 3,
        Label::Org | Label::Gpe | Label::Fac | Label::Loc => 2,
        Label::Occ | Label::Norp => 0,
        _ => 1,
    };
    let inside = entities[first..].iter().enumerate().take_while(|(_, e)| e.span.start() < span.end());
    let best = inside.filter(|(_, e)| e.span.end() <= span.end()).max_by_key(|(i, e)| (rank(e.label), e.span.len(), std::cmp::Reverse(*i)));
    Speaker { span, entity: best.map(|(i, _)| (first + i) as u32) }
}
