//! From layers to the features of a sentence: the words looked up, the frame completed.

use super::context::Frame;
use super::hash::mix;
use super::tags::begins;
use super::word::{OFFSETS, Template, Word, at_offset, feature};
use khabar_normalize::{Layers, NormSpan, Sentence, Token};

/// A key of everything that [`describe`](super::word::describe) reads of a token.
pub(crate) fn token_key(token: &Token, normalized: &str) -> u64 {
    let clitics = token.proclitics.iter().fold(0u64, |bits, p| bits | p as u64);
    super::hash::bytes(clitics << 8 | token.kind as u64, token.text(normalized).as_bytes())
}

/// The quotation pairs of a sentence, as token indices within the sentence of both marks.
pub(crate) fn quotes_within(layers: &Layers<'_>, sentence: &Sentence, out: &mut Vec<(u32, u32)>) {
    out.clear();
    let tokens = layers.tokens_of(sentence);
    let at = |mark: NormSpan| tokens.binary_search_by_key(&mark.start(), |t| t.norm.start()).ok();
    let first = layers.quote_pairs.partition_point(|p| p.open.start() < sentence.norm.start());
    for pair in layers.quote_pairs[first..].iter().take_while(|p| p.open.start() < sentence.norm.end()) {
        if pair.open.is_empty() || pair.close.is_empty() {
            continue;
        }
        if let (Some(open), Some(close)) = (at(pair.open), at(pair.close))
            && open < close
        {
            out.push((open as u32, close as u32));
        }
    }
}

/// Whether a sentence is the first of several: a text of one sentence has no headline.
pub(crate) fn is_headline(layers: &Layers<'_>, sentence: &Sentence) -> bool {
    sentence.norm.start() == 0 && layers.sentences.len() > 1
}

/// The key that stands for a neighbour beyond the sentence's edge.
pub(crate) fn edge(offset: usize) -> u64 {
    feature(Template::Shape, 5000 + offset as u64)
}

/// Gives all features of token `i` that do not depend on tags: its words' and its place's.
/// `lists(j)` are the three feature lists of word `j`.
pub(crate) fn all_features<'a>(
    frame: &Frame,
    lists: impl Fn(usize, usize) -> &'a [u64],
    i: usize,
    mut push: impl FnMut(u64),
) {
    for (k, &offset) in OFFSETS.iter().enumerate() {
        match i.checked_add_signed(offset as isize).filter(|&j| j < frame.words.len()) {
            Some(j) => lists(j, super::word::slot(k)).iter().for_each(|&f| push(at_offset(f, k))),
            None => push(edge(k)),
        }
    }
    frame.features(i, &mut push);
}

/// Features of a text that is to be tagged the way four-class corpora are: what those annotate otherwise.
pub(crate) fn four_class_features(frame: &Frame, i: usize, mut push: impl FnMut(u64)) {
    let here = &frame.words[i];
    push(feature(Template::Corpus, 1));
    push(feature(Template::Corpus, mix(2, u64::from(here.clusters[1]))));
    push(feature(Template::Corpus, mix(3, u64::from(here.lists))));
    push(feature(Template::Corpus, mix(4, here.stem)));
    push(feature(Template::Corpus, mix(5, u64::from(here.clusters[0]) << 1 | u64::from(here.article))));
}

/// The name tag beyond a sentence's edge, for the office layer.
pub(crate) const EDGE_TAG: u8 = 99;

/// A name tag seen from `offset` words away.
pub(crate) fn tag_feature(offset: i32, tag: u8) -> u64 {
    feature(Template::NameTag, mix(i64::from(offset) as u64, u64::from(tag)))
}

/// The name tags right before, at and right after a token.
pub(crate) fn tags_around_features(tags: [u8; 3], mut push: impl FnMut(u64)) {
    let [before, here, after] = tags.map(u64::from);
    for (offset, tag) in (-1..=1).zip(tags) {
        push(tag_feature(offset, tag));
    }
    push(feature(Template::NameTag, mix(mix(20, before), here)));
    push(feature(Template::NameTag, mix(mix(21, here), after)));
    push(feature(Template::NameTag, mix(mix(mix(22, before), here), after)));
}

/// The name tags around a token with its word.
pub(crate) fn tags_word_features(tags: [u8; 3], here: &Word, mut push: impl FnMut(u64)) {
    let [before, at, after] = tags.map(u64::from);
    push(feature(Template::NameTagWord, mix(mix(1, at), here.stem)));
    push(feature(Template::NameTagWord, mix(mix(2, after), here.stem)));
    push(feature(Template::NameTagWord, mix(mix(3, after), u64::from(here.clusters[1]))));
    push(feature(Template::NameTagWord, mix(mix(4, before), u64::from(here.clusters[1]))));
}

/// How many words further the next name may begin to count.
pub(crate) const NEXT: usize = 5;

/// The type of the next name, by its first tag, and how far it is.
pub(crate) fn next_name_feature(next: Option<(usize, u8)>) -> u64 {
    let (far, tag) = next.unwrap_or((9, 0));
    feature(Template::NameTag, mix(mix(23, far as u64), u64::from(tag)))
}

/// The name tags around token `i`.
pub(crate) fn tags_around(tags: &[u8], i: usize) -> [u8; 3] {
    [-1, 0, 1].map(|offset| tag_at(tags, i, offset))
}

/// The name tag `offset` words away from token `i`.
pub(crate) fn tag_at(tags: &[u8], i: usize, offset: isize) -> u8 {
    i.checked_add_signed(offset).and_then(|j| tags.get(j)).map_or(EDGE_TAG, |&t| t)
}

/// Where the next name after token `i` begins, within [`NEXT`] words, and its first tag.
pub(crate) fn next_name(tags: &[u8], i: usize) -> Option<(usize, u8)> {
    (i + 1..tags.len().min(i + 1 + NEXT)).find(|&j| begins(tags[j])).map(|j| (j - i, tags[j]))
}

/// Features of the office layer from the name tags around token `i`.
pub(crate) fn name_tag_features(tags: &[u8], frame: &Frame, i: usize, mut push: impl FnMut(u64)) {
    let around = tags_around(tags, i);
    tags_around_features(around, &mut push);
    push(tag_feature(-2, tag_at(tags, i, -2)));
    push(tag_feature(2, tag_at(tags, i, 2)));
    tags_word_features(around, &frame.words[i], &mut push);
    push(next_name_feature(next_name(tags, i)));
}

/// Features of the inner layer: the type that holds the token, and where in it the token stands.
pub(crate) fn outer_features(
    kind: usize,
    depth: u8,
    first: usize,
    end: usize,
    frame: &Frame,
    i: usize,
    mut push: impl FnMut(u64),
) {
    let kind = kind as u64;
    let from_start = ((i - first).min(3)) as u64;
    let from_end = ((end - 1 - i).min(3)) as u64;
    let here = frame.words[i];
    push(feature(Template::OuterType, kind));
    push(feature(Template::OuterType, mix(kind, 100 + u64::from(depth))));
    push(feature(Template::OuterType, mix(mix(kind, from_start), 1)));
    push(feature(Template::OuterType, mix(mix(kind, from_end), 2)));
    push(feature(Template::OuterType, mix(mix(mix(kind, from_start), from_end), 3)));
    push(feature(Template::OuterType, mix(mix(kind, (end - first).min(8) as u64), 4)));
    push(feature(Template::OuterWord, mix(mix(kind, here.stem), 1)));
    push(feature(Template::OuterWord, mix(mix(kind, u64::from(here.clusters[0])), 2)));
    push(feature(Template::OuterWord, mix(mix(kind, u64::from(here.clusters[1])), 5)));
    push(feature(Template::OuterWord, mix(mix(kind, u64::from(here.lists)), 3)));
    push(feature(Template::OuterWord, mix(mix(kind, frame.words[first].stem), from_start)));
}
