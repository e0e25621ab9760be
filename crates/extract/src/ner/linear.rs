//! The embedded tagger: three chains over one table of features.
#![allow(clippy::needless_range_loop, reason = "one index runs over rows of several matrices")]

use super::chain::{Factors, Paths, Row, Sums, Viterbi};
use super::context::Frame;
use super::dense::{ElsewhereTables, TagTables, outside_word};
use super::document::{Memory, Seen};
use super::hash;
use super::lexicon::Lexicon;
use super::model::{Chain, Model, ModelError};
use super::quantized::{self, Total};
use super::sentence::{self, four_class_features, outer_features};
use super::spans::{self, Piece};
use super::tagger::{Mention, Tagger};
use super::tags::{NAME_WIDTH, NAMES, OFFICE_WIDTH, OUTSIDE, Tag};
use super::train::Guideline;
use super::weights::{NOTHING, Sum, Survivors, Weights};
use super::word::{OFFSETS, Word, WordScratch, at_offset, describe, slot};
use crate::entity::Label;
use khabar_normalize::{Layers, Sentence, Token};

/// The compiled model: immutable, shared by all threads.
#[derive(Debug)]
pub struct LinearTagger {
    about: String,
    pub(crate) lexicon: Lexicon,
    weights: Weights,
    names: Compiled<NAME_WIDTH>,
    offices: Compiled<OFFICE_WIDTH>,
    inner: Compiled<NAME_WIDTH>,
    /// What positions beyond the sentence's edges give, by offset.
    edges: [Sum; 5],
    elsewhere: ElsewhereTables,
    tags: TagTables,
    inner_edges: [Total<NAME_WIDTH>; 5],
}

/// What a chain has beside its features' weights.
#[derive(Debug)]
struct Compiled<const W: usize> {
    scale: f32,
    count: usize,
    paths: Paths<W>,
    factors: Factors<W>,
}

impl<const W: usize> Compiled<W> {
    fn new(chain: &Chain<W>) -> Self {
        let transitions = &chain.transitions;
        Self {
            scale: chain.scale,
            count: transitions.count,
            paths: Paths::new(transitions),
            factors: Factors::new(transitions),
        }
    }
}

/// The model that is part of the program (`models/README.md` is its card).
static EMBEDDED: &[u8] = include_bytes!("../../../../models/khabar-ner.bin");

/// The lexicon of the model that is part of the program.
#[cfg(feature = "bert")]
pub(super) fn lexicon() -> Lexicon {
    Lexicon::new(Model::from_bytes(EMBEDDED).expect("the embedded model is whole").lexicon)
}

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
        let weights = Weights::new(&model);
        let edges = std::array::from_fn(|k| {
            let mut sum = NOTHING;
            weights.find(sentence::edge(k)).into_iter().for_each(|line| sum.add(line));
            sum
        });
        let inner_edges = std::array::from_fn(|k| {
            let mut total = [0; NAME_WIDTH];
            let at = weights.number(sentence::edge(k));
            at.into_iter().for_each(|at| quantized::add(&mut total, weights.inner(at)));
            total
        });
        Self {
            about: model.about,
            lexicon: Lexicon::new(model.lexicon),
            elsewhere: ElsewhereTables::new(&weights),
            tags: TagTables::new(&weights),
            weights,
            names: Compiled::new(&model.names),
            offices: Compiled::new(&model.offices),
            inner: Compiled::new(&model.inner),
            edges,
            inner_edges,
        }
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
            cache: vec![Cached::default(); CACHE],
            inner_cache: vec![InnerCached { key: 0, sums: [[0; NAME_WIDTH]; 5] }; INNER_CACHE],
            scratch: Scratch::default(),
        }
    }
}

/// Word types whose sums a worker remembers; a power of two.
const CACHE: usize = 1 << 16;

#[derive(Clone, Debug)]
struct Cached {
    key: u64,
    word: Word,
    sums: [Sum; 5],
    /// For the office layer, where no name is near.
    outside: Total<OFFICE_WIDTH>,
}

impl Default for Cached {
    fn default() -> Self {
        Self { key: 0, word: Word::default(), sums: [NOTHING; 5], outside: [0; OFFICE_WIDTH] }
    }
}

/// Words inside names whose sums for the inner chain a worker remembers; a power of two.
const INNER_CACHE: usize = 1 << 12;

#[derive(Clone, Debug)]
struct InnerCached {
    key: u64,
    sums: [Total<NAME_WIDTH>; 5],
}

/// One sentence between the first and the last look.
#[derive(Debug, Default)]
struct State {
    frame: Frame,
    sums: Vec<Sum>,
    /// What the words give to the office layer where no name is near.
    outside: Vec<Total<OFFICE_WIDTH>>,
    /// Rows of the places' own features, kept for the inner chain.
    places: Vec<u32>,
    place_ends: Vec<u32>,
    /// Name tags of the first look.
    tags: Vec<Tag>,
    /// Where the document's memory keeps the tokens.
    seen: Vec<Seen>,
}

#[derive(Debug, Default)]
struct Scratch {
    word: WordScratch,
    lookup: Lookup,
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

/// Buffers of batched lookups.
#[derive(Debug, Default)]
struct Lookup {
    features: Vec<u64>,
    survivors: Survivors,
    found: Vec<u32>,
}

impl Lookup {
    /// Leaves the numbers of the known among a word's features, seen from an offset, in `found`.
    fn find(&mut self, tagger: &LinearTagger, word: &[u64], offset: usize) {
        self.features.clear();
        self.features.extend(word.iter().map(|&f| at_offset(f, offset)));
        self.found.clear();
        tagger.weights.find_all(&self.features, &mut self.survivors, &mut self.found);
    }
}

#[derive(Debug, Default)]
struct ChainScratch<const W: usize> {
    scores: Vec<Row<W>>,
    tags: Vec<Tag>,
    viterbi: Viterbi<W>,
    sums: Sums<W>,
    marginals: Vec<Row<W>>,
}

impl<const W: usize> ChainScratch<W> {
    /// Finds the best tags of `scores` and appends their spans, shifted by `first`.
    fn decode(&mut self, chain: &Compiled<W>, first: usize, types: &[Label], pieces: &mut Vec<Piece>) {
        self.viterbi.run(&self.scores, &chain.paths, &mut self.tags);
        if self.tags.iter().all(|&t| t == OUTSIDE) {
            return;
        }
        self.sums.run_around_names(&self.scores, &chain.factors, chain.count, &self.tags, &mut self.marginals);
        spans::pieces(&self.tags, &self.marginals, first, types, pieces);
    }
}

/// A [`Tagger`] over a shared [`LinearTagger`].
#[derive(Debug)]
pub struct LinearWorker<'t> {
    tagger: &'t LinearTagger,
    guideline: Guideline,
    cache: Vec<Cached>,
    inner_cache: Vec<InnerCached>,
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
                self.last_look(n, layers, sentence);
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
        let State { frame, sums, tags, seen, .. } = &mut states[n];
        names.scores.clear();
        names.scores.extend(sums.iter().map(|s| quantized::scores(&s.names(), tagger.names.scale)));
        names.viterbi.run(&names.scores, &tagger.names.paths, tags);
        memory.add(frame, tags, seen);
    }

    /// Tags a sentence with what the document says of its words; leaves its spans, in tokens, in the scratch.
    fn last_look(&mut self, n: usize, layers: &Layers<'_>, sentence: &Sentence) {
        let tagger = self.tagger;
        let tokens = layers.tokens_of(sentence);
        let Scratch { states, names, offices, inner, pieces, pending, spans, memory, word, lookup, .. } =
            &mut self.scratch;
        let State { frame, sums, outside, places, place_ends, tags, seen } = &mut states[n];
        pieces.clear();
        names.scores.clear();
        for (i, sum) in sums.iter().enumerate() {
            let mut total = sum.names();
            let elsewhere = memory.elsewhere(seen, tags, i);
            tagger.elsewhere.add(&tagger.weights, &elsewhere, &frame.words[i], &mut total);
            names.scores.push(quantized::scores(&total, tagger.names.scale));
        }
        names.decode(&tagger.names, 0, &NAMES, pieces);

        offices.scores.clear();
        for (i, sum) in sums.iter().enumerate() {
            let mut total = sum.offices();
            tagger.tags.add(&tagger.weights, &names.tags, i, &frame.words[i], &outside[i], &mut total);
            offices.scores.push(quantized::scores(&total, tagger.offices.scale));
        }
        pending.clear();
        pending.extend(pieces.iter().filter(|p| p.end - p.first > 1));
        offices.decode(&tagger.offices, 0, &super::tags::OFFICES, pieces);

        let mut depth = 0;
        while !pending.is_empty() && depth < 2 {
            let before = pieces.len();
            for outer in pending.drain(..) {
                let Some(outer_kind) = super::tags::number(&NAMES, outer.label) else { continue };
                inner.scores.clear();
                for i in outer.first..outer.end {
                    let mut total = [0; NAME_WIDTH];
                    for (k, &offset) in OFFSETS.iter().enumerate() {
                        let token = i.checked_add_signed(offset as isize).and_then(|j| tokens.get(j));
                        let part = match token {
                            Some(token) => {
                                &inner_sums(tagger, &mut self.inner_cache, word, lookup, token, layers.normalized)[k]
                            }
                            None => &tagger.inner_edges[k],
                        };
                        quantized::join(&mut total, part);
                    }
                    let from = if i == 0 { 0 } else { place_ends[i - 1] as usize };
                    for &at in &places[from..place_ends[i] as usize] {
                        quantized::add(&mut total, tagger.weights.inner(at));
                    }
                    outer_features(outer_kind, depth, outer.first, outer.end, frame, i, |f| {
                        if let Some(at) = tagger.weights.number(f) {
                            quantized::add(&mut total, tagger.weights.inner(at));
                        }
                    });
                    inner.scores.push(quantized::scores(&total, tagger.inner.scale));
                }
                let from = pieces.len();
                inner.decode(&tagger.inner, outer.first, &NAMES, pieces);
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
        let Scratch { word, lookup, quotes, states, .. } = &mut self.scratch;
        let State { frame, sums, outside, .. } = &mut states[n];
        frame.clear();
        outside.clear();
        sums.clear();
        sums.resize(tokens.len(), NOTHING);
        for (j, token) in tokens.iter().enumerate() {
            let cached = look_up(self.tagger, &mut self.cache, word, lookup, token, layers.normalized);
            frame.words.push(cached.word);
            outside.push(cached.outside);
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
        frame.first = sentence::is_headline(layers, sentence);
        frame.complete(&self.tagger.lexicon, quotes);
    }

    /// Adds the features of the places.
    fn add_places(&mut self, n: usize) {
        let (tagger, guideline) = (self.tagger, self.guideline);
        let Scratch { states, lookup, .. } = &mut self.scratch;
        let State { frame, sums, places, place_ends, .. } = &mut states[n];
        let Lookup { features, survivors, .. } = lookup;
        places.clear();
        place_ends.clear();
        for (i, sum) in sums.iter_mut().enumerate() {
            features.clear();
            frame.features(i, |f| features.push(f));
            let from = places.len();
            tagger.weights.find_all(features, survivors, places);
            let mut total = *sum;
            places[from..].iter().for_each(|&at| total.add(tagger.weights.line(at)));
            if guideline == Guideline::FourClasses {
                four_class_features(frame, i, |f| tagger.weights.find(f).into_iter().for_each(|line| total.add(line)));
            }
            *sum = total;
            place_ends.push(places.len() as u32);
        }
    }
}

fn look_up<'c>(
    tagger: &LinearTagger,
    cache: &'c mut [Cached],
    scratch: &mut WordScratch,
    lookup: &mut Lookup,
    token: &Token,
    normalized: &str,
) -> &'c Cached {
    let key = sentence::token_key(token, normalized) | 1;
    let slot_of = (key >> 20) as usize & (CACHE - 1);
    let cached = &mut cache[slot_of];
    if cached.key != key {
        cached.key = key;
        cached.word = describe(token.text(normalized), token.kind, token.proclitics, &tagger.lexicon, scratch);
        cached.outside = outside_word(&tagger.weights, &cached.word);
        for (k, sum) in cached.sums.iter_mut().enumerate() {
            lookup.find(tagger, &scratch.features[slot(k)], k);
            let mut total = NOTHING;
            lookup.found.iter().for_each(|&at| total.add(tagger.weights.line(at)));
            *sum = total;
        }
    }
    cached
}

/// What a word gives to the inner chain at each offset.
fn inner_sums<'c>(
    tagger: &LinearTagger,
    cache: &'c mut [InnerCached],
    scratch: &mut WordScratch,
    lookup: &mut Lookup,
    token: &Token,
    normalized: &str,
) -> &'c [Total<NAME_WIDTH>; 5] {
    let key = sentence::token_key(token, normalized) | 1;
    let cached = &mut cache[(key >> 20) as usize & (INNER_CACHE - 1)];
    if cached.key != key {
        cached.key = key;
        describe(token.text(normalized), token.kind, token.proclitics, &tagger.lexicon, scratch);
        for (k, total) in cached.sums.iter_mut().enumerate() {
            *total = [0; NAME_WIDTH];
            lookup.find(tagger, &scratch.features[slot(k)], k);
            for &at in &lookup.found {
                quantized::add(total, tagger.weights.inner(at));
            }
        }
    }
    &cached.sums
}

const _: () = {
    const fn shared<T: Sync + Send>() {}
    shared::<LinearTagger>();
};

#[cfg(test)]
mod tests;
