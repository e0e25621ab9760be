//! From layers to the features of a sentence: the words looked up, the frame completed.

use super::context::Frame;
use super::hash::mix;
use super::word::{OFFSETS, Template, at_offset, feature};
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

/// Features of the office layer from the name tags around token `i`.
pub(crate) fn name_tag_features(tags: &[u8], frame: &Frame, i: usize, mut push: impl FnMut(u64)) {
    let tag = |offset: isize| i.checked_add_signed(offset).and_then(|j| tags.get(j)).map_or(99, |&t| u64::from(t));
    for offset in -2..=2 {
        push(feature(Template::NameTag, mix(offset as u64, tag(offset))));
    }
    push(feature(Template::NameTag, mix(mix(20, tag(-1)), tag(0))));
    push(feature(Template::NameTag, mix(mix(21, tag(0)), tag(1))));
    push(feature(Template::NameTag, mix(mix(mix(22, tag(-1)), tag(0)), tag(1))));
    let here = frame.words[i];
    push(feature(Template::NameTagWord, mix(mix(1, tag(0)), here.stem)));
    push(feature(Template::NameTagWord, mix(mix(2, tag(1)), here.stem)));
    push(feature(Template::NameTagWord, mix(mix(3, tag(1)), u64::from(here.clusters[1]))));
    push(feature(Template::NameTagWord, mix(mix(4, tag(-1)), u64::from(here.clusters[1]))));
    // The type of the next name and how far it is.
    let next = (i + 1..tags.len().min(i + 6)).find(|&j| tags[j] % 2 == 1);
    let far = next.map_or(9, |j| (j - i) as u64);
    push(feature(Template::NameTag, mix(mix(23, far), next.map_or(0, |j| u64::from(tags[j])))));
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
