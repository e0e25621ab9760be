//! What a place in a sentence says beyond its words: pairs of neighbours, gazetteer phrases, quotation
//! marks, brackets, triggers to the left, the position.

use super::hash::mix;
use super::lexicon::{Clusters, Lexicon, List, TRIGGERS};
use super::word::{Shape, Template, Word, classes, feature};

/// Gazetteer phrases at one token: a bit set of lists for each part of a phrase it can be.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Phrases {
    begin: u32,
    middle: u32,
    end: u32,
    single: u32,
}

/// Where a token stands among quotation marks and brackets.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Enclosure {
    /// Tokens from the opening mark, 1 for the first inside; 0 outside.
    pub(crate) quote_at: u8,
    /// Tokens inside the marks.
    pub(crate) quote_len: u8,
    /// Inside brackets, and how many tokens these hold.
    pub(crate) bracket_len: u8,
}

/// Everything of one sentence that [`features`] reads.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    pub(crate) words: Vec<Word>,
    pub(crate) phrases: Vec<Phrases>,
    pub(crate) enclosures: Vec<Enclosure>,
    /// Index of the nearest trigger to the left, within reach; `u32::MAX` for none.
    pub(crate) triggers: Vec<u32>,
    /// First sentence of its document.
    pub(crate) first: bool,
}

/// How far a trigger reaches, in words.
const REACH: usize = 4;

/// Longest quotation, in tokens, that is looked at as a name.
const SHORT_QUOTE: usize = 8;

impl Frame {
    /// Makes room for a sentence and forgets the last one.
    pub(crate) fn clear(&mut self) {
        self.words.clear();
        self.enclosures.clear();
    }

    /// Completes the frame once words and quotation pairs (as token indices of opening and closing mark)
    /// are in.
    pub(crate) fn complete(&mut self, lexicon: &Lexicon, quotes: &[(u32, u32)]) {
        let n = self.words.len();
        self.phrases.clear();
        self.phrases.resize(n, Phrases::default());
        self.enclosures.clear();
        self.enclosures.resize(n, Enclosure::default());
        for &(open, close) in quotes {
            let len = (close - open) as usize - 1;
            if len > SHORT_QUOTE {
                continue;
            }
            for at in open + 1..close {
                let e = &mut self.enclosures[at as usize];
                e.quote_at = (at - open) as u8;
                e.quote_len = len as u8;
            }
        }
        self.brackets();
        self.mark_phrases(lexicon);
        self.mark_triggers();
    }

    fn brackets(&mut self) {
        let mut open = None;
        for i in 0..self.words.len() {
            match self.words[i].shape {
                Shape::Open => open = Some(i),
                Shape::Close => {
                    if let Some(from) = open.take().filter(|from| i - from <= SHORT_QUOTE) {
                        let len = (i - from - 1) as u8;
                        self.enclosures[from + 1..i].iter_mut().for_each(|e| e.bracket_len = len);
                    }
                }
                _ => {}
            }
        }
    }

    fn mark_phrases(&mut self, lexicon: &Lexicon) {
        let Self { words, phrases, .. } = self;
        for i in 0..words.len() {
            let word = words[i];
            if word.shape as u8 >= Shape::Number as u8 {
                continue;
            }
            if !word.longer {
                phrases[i].single |= word.lists & !TRIGGERS;
                continue;
            }
            let ways = [word.full, word.stem];
            let first = if word.full == word.stem { &ways[..1] } else { &ways[..] };
            // Quotation marks inside a name are passed over: تنظيم "الدولة" is looked up as two words.
            let rest = words[i + 1..].iter().filter(|w| w.shape != Shape::Quote).map(|w| w.full);
            let after = &words[i + 1..];
            lexicon.matches(first, &rest, |len, lists| {
                let lists = lists & !TRIGGERS;
                if len == 1 {
                    phrases[i].single |= lists;
                    return;
                }
                let mut left = len - 1;
                let mut end = i;
                for (k, w) in after.iter().enumerate() {
                    if w.shape != Shape::Quote {
                        left -= 1;
                    }
                    if left == 0 {
                        end = i + 1 + k;
                        break;
                    }
                }
                phrases[i].begin |= lists;
                phrases[end].end |= lists;
                phrases[i + 1..end].iter_mut().for_each(|p| p.middle |= lists);
            });
        }
    }

    fn mark_triggers(&mut self) {
        self.triggers.clear();
        let mut last = None;
        for (i, word) in self.words.iter().enumerate() {
            let near = last.filter(|&at| i - at <= REACH);
            self.triggers.push(near.map_or(u32::MAX, |at| at as u32));
            if word.shape.breaks() {
                last = None;
            } else if word.lists & TRIGGERS != 0 {
                last = Some(i);
            }
        }
    }

    fn word(&self, at: usize, offset: isize) -> Word {
        at.checked_add_signed(offset).and_then(|k| self.words.get(k).copied()).unwrap_or(Word {
            stem: 1 + (offset < 0) as u64,
            shape: Shape::Stop,
            classes: classes(&Clusters::default(), Shape::Stop),
            ..Word::default()
        })
    }

    /// Gives the features of the place `i` to `push`.
    pub(crate) fn features(&self, i: usize, mut push: impl FnMut(u64)) {
        let w = |offset| self.word(i, offset);
        let (b2, b1, here, a1, a2) = (w(-2), w(-1), w(0), w(1), w(2));
        let mut pair = |kind: u64, a: u64, b: u64| push(feature(Template::StemPair, mix(kind, mix(a, b))));
        pair(0, b1.stem, here.stem);
        pair(1, here.stem, a1.stem);
        pair(2, b2.stem, b1.stem);
        pair(3, a1.stem, a2.stem);
        pair(4, b1.stem, a1.stem);
        for g in 0..2 {
            let c = |w: Word| w.classes[g];
            let mut pair = |kind: u64, a: u64, b: u64| push(feature(Template::ClusterPair, mix(kind, mix(a, b))));
            pair(0, c(b1), c(here));
            pair(1, c(here), c(a1));
            pair(2, c(b1), c(a1));
            pair(3, c(b2), c(b1));
            if g == 1 {
                push(feature(Template::ClusterTriple, mix(mix(c(b1), c(here)), c(a1))));
                push(feature(Template::ClusterTriple, mix(mix(c(b2), c(b1)), mix(c(here), 1))));
            }
        }
        self.phrase_features(i, b1, here, &mut push);
        self.enclosure_features(i, here, &mut push);
        let trigger = self.triggers[i];
        if trigger != u32::MAX {
            let head = self.words[trigger as usize];
            let distance = (i as u32 - trigger) as u64;
            push(feature(Template::TriggerBefore, mix(u64::from(head.lists & TRIGGERS), distance)));
            push(feature(Template::TriggerWord, mix(head.stem, u64::from(here.article) + 2 * distance.min(3))));
        }
        let place = (i.min(2) as u64) | u64::from(self.first) << 4 | u64::from(i + 1 == self.words.len()) << 5;
        push(feature(Template::Place, place));
    }

    fn phrase_features(&self, i: usize, before: Word, here: Word, push: &mut impl FnMut(u64)) {
        let p = self.phrases[i];
        for (part, lists) in [p.begin, p.middle, p.end, p.single].into_iter().enumerate() {
            let mut rest = lists & ((1 << 26) - 1);
            while rest != 0 {
                push(feature(Template::Phrase, mix(part as u64, u64::from(rest.trailing_zeros()))));
                rest &= rest - 1;
            }
        }
        let set = mix(mix(u64::from(p.begin), u64::from(p.middle)), mix(u64::from(p.end), u64::from(p.single)));
        push(feature(Template::PhraseSet, set));
        push(feature(Template::PhraseBefore, mix(set, u64::from(before.clusters[1]))));
        let names = List::Given.bit() | List::Surname.bit();
        let chain = u64::from(before.lists & names != 0) << 1 | u64::from(here.lists & names != 0);
        push(feature(Template::PhraseSet, mix(chain, 77)));
    }

    fn enclosure_features(&self, i: usize, here: Word, push: &mut impl FnMut(u64)) {
        let e = self.enclosures[i];
        if e.quote_at > 0 {
            push(feature(Template::Quoted, mix(u64::from(e.quote_at.min(4)), u64::from(e.quote_len))));
            push(feature(Template::Quoted, mix(u64::from(here.lists), u64::from(e.quote_len) + 100)));
            let open = i - e.quote_at as usize;
            let outside = self.word(open, -1);
            push(feature(Template::QuoteTrigger, mix(outside.stem, u64::from(e.quote_at.min(3)))));
            push(feature(Template::QuoteTrigger, mix(u64::from(outside.lists), u64::from(e.quote_at.min(3)) + 50)));
            push(feature(
                Template::QuoteTrigger,
                mix(u64::from(outside.clusters[1]), u64::from(e.quote_at.min(3)) + 90),
            ));
        } else if here.shape == Shape::Quote {
            // An opening mark sees what stands before and after it.
            push(feature(Template::BeyondQuote, mix(self.word(i, -1).stem, 1)));
            push(feature(Template::BeyondQuote, mix(u64::from(self.word(i, -1).lists), 2)));
        } else if self.word(i, 1).shape == Shape::Quote {
            push(feature(Template::BeyondQuote, mix(self.word(i, 2).stem, 3)));
            push(feature(Template::BeyondQuote, mix(u64::from(self.word(i, 2).clusters[1]), 4)));
        }
        if e.bracket_len > 0 {
            push(feature(Template::Bracketed, u64::from(e.bracket_len)));
            push(feature(Template::Bracketed, mix(here.shape as u64, u64::from(e.bracket_len) + 20)));
        }
    }
}
