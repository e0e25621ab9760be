//! The embedded tagger: three chains over one table of features.

use super::chain::{Factors, Row, Sums, Viterbi};
use super::context::Frame;
use super::document::Memory;
use super::hash;
use super::lexicon::Lexicon;
use super::model::{Chain, Model, ModelError};
use super::quantized::{self, Total};
use super::sentence::{self, four_class_features, name_tag_features, outer_features};
use super::spans::{self, Piece};
use super::table::KeyTable;
use super::tagger::{Mention, Tagger};
use super::tags::{NAME_WIDTH, NAMES, OFFICE_WIDTH, Tag};
use super::train::Guideline;
use super::word::{OFFSETS, Word, WordScratch, at_offset, describe, slot};
use crate::entity::Label;
use khabar_normalize::{Layers, Sentence, Token};

/// The compiled model: immutable, shared by all threads.
#[derive(Debug)]
pub struct LinearTagger {
    about: String,
    pub(crate) lexicon: Lexicon,
    table: KeyTable,
    names: Chain<NAME_WIDTH>,
    offices: Chain<OFFICE_WIDTH>,
    inner: Chain<NAME_WIDTH>,
    name_factors: Factors<NAME_WIDTH>,
    office_factors: Factors<OFFICE_WIDTH>,
    inner_factors: Factors<NAME_WIDTH>,
    edges: [Sum; 5],
}

/// The weights of some features, for all three chains.
#[derive(Clone, Copy, Debug)]
struct Sum {
    names: Total<NAME_WIDTH>,
    offices: Total<OFFICE_WIDTH>,
    inner: Total<NAME_WIDTH>,
}

const NOTHING: Sum = Sum { names: [0; NAME_WIDTH], offices: [0; OFFICE_WIDTH], inner: [0; NAME_WIDTH] };

impl Sum {
    fn join(&mut self, other: &Self) {
        quantized::join(&mut self.names, &other.names);
        quantized::join(&mut self.offices, &other.offices);
        quantized::join(&mut self.inner, &other.inner);
    }
}

/// The model that is part of the program (`models/README.md` is its card).
static EMBEDDED: &[u8] = include_bytes!("../../../../models/khabar-ner.bin");

impl LinearTagger {
    /// Compiles the model that is part of the program.
    ///
    /// # Panics
    /// Never: a test loads the file.
    #[must_use]
    pub fn embedded() -> Self {
        Self::from_bytes(EMBEDDED).expect("the embedded model is whole")
    }

    /// Compiles a model file.
    ///
    /// # Errors
    /// When the bytes are not a model of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut model = Model::from_bytes(bytes)?;
        model.about = format!("{} {:016x}", model.about, hash::bytes(0, bytes));
        Ok(Self::new(model))
    }

    /// Name and hash of the model, for the provenance of records.
    #[must_use]
    pub fn model(&self) -> &str {
        &self.about
    }

    pub(crate) fn new(model: Model) -> Self {
        let mut tagger = Self {
            about: model.about,
            lexicon: Lexicon::new(model.lexicon),
            table: KeyTable::new(model.keys.into_iter()),
            name_factors: Factors::new(&model.names.transitions),
            office_factors: Factors::new(&model.offices.transitions),
            inner_factors: Factors::new(&model.inner.transitions),
            names: model.names,
            offices: model.offices,
            inner: model.inner,
            edges: [NOTHING; 5],
        };
        for k in 0..5 {
            let mut sum = NOTHING;
            tagger.add(sentence::edge(k), &mut sum);
            tagger.edges[k] = sum;
        }
        tagger
    }

    /// A worker with its own buffers, for one thread.
    #[must_use]
    pub fn worker(&self) -> LinearWorker<'_> {
        self.worker_for(Guideline::Nested)
    }

    /// A worker that marks what a guideline marks: four-class corpora leave out much that the nested
    /// guideline counts, and the model has learnt from both.
    #[must_use]
    pub fn worker_for(&self, guideline: Guideline) -> LinearWorker<'_> {
        LinearWorker {
            tagger: self,
            guideline,
            cache: vec![Cached { key: 0, word: Word::default(), sums: [NOTHING; 5] }; CACHE],
            scratch: Scratch::default(),
        }
    }

    fn find(&self, feature: u64) -> Option<usize> {
        self.table.get(hash::key(feature)).map(|at| at as usize)
    }

    fn add(&self, feature: u64, sum: &mut Sum) {
        if let Some(at) = self.find(feature) {
            quantized::add(&mut sum.names, &self.names.rows[at]);
            quantized::add(&mut sum.offices, &self.offices.rows[at]);
            quantized::add(&mut sum.inner, &self.inner.rows[at]);
        }
    }
}

/// Word types whose sums a worker remembers; a power of two.
const CACHE: usize = 1 << 13;

#[derive(Clone, Debug)]
struct Cached {
    key: u64,
    word: Word,
    sums: [Sum; 5],
}

/// One sentence between the first and the last look.
#[derive(Debug, Default)]
struct State {
    frame: Frame,
    sums: Vec<Sum>,
    /// Rows of the places' own features, kept for the inner chain.
    places: Vec<u32>,
    place_ends: Vec<u32>,
    /// Name tags of the first look.
    tags: Vec<Tag>,
}

#[derive(Debug, Default)]
struct Scratch {
    word: WordScratch,
    quotes: Vec<(u32, u32)>,
    memory: Memory,
    /// As many as the longest document so far had sentences.
    states: Vec<State>,
    names: ChainScratch<NAME_WIDTH>,
    offices: ChainScratch<OFFICE_WIDTH>,
    inner: ChainScratch<NAME_WIDTH>,
    pieces: Vec<Piece>,
    pending: Vec<Piece>,
    spans: Vec<Piece>,
}

#[derive(Debug, Default)]
struct ChainScratch<const W: usize> {
    scores: Vec<Row<W>>,
    tags: Vec<Tag>,
    viterbi: Viterbi<W>,
    sums: Sums<W>,
}

impl<const W: usize> ChainScratch<W> {
    /// Finds the best tags of `scores` and appends their spans, shifted by `first`.
    fn decode(&mut self, chain: &Chain<W>, factors: &Factors<W>, first: usize, types: &[Label], pieces: &mut Vec<Piece>) {
        self.viterbi.run(&self.scores, &chain.transitions, &mut self.tags);
        if self.tags.iter().all(|&t| t == 0) {
            return;
        }
        self.sums.run(&self.scores, factors, chain.transitions.count, None);
        spans::pieces(&self.tags, &self.sums.marginal, first, types, pieces);
    }
}

/// A [`Tagger`] over a shared [`LinearTagger`].
#[derive(Debug)]
pub struct LinearWorker<'t> {
    tagger: &'t LinearTagger,
    guideline: Guideline,
    cache: Vec<Cached>,
    scratch: Scratch,
}

impl Tagger for LinearWorker<'_> {
    fn tag(&mut self, documents: &[Layers<'_>], mentions: &mut Vec<Vec<Mention>>) {
        mentions.resize_with(documents.len(), Vec::new);
        for (layers, out) in documents.iter().zip(mentions) {
            out.clear();
            let sentences = layers.sentences;
            self.scratch.states.resize_with(sentences.len().max(self.scratch.states.len()), State::default);
            self.scratch.memory.clear();
            for (n, sentence) in sentences.iter().enumerate() {
                self.first_look(n, layers, sentence);
            }
            for (n, sentence) in sentences.iter().enumerate() {
                self.last_look(n);
                spans::mentions(layers, sentence, &self.scratch.spans, &self.tagger.lexicon, out);
            }
        }
    }

    fn model(&self) -> &str {
        &self.tagger.about
    }
}

impl LinearWorker<'_> {
    /// Scores a sentence and tags its names from the sentence alone.
    fn first_look(&mut self, n: usize, layers: &Layers<'_>, sentence: &Sentence) {
        self.look_up(n, layers, sentence);
        self.add_places(n);
        let tagger = self.tagger;
        let Scratch { states, names, memory, .. } = &mut self.scratch;
        let State { frame, sums, tags, .. } = &mut states[n];
        names.scores.clear();
        names.scores.extend(sums.iter().map(|s| quantized::scores(&s.names, tagger.names.scale)));
        names.viterbi.run(&names.scores, &tagger.names.transitions, tags);
        memory.add(frame, tags);
    }

    /// Tags a sentence with what the document says of its words; leaves its spans, in tokens, in the scratch.
    fn last_look(&mut self, n: usize) {
        let tagger = self.tagger;
        let Scratch { states, names, offices, inner, pieces, pending, spans, memory, .. } = &mut self.scratch;
        let State { frame, sums, places, place_ends, tags } = &mut states[n];
        pieces.clear();
        names.scores.clear();
        for (i, sum) in sums.iter().enumerate() {
            let mut total = sum.names;
            memory.features(frame, i, tags, |f| {
                if let Some(at) = tagger.find(f) {
                    quantized::add(&mut total, &tagger.names.rows[at]);
                }
            });
            names.scores.push(quantized::scores(&total, tagger.names.scale));
        }
        names.decode(&tagger.names, &tagger.name_factors, 0, &NAMES, pieces);

        offices.scores.clear();
        for (i, sum) in sums.iter().enumerate() {
            let mut total = sum.offices;
            name_tag_features(&names.tags, frame, i, |f| {
                if let Some(at) = tagger.find(f) {
                    quantized::add(&mut total, &tagger.offices.rows[at]);
                }
            });
            offices.scores.push(quantized::scores(&total, tagger.offices.scale));
        }
        pending.clear();
        pending.extend(pieces.iter().filter(|p| p.end - p.first > 1));
        offices.decode(&tagger.offices, &tagger.office_factors, 0, &super::tags::OFFICES, pieces);

        let mut depth = 0;
        while !pending.is_empty() && depth < 2 {
            let before = pieces.len();
            for outer in pending.drain(..) {
                let Some(outer_kind) = super::tags::number(&NAMES, outer.label) else { continue };
                inner.scores.clear();
                for i in outer.first..outer.end {
                    let mut total = sums[i].inner;
                    let from = if i == 0 { 0 } else { place_ends[i - 1] as usize };
                    for &at in &places[from..place_ends[i] as usize] {
                        quantized::add(&mut total, &tagger.inner.rows[at as usize]);
                    }
                    outer_features(outer_kind, depth, outer.first, outer.end, frame, i, |f| {
                        if let Some(at) = tagger.find(f) {
                            quantized::add(&mut total, &tagger.inner.rows[at]);
                        }
                    });
                    inner.scores.push(quantized::scores(&total, tagger.inner.scale));
                }
                let from = pieces.len();
                inner.decode(&tagger.inner, &tagger.inner_factors, outer.first, &NAMES, pieces);
                // The whole name is not a name inside itself.
                if pieces[from..].iter().any(|p| p.first == outer.first && p.end == outer.end) {
                    pieces.truncate(from);
                }
            }
            pending.extend(pieces[before..].iter().filter(|p| p.end - p.first > 1));
            depth += 1;
        }
        spans::settle(pieces, spans);
    }

    /// Looks up the words of a sentence and scatters their sums over the positions that see them.
    fn look_up(&mut self, n: usize, layers: &Layers<'_>, sentence: &Sentence) {
        let tokens = layers.tokens_of(sentence);
        let Scratch { word, quotes, states, .. } = &mut self.scratch;
        let State { frame, sums, .. } = &mut states[n];
        frame.clear();
        sums.clear();
        sums.resize(tokens.len(), NOTHING);
        for (j, token) in tokens.iter().enumerate() {
            let cached = look_up(self.tagger, &mut self.cache, word, token, layers.normalized);
            frame.words.push(cached.word);
            for (k, &offset) in OFFSETS.iter().enumerate() {
                let Some(sum) = j.checked_add_signed(-offset as isize).and_then(|i| sums.get_mut(i)) else {
                    continue;
                };
                sum.join(&cached.sums[k]);
            }
        }
        for (k, &offset) in OFFSETS.iter().enumerate().skip(1) {
            for i in 0..tokens.len() {
                if i.checked_add_signed(offset as isize).is_none_or(|j| j >= tokens.len()) {
                    sums[i].join(&self.tagger.edges[k]);
                }
            }
        }
        sentence::quotes_within(layers, sentence, quotes);
        frame.first = sentence.norm.start() == 0;
        frame.complete(&self.tagger.lexicon, quotes);
    }

    /// Adds the features of the places.
    fn add_places(&mut self, n: usize) {
        let (tagger, guideline) = (self.tagger, self.guideline);
        let State { frame, sums, places, place_ends, .. } = &mut self.scratch.states[n];
        places.clear();
        place_ends.clear();
        for (i, sum) in sums.iter_mut().enumerate() {
            frame.features(i, |f| {
                if let Some(at) = tagger.find(f) {
                    quantized::add(&mut sum.names, &tagger.names.rows[at]);
                    quantized::add(&mut sum.offices, &tagger.offices.rows[at]);
                    places.push(at as u32);
                }
            });
            if guideline == Guideline::FourClasses {
                four_class_features(frame, i, |f| {
                    if let Some(at) = tagger.find(f) {
                        quantized::add(&mut sum.names, &tagger.names.rows[at]);
                    }
                });
            }
            place_ends.push(places.len() as u32);
        }
    }
}

fn look_up<'c>(
    tagger: &LinearTagger,
    cache: &'c mut [Cached],
    scratch: &mut WordScratch,
    token: &Token,
    normalized: &str,
) -> &'c Cached {
    let key = sentence::token_key(token, normalized) | 1;
    let slot_of = (key >> 20) as usize & (CACHE - 1);
    let cached = &mut cache[slot_of];
    if cached.key != key {
        cached.key = key;
        cached.word = describe(token.text(normalized), token.kind, token.proclitics, &tagger.lexicon, scratch);
        for (k, sum) in cached.sums.iter_mut().enumerate() {
            *sum = NOTHING;
            for &f in &scratch.features[slot(k)] {
                tagger.add(at_offset(f, k), sum);
            }
        }
    }
    cached
}

const _: () = {
    const fn shared<T: Sync + Send>() {}
    shared::<LinearTagger>();
};

