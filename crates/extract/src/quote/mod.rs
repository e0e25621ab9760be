//! Quotations and reported statements with their speakers.
//!
//! A lexicon of reporting verbs (`data/report-cues.tsv`), inflected when the extractor is built, gives each
//! cue its frames: what may follow it (أن, بأن, إلى أن, a colon, quotation marks). For each cue of a sentence
//! its complement, its subject and the end of what it reports are looked for by rules over tokens; every
//! search has a bound, so that the time is linear in the text. No search needs entities; where they are
//! given, [`Speaker::entity`] names the one that the speaker phrase holds, and no name is taken for a verb.
//!
//! - A direct quotation keeps its marks. `أن “…”` that is all in marks is direct; a clause with some words in
//!   marks is indirect as a whole; where `إن` is followed at once by a few words in marks, these are a direct
//!   quotation inside the indirect one.
//! - An indirect one runs from أن or إن to the end of the clause, without its full stop and without a trailing
//!   `بحسب فلان`.
//! - A quotation over several paragraphs has a piece in each.
//! - A report inside a report is one more quotation; its span lies inside the outer one's.
//! - `يذكر أن` and `يشار إلى أن` are the newsroom's own voice, not quotations.
//!
//! ```
//! use khabar_extract::{QuoteExtractor, QuoteScratch};
//! use khabar_normalize::{Analyzer, Profile};
//!
//! let text = "قال وزير النقل سعيد العمري إن الجسر جاهز، مضيفا: “سيفتح أمام الجميع الأحد”.";
//! let analyzer = Analyzer::new(Profile::News);
//! let mut worker = analyzer.worker();
//! let layers = worker.analyze(text);
//! let mut quotations = Vec::new();
//! QuoteExtractor::new().extract(&layers, &[], &mut QuoteScratch::default(), &mut quotations);
//! assert_eq!(quotations[0].span.slice(text), "إن الجسر جاهز");
//! assert_eq!(quotations[1].span.slice(text), "“سيفتح أمام الجميع الأحد”");
//! let speakers = quotations.iter().filter_map(|q| Some(q.speaker.as_ref()?.span.slice(text)));
//! assert!(speakers.eq(["وزير النقل سعيد العمري"; 2]));
//! ```
//!
//! # What goes wrong
//!
//! The ten kinds of errors that hurt most, on news from Saudi Arabia, Morocco, Tunisia and Al Jazeera:
//!
//! | kind | example | what happens |
//! |---|---|---|
//! | speech without marks or colon | `وقالت نعد الأهالي بالأفضل` | missed |
//! | speech that goes on in the next paragraph without marks | `وقال: جئنا للعمل.` / `وسنبقى هنا.` | only the first paragraph |
//! | dialogue of a story | `سألته: كيف الحال؟` / `«ممتاز»` | the answer is missed |
//! | a new clause of the newsroom without a signal word | `أكد أن الطريق آمن، وسترسل البلدية فرقها` | the report runs on |
//! | `فيما`, `بينما` that belong to the report | `أوضح أن الصادرات زادت، فيما تراجعت الواردات` | the report is cut |
//! | a fragment in marks at the end of a report | `أكد أن القرار “خطوة في الطريق الصحيح”` | indirect as a whole; some readers call it direct |
//! | object taken for subject before a long quotation | `أعلن تأجيل المباراة بسبب “سوء الأحوال الجوية”` | `تأجيل المباراة` speaks |
//! | a speaker named by a verb that reports nothing | `زار سالم المصنع.` / `وأضاف أن الإنتاج جيد` | the speaker before him, or none |
//! | a long name in quotation marks after an act | `دان “الاعتداء على حرية الرأي والتعبير”` | taken for a quotation |
//! | opinion in a column | `نحن نرى أن …`, `من يعتقد أن …` | some are taken for reports |

mod clause;
mod complement;
mod direct;
mod emit;
mod headline;
mod inflect;
mod lexicon;
mod memory;
mod report;
mod source;
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
    /// `entities`, sorted by start, may be empty; they fill [`Speaker::entity`], and words inside of names are
    /// taken for no verbs and no prepositions.
    pub fn extract(
        &self,
        layers: &Layers<'_>,
        entities: &[Entity],
        scratch: &mut QuoteScratch,
        out: &mut Vec<Quotation>,
    ) {
        out.clear();
        word::classify(layers, entities, &self.lexicon, &mut scratch.words);
        scratch.sentences.clear();
        scratch.sentences.extend(layers.sentences.iter().filter(|s| !s.tokens.is_empty()).map(|s| Bounds {
            from: s.tokens.start as usize,
            to: s.tokens.end as usize,
            paragraph: s.paragraph,
        }));
        let text = Text {
            normalized: layers.normalized,
            tokens: layers.tokens,
            words: &scratch.words,
            lexicon: &self.lexicon,
        };
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
    let best = inside
        .filter(|(_, e)| e.span.end() <= span.end())
        .max_by_key(|(i, e)| (rank(e.label), e.span.len(), std::cmp::Reverse(*i)));
    Speaker { span, entity: best.map(|(i, _)| (first + i) as u32) }
}
