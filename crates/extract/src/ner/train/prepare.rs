//! From annotated text to sequences of feature numbers and targets for the three chains.

use super::super::context::Frame;
use super::super::document::{Memory, Seen};
use super::super::hash;
use super::super::lexicon::Lexicon;
use super::super::sentence::{self, all_features, four_class_features, name_tag_features, outer_features};
use super::super::tags::{NAME_WIDTH, NAMES, OFFICE_WIDTH, begin, inside, number};
use super::super::word::{Word, WordScratch, describe};
use super::adagrad::{Sequence, Target};
use super::corpus::{Annotated, Class, Guideline, allowed};
use crate::entity::Label;
use khabar_normalize::{Analyzer, Layers, Profile, Sentence};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::rc::Rc;

/// A word type and its three lists of features.
struct Known {
    word: Word,
    features: [Box<[u64]>; 3],
}

/// One sentence ready for feature extraction.
pub(crate) struct Ready {
    pub(crate) frame: Frame,
    /// Indices of word types.
    words: Vec<u32>,
    /// Gold spans in tokens, outer first, with classes.
    pub(crate) spans: Vec<(usize, usize, Class)>,
    pub(crate) guideline: Guideline,
    pub(crate) weight: f32,
}

/// All sentences of some corpora.
#[derive(Default)]
pub(crate) struct Prepared {
    known: Vec<Known>,
    index: FxHashMap<u64, u32>,
    pub(crate) sentences: Vec<Ready>,
    /// The sentences of each document.
    pub(crate) documents: Vec<Range<usize>>,
    /// Annotations that met no token.
    pub(crate) lost: usize,
}

/// The sentences of a document: the layers' own, or one a line.
pub(crate) fn sentences_of(layers: &Layers<'_>, lines: bool) -> Vec<Sentence> {
    if !lines {
        return layers.sentences.to_vec();
    }
    let mut out: Vec<Sentence> = Vec::new();
    for s in layers.sentences {
        match out.last_mut() {
            Some(last) if last.paragraph == s.paragraph => {
                last.span = last.span.cover(s.span);
                last.norm = last.norm.cover(s.norm);
                last.tokens.end = s.tokens.end;
            }
            _ => out.push(s.clone()),
        }
    }
    out
}

impl Prepared {
    /// Analyzes and looks up all documents.
    pub(crate) fn add(&mut self, documents: &[Annotated], lexicon: &Lexicon) {
        let mut worker = Analyzer::new(Profile::News).worker();
        let mut scratch = WordScratch::default();
        let mut quotes = Vec::new();
        for document in documents {
            let layers = worker.analyze(&document.text);
            let from = self.sentences.len();
            let mut at = 0;
            for sentence in sentences_of(&layers, document.lines_are_sentences) {
                let tokens = layers.tokens_of(&sentence);
                let mut frame = Frame::default();
                let mut words = Vec::with_capacity(tokens.len());
                for token in tokens {
                    let key = sentence::token_key(token, layers.normalized);
                    let number = *self.index.entry(key).or_insert_with(|| {
                        let text = token.text(layers.normalized);
                        let word = describe(text, token.kind, token.proclitics, lexicon, &mut scratch);
                        let features = [0, 1, 2].map(|k| scratch.features[k].as_slice().into());
                        self.known.push(Known { word, features });
                        self.known.len() as u32 - 1
                    });
                    words.push(number);
                    frame.words.push(self.known[number as usize].word);
                }
                sentence::quotes_within(&layers, &sentence, &mut quotes);
                frame.first = sentence::is_headline(&layers, &sentence);
                frame.complete(lexicon, &quotes);
                let mut spans = Vec::new();
                while let Some(a) = document.annotations.get(at).filter(|a| a.span.start() < sentence.span.end()) {
                    at += 1;
                    let first = tokens.partition_point(|t| t.span.end() <= a.span.start());
                    let end = tokens.partition_point(|t| t.span.start() < a.span.end());
                    if first < end {
                        spans.push((first, end, a.class));
                    } else {
                        self.lost += 1;
                    }
                }
                self.sentences.push(Ready {
                    frame,
                    words,
                    spans,
                    guideline: document.guideline,
                    weight: document.weight,
                });
            }
            self.documents.push(from..self.sentences.len());
        }
    }

    /// Gives the tag-free features of token `i` of a sentence.
    pub(crate) fn features(&self, ready: &Ready, i: usize, push: impl FnMut(u64)) {
        let lists = |j: usize, k: usize| &*self.known[ready.words[j] as usize].features[k];
        all_features(&ready.frame, lists, i, push);
    }
}

impl Ready {
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The allowed tags of the name layer.
    pub(crate) fn name_target(&self) -> Vec<u32> {
        let norp = number(&NAMES, Label::Norp).expect("a name type");
        let free = match self.guideline {
            Guideline::Nested => 1,
            Guideline::FourClasses => 1 | 1 << begin(norp) | 1 << inside(norp),
        };
        let mut sets = vec![free; self.len()];
        let mut covered = 0;
        for &(first, end, class) in &self.spans {
            if first < covered || class == Class::Fine(Label::Occ) {
                continue;
            }
            covered = end;
            for (i, set) in sets.iter_mut().enumerate().take(end).skip(first) {
                *set = allowed(class, i == first);
                if class == Class::Misc && self.frame.words[i].lists & CURRENCY != 0 {
                    *set |= 1;
                }
            }
        }
        sets
    }

    /// The tags of the office layer; `None` where the corpus does not annotate offices.
    pub(crate) fn office_target(&self) -> Option<Vec<u32>> {
        if self.guideline != Guideline::Nested {
            return None;
        }
        let mut sets = vec![1; self.len()];
        let mut covered = 0;
        for &(first, end, class) in &self.spans {
            if class == Class::Fine(Label::Occ) && first >= covered {
                covered = end;
                sets[first] = 1 << begin(0);
                sets[first + 1..end].iter_mut().for_each(|s| *s = 1 << inside(0));
            }
        }
        Some(sets)
    }

    /// The gold tags of the name layer, where complete.
    pub(crate) fn name_tags(&self) -> Vec<u8> {
        self.name_target().into_iter().map(|set| set.trailing_zeros() as u8).collect()
    }

    /// The names of more than one token with what they hold: (first, end, type, depth, spans inside).
    pub(crate) fn inner_targets(&self) -> Vec<(usize, usize, usize, u8, Vec<u32>)> {
        if self.guideline != Guideline::Nested {
            return vec![];
        }
        let names: Vec<(usize, usize, usize)> = self
            .spans
            .iter()
            .filter_map(|&(a, b, class)| match class {
                Class::Fine(label) => number(&NAMES, label).map(|k| (a, b, k)),
                _ => None,
            })
            .collect();
        let inside_of =
            |o: &(usize, usize, usize), n: &(usize, usize, usize)| o.0 <= n.0 && n.1 <= o.1 && (o.0, o.1) != (n.0, n.1);
        let mut out = Vec::new();
        for outer in names.iter().filter(|n| n.1 - n.0 > 1) {
            let depth = names.iter().filter(|o| inside_of(o, outer)).count();
            let mut sets = vec![1; outer.1 - outer.0];
            let mut covered = 0;
            for inner in names.iter().filter(|n| inside_of(outer, n)) {
                if inner.0 < covered {
                    continue;
                }
                covered = inner.1;
                sets[inner.0 - outer.0] = 1 << begin(inner.2);
                sets[inner.0 - outer.0 + 1..inner.1 - outer.0].iter_mut().for_each(|s| *s = 1 << inside(inner.2));
            }
            out.push((outer.0, outer.1, outer.2, depth.min(1) as u8, sets));
        }
        out
    }
}

const CURRENCY: u32 = super::super::lexicon::List::Currency.bit();

/// Numbers features, leaving out the rare.
#[derive(Default)]
pub(crate) struct Interner {
    counts: FxHashMap<u64, u32>,
    numbers: FxHashMap<u64, u32>,
}

impl Interner {
    pub(crate) fn count(&mut self, feature: u64) {
        *self.counts.entry(hash::key(feature)).or_default() += 1;
    }

    /// Keeps features seen at least `least` times; from here on only [`get`](Self::get).
    /// Gives their keys, sorted, and how often each was seen.
    pub(crate) fn freeze(&mut self, least: u32) -> (Vec<u64>, Vec<u32>) {
        let mut kept: Vec<(u64, u32)> =
            std::mem::take(&mut self.counts).into_iter().filter(|&(_, n)| n >= least).collect();
        kept.sort_unstable();
        self.numbers = kept.iter().enumerate().map(|(n, &(k, _))| (k, n as u32)).collect();
        kept.into_iter().unzip()
    }

    pub(crate) fn get(&self, feature: u64) -> Option<u32> {
        self.numbers.get(&hash::key(feature)).copied()
    }
}

/// The sequences of all three chains.
pub(crate) struct Sequences {
    pub(crate) keys: Vec<u64>,
    pub(crate) counts: Vec<u32>,
    pub(crate) names: Vec<Sequence<NAME_WIDTH>>,
    pub(crate) offices: Vec<Sequence<OFFICE_WIDTH>>,
    pub(crate) inner: Vec<Sequence<NAME_WIDTH>>,
}

/// The name tags that the office layer sees of a sentence.
pub(crate) type NameTags = Vec<Vec<u8>>;

/// What a document says of a sentence.
struct SecondLook {
    memory: Rc<Memory>,
    seen: Vec<Seen>,
}

impl SecondLook {
    fn features(&self, frame: &Frame, tags: &[u8], i: usize, push: impl FnMut(u64)) {
        self.memory.elsewhere(&self.seen, tags, i).features(&frame.words[i], push);
    }
}

/// For each sentence what its document says, where tags are given.
fn second_look(prepared: &Prepared, name_tags: &NameTags) -> Vec<Option<SecondLook>> {
    let mut out: Vec<Option<SecondLook>> = prepared.sentences.iter().map(|_| None).collect();
    if name_tags.len() < out.len() {
        return out;
    }
    for document in &prepared.documents {
        let mut memory = Memory::default();
        let mut seen = vec![vec![]; document.len()];
        for (n, seen) in document.clone().zip(&mut seen) {
            memory.add(&prepared.sentences[n].frame, &name_tags[n], seen);
        }
        let memory = Rc::new(memory);
        for (n, seen) in document.clone().zip(seen) {
            out[n] = Some(SecondLook { memory: Rc::clone(&memory), seen });
        }
    }
    out
}

/// Builds all sequences. `name_tags[n]` are the name tags of sentence `n` as the office layer sees them;
/// the gold ones where empty.
pub(crate) fn sequences(prepared: &Prepared, name_tags: &NameTags, least: u32) -> Sequences {
    let mut interner = Interner::default();
    for ready in &prepared.sentences {
        for i in 0..ready.len() {
            prepared.features(ready, i, |f| interner.count(f));
            if ready.guideline == Guideline::FourClasses {
                four_class_features(&ready.frame, i, |f| interner.count(f));
            }
        }
    }
    let offices: Vec<(usize, Vec<u32>, Vec<u8>)> = (0..prepared.sentences.len())
        .filter_map(|n| {
            let ready = &prepared.sentences[n];
            let tags =
                name_tags.get(n).filter(|t| t.len() == ready.len()).cloned().unwrap_or_else(|| ready.name_tags());
            Some((n, ready.office_target()?, tags))
        })
        .collect();
    for (n, _, tags) in &offices {
        let ready = &prepared.sentences[*n];
        for i in 0..ready.len() {
            name_tag_features(tags, &ready.frame, i, |f| interner.count(f));
        }
    }
    let inner: Vec<_> =
        prepared.sentences.iter().flat_map(|r| r.inner_targets().into_iter().map(move |t| (r, t))).collect();
    for (ready, (first, end, kind, depth, _)) in &inner {
        for i in *first..*end {
            outer_features(*kind, *depth, *first, *end, &ready.frame, i, |f| interner.count(f));
        }
    }
    let memories = second_look(prepared, name_tags);
    for (n, memory) in memories.iter().enumerate().filter_map(|(n, m)| Some((n, m.as_ref()?))) {
        let frame = &prepared.sentences[n].frame;
        for i in 0..frame.words.len() {
            memory.features(frame, &name_tags[n], i, |f| interner.count(f));
        }
    }
    let (keys, counts) = interner.freeze(least);
    let build = |ready: &Ready, range: Range<usize>, extra: &dyn Fn(usize, &mut Vec<u32>)| {
        let (mut features, mut ends) = (Vec::new(), Vec::new());
        for i in range {
            prepared.features(ready, i, |f| features.extend(interner.get(f)));
            extra(i, &mut features);
            ends.push(features.len() as u32);
        }
        features.shrink_to_fit();
        (features, ends)
    };
    let names = prepared
        .sentences
        .iter()
        .enumerate()
        .map(|(n, ready)| {
            let (features, ends) = build(ready, 0..ready.len(), &|i, out| {
                if ready.guideline == Guideline::FourClasses {
                    four_class_features(&ready.frame, i, |f| out.extend(interner.get(f)));
                }
            });
            let (mut late, mut late_ends) = (vec![], vec![]);
            if let Some(memory) = &memories[n] {
                for i in 0..ready.len() {
                    memory.features(&ready.frame, &name_tags[n], i, |f| late.extend(interner.get(f)));
                    late_ends.push(late.len() as u32);
                }
            }
            let target = Target::Allowed(ready.name_target());
            Sequence { features, ends, late, late_ends, target, weight: ready.weight }
        })
        .collect();
    let offices = offices
        .into_iter()
        .map(|(n, sets, tags)| {
            let ready = &prepared.sentences[n];
            let (features, ends) = build(ready, 0..ready.len(), &|i, out| {
                name_tag_features(&tags, &ready.frame, i, |f| out.extend(interner.get(f)));
            });
            Sequence {
                features,
                ends,
                late: vec![],
                late_ends: vec![],
                target: Target::Allowed(sets),
                weight: ready.weight,
            }
        })
        .collect();
    let inner = inner
        .into_iter()
        .map(|(ready, (first, end, kind, depth, sets))| {
            let (features, ends) = build(ready, first..end, &|i, out| {
                outer_features(kind, depth, first, end, &ready.frame, i, |f| out.extend(interner.get(f)));
            });
            Sequence {
                features,
                ends,
                late: vec![],
                late_ends: vec![],
                target: Target::Allowed(sets),
                weight: ready.weight,
            }
        })
        .collect();
    Sequences { keys, counts, names, offices, inner }
}
