//! Features of few values, their weights laid out by value: no hashing where the answer is one of some hundred.

use super::document::{
    Elsewhere, KINDS, SHARES, TOTALS, WAYS, kind_feature, lists_feature, pair_feature, share_feature, total_feature,
};
use super::quantized::{self, Total};
use super::sentence::{
    EDGE_TAG, NEXT, next_name, next_name_feature, tag_at, tag_feature, tags_around, tags_around_features,
    tags_word_features,
};
use super::tags::{NAME_WIDTH, OFFICE_WIDTH, OUTSIDE};
use super::weights::Weights;
use super::word::Word;

type Names = Total<NAME_WIDTH>;
type Offices = Total<OFFICE_WIDTH>;

/// What the document says of a word, by [`Way`](super::document::Way).
#[derive(Debug)]
pub(crate) struct ElsewhereTables {
    share: [[Names; SHARES]; WAYS],
    total: [[Names; TOTALS + 1]; WAYS],
    kind: [[Names; 2]; KINDS],
    /// With lists; without any, by way.
    unlisted: [Names; WAYS],
    pair: [[[Names; SHARES]; WAYS]; 2],
}

fn names(weights: &Weights, feature: u64) -> Names {
    let mut total = [0; NAME_WIDTH];
    weights.find(feature).into_iter().for_each(|line| quantized::add(&mut total, line.names()));
    total
}

fn add_offices(weights: &Weights, feature: u64, total: &mut Offices) {
    weights.find(feature).into_iter().for_each(|line| quantized::add(total, line.offices()));
}

impl ElsewhereTables {
    pub(crate) fn new(weights: &Weights) -> Self {
        use std::array::from_fn;
        Self {
            share: from_fn(|way| from_fn(|share| names(weights, share_feature(way, share)))),
            total: from_fn(|way| from_fn(|total| names(weights, total_feature(way, total)))),
            kind: from_fn(|kind| from_fn(|article| names(weights, kind_feature(kind, article == 1)))),
            unlisted: from_fn(|way| names(weights, lists_feature(way, 0))),
            pair: from_fn(|side| from_fn(|way| from_fn(|share| names(weights, pair_feature(side, way, share))))),
        }
    }

    /// Adds the weights of [`Elsewhere::features`].
    pub(crate) fn add(&self, weights: &Weights, elsewhere: &Elsewhere, word: &Word, total: &mut Names) {
        if let Some(w) = elsewhere.word {
            quantized::join(total, &self.share[w.way][w.share]);
            quantized::join(total, &self.total[w.way][w.total]);
            quantized::join(total, &self.kind[w.kind][usize::from(word.article)]);
            if word.lists == 0 {
                quantized::join(total, &self.unlisted[w.way]);
            } else {
                quantized::join(total, &names(weights, lists_feature(w.way, word.lists)));
            }
        }
        for (side, pair) in elsewhere.pairs.iter().enumerate() {
            if let Some(w) = pair {
                quantized::join(total, &self.pair[side][w.way][w.share]);
            }
        }
    }
}

/// The name tags around a token, for the office layer; the padding tag stands for the edge.
#[derive(Debug)]
pub(crate) struct TagTables {
    /// By the tags before, at and after.
    around: Vec<Offices>,
    /// Two before and two after.
    two_away: [[Offices; NAME_WIDTH]; 2],
    /// By the distance of the next name and its first tag.
    next: [[Offices; NAME_WIDTH]; NEXT + 1],
    no_next: Offices,
}

/// The place of a tag in the tables.
fn place(tag: u8) -> usize {
    if tag == EDGE_TAG { NAME_WIDTH - 1 } else { usize::from(tag) }
}

fn tag_of(place: usize) -> u8 {
    if place == NAME_WIDTH - 1 { EDGE_TAG } else { place as u8 }
}

fn around_place(tags: [u8; 3]) -> usize {
    let [a, b, c] = tags.map(place);
    (a * NAME_WIDTH + b) * NAME_WIDTH + c
}

impl TagTables {
    pub(crate) fn new(weights: &Weights) -> Self {
        use std::array::from_fn;
        let one = |feature: u64| {
            let mut total = [0; OFFICE_WIDTH];
            add_offices(weights, feature, &mut total);
            total
        };
        let mut around = vec![[0; OFFICE_WIDTH]; NAME_WIDTH.pow(3)];
        for (at, total) in around.iter_mut().enumerate() {
            let places = [at / NAME_WIDTH / NAME_WIDTH, at / NAME_WIDTH % NAME_WIDTH, at % NAME_WIDTH];
            tags_around_features(places.map(tag_of), |f| add_offices(weights, f, total));
        }
        Self {
            around,
            two_away: [-2, 2].map(|offset| from_fn(|k| one(tag_feature(offset, tag_of(k))))),
            next: from_fn(|far| from_fn(|tag| one(next_name_feature(Some((far, tag as u8)))))),
            no_next: one(next_name_feature(None)),
        }
    }

    /// Adds the weights of [`name_tag_features`](super::sentence::name_tag_features) to a token's; `outside` are
    /// those of [`outside_word`].
    pub(crate) fn add(
        &self,
        weights: &Weights,
        tags: &[u8],
        i: usize,
        word: &Word,
        outside: &Offices,
        total: &mut Offices,
    ) {
        let around = tags_around(tags, i);
        quantized::join(total, &self.around[around_place(around)]);
        quantized::join(total, &self.two_away[0][place(tag_at(tags, i, -2))]);
        quantized::join(total, &self.two_away[1][place(tag_at(tags, i, 2))]);
        let next = next_name(tags, i).map_or(&self.no_next, |(far, tag)| &self.next[far][usize::from(tag)]);
        quantized::join(total, next);
        if around == [OUTSIDE; 3] {
            quantized::join(total, outside);
        } else {
            tags_word_features(around, word, |f| add_offices(weights, f, total));
        }
    }
}

/// What a word gives to the office layer where no name is near.
pub(crate) fn outside_word(weights: &Weights, word: &Word) -> Offices {
    let mut total = [0; OFFICE_WIDTH];
    tags_word_features([OUTSIDE; 3], word, |f| add_offices(weights, f, &mut total));
    total
}
