//! Sentences to windows, windows to batches of like length, and scores back to the words of each sentence.

use super::decode::{Rows, log_softmax};
use super::net::Net;
use super::pieces::{Pieces, Words};
use super::scheme::Scheme;

/// Words after which a portion is worked off: their scores are held in memory.
const PORTION: usize = 4096;
/// Pieces of a batch, padding included.
const BATCH: usize = 4096;
/// Pieces that the windows of a long sentence share.
const OVERLAP: usize = 64;

/// A word of a window.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    /// The sentence in its portion, and the word in the sentence.
    sentence: u32,
    word: u32,
    /// Its first piece in the window.
    first: u32,
    /// Pieces between it and the nearer edge at which a sentence is cut.
    margin: u32,
}

/// One input of the model.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Packed {
    pieces: Vec<i64>,
    places: Vec<Place>,
}

/// Sentences that are tagged together. A sentence is named by its document and its number therein.
#[derive(Debug, Default)]
pub(crate) struct Portion {
    names: Vec<(usize, usize)>,
    words: Vec<Words>,
    count: usize,
}

impl Portion {
    pub(crate) fn push(&mut self, name: (usize, usize), words: Words) {
        self.count += words.len();
        self.names.push(name);
        self.words.push(words);
    }

    pub(crate) fn is_full(&self) -> bool {
        self.count >= PORTION
    }

    pub(crate) fn clear(&mut self) {
        self.names.clear();
        self.words.clear();
        self.count = 0;
    }

    pub(crate) fn sentences(&self) -> impl Iterator<Item = &(usize, usize)> {
        self.names.iter()
    }

    /// The logarithmic probabilities of all words.
    pub(crate) fn rows(&self, pieces: &Pieces, window: usize, scheme: &Scheme, net: &mut Net) -> Vec<Rows> {
        let mut rows: Vec<Rows> = self.words.iter().map(|w| Rows::new(w.len(), scheme.width)).collect();
        let mut windows = self.windows(window, pieces.begin, pieces.end);
        windows.sort_by_key(|w| w.pieces.len());
        let mut margins: Vec<Vec<u32>> = self.words.iter().map(|w| vec![0; w.len()]).collect();
        for batch in batches(&windows) {
            let inputs: Vec<&[i64]> = batch.iter().map(|w| w.pieces.as_slice()).collect();
            let scores = net.scores(&inputs, pieces.pad);
            for (n, window) in batch.iter().enumerate() {
                for place in &window.places {
                    let (sentence, word) = (place.sentence as usize, place.word as usize);
                    let margin = &mut margins[sentence][word];
                    if *margin > place.margin {
                        continue;
                    }
                    *margin = place.margin + 1;
                    let row = rows[sentence].row_mut(word);
                    row.copy_from_slice(scores.at(n, place.first as usize));
                    scheme.slices().for_each(|slice| log_softmax(row, &slice.columns));
                }
            }
        }
        rows
    }

    /// Packs consecutive sentences of a document into windows of at most `window` pieces, marks included.
    fn windows(&self, window: usize, begin: i64, end: i64) -> Vec<Packed> {
        let room = window - 2;
        let mut out: Vec<Packed> = Vec::new();
        let mut open: Option<(usize, Packed)> = None;
        let mut close = |open: Option<(usize, Packed)>| {
            if let Some((_, mut packed)) = open.filter(|(_, packed)| !packed.places.is_empty()) {
                packed.pieces.push(end);
                out.push(packed);
            }
        };
        let fresh = || Packed { pieces: vec![begin], places: vec![] };
        for (n, (words, name)) in self.words.iter().zip(&self.names).enumerate() {
            if words.pieces() > room {
                close(open.take());
                for (from, to) in cuts(words, room) {
                    let mut packed = fresh();
                    packed.add(words, n, from, to);
                    close(Some((name.0, packed)));
                }
                continue;
            }
            let fits = open.as_ref().is_some_and(|(document, packed)| {
                *document == name.0 && packed.pieces.len() - 1 + words.pieces() <= room
            });
            if !fits {
                close(open.replace((name.0, fresh())));
            }
            if let Some((_, packed)) = &mut open {
                packed.add(words, n, 0, words.len());
            }
        }
        close(open);
        out
    }
}

impl Packed {
    /// Adds the words `from..to` of a sentence.
    fn add(&mut self, words: &Words, sentence: usize, from: usize, to: usize) {
        let (low, high) = (self.pieces.len(), self.pieces.len() + (from..to).map(|w| words.of(w).len()).sum::<usize>());
        for word in from..to {
            let pieces = words.of(word);
            if pieces.is_empty() {
                continue;
            }
            let first = self.pieces.len();
            let before = if from == 0 { usize::MAX } else { first - low };
            let after = if to == words.len() { usize::MAX } else { high - first };
            let margin = before.min(after).min(u32::MAX as usize - 1) as u32;
            self.places.push(Place { sentence: sentence as u32, word: word as u32, first: first as u32, margin });
            self.pieces.extend(pieces.iter().map(|&id| i64::from(id)));
        }
    }
}

/// Stretches of words that together hold a sentence too long for one window, each sharing about
/// [`OVERLAP`] pieces (less in a narrow window) with the next.
fn cuts(words: &Words, room: usize) -> Vec<(usize, usize)> {
    let overlap = OVERLAP.min(room / 3);
    let mut out = Vec::new();
    let mut from = 0;
    loop {
        let (mut to, mut used) = (from, 0);
        while to < words.len() && (used + words.of(to).len() <= room || to == from) {
            used += words.of(to).len();
            to += 1;
        }
        out.push((from, to));
        if to == words.len() {
            return out;
        }
        let (mut next, mut shared) = (to, 0);
        while next > from + 1 && shared + words.of(next - 1).len() <= overlap {
            next -= 1;
            shared += words.of(next).len();
        }
        from = next;
    }
}

/// Windows, sorted by length, in batches of at most [`BATCH`] pieces.
fn batches(windows: &[Packed]) -> Vec<&[Packed]> {
    let mut out = Vec::new();
    let mut start = 0;
    for (n, window) in windows.iter().enumerate() {
        if n > start && (n - start + 1) * window.pieces.len() > BATCH {
            out.push(&windows[start..n]);
            start = n;
        }
    }
    if start < windows.len() {
        out.push(&windows[start..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A sentence whose words have these numbers of pieces; the pieces are numbered from `from`.
    fn sentence(sizes: &[usize], from: u32) -> Words {
        Words::with_sizes(sizes, from)
    }

    fn portion(sentences: &[(usize, Vec<usize>)]) -> Portion {
        let mut portion = Portion::default();
        for (n, (document, sizes)) in sentences.iter().enumerate() {
            portion.push((*document, n), sentence(sizes, 1000 * n as u32));
        }
        portion
    }

    #[test]
    fn sentences_of_a_document_share_a_window_and_documents_do_not() {
        let portion = portion(&[(0, vec![1, 2]), (0, vec![1]), (0, vec![3, 2]), (1, vec![1])]);
        let windows = portion.windows(8, 1, 2);
        let lengths: Vec<usize> = windows.iter().map(|w| w.pieces.len()).collect();
        assert_eq!(lengths, [6, 7, 3]);
        assert_eq!(windows[0].pieces, [1, 0, 1, 2, 1000, 2]);
        assert_eq!(windows[0].places.iter().map(|p| p.first).collect::<Vec<_>>(), [1, 2, 4]);
    }

    #[test]
    fn a_word_of_a_long_sentence_is_read_far_from_the_cuts() {
        let long = sentence(&[1; 600], 0);
        let cut = cuts(&long, 254);
        assert_eq!(cut, [(0, 254), (190, 444), (380, 600)]);
        let portion = portion(&[(0, vec![1; 600])]);
        let windows = portion.windows(256, 1, 2);
        let margin =
            |window: usize, word: u32| windows[window].places.iter().find(|p| p.word == word).map(|p| p.margin);
        // The first word is at no cut; of the shared words the one window ends where the other has begun.
        assert_eq!(margin(0, 0), Some(254));
        assert_eq!((margin(0, 200), margin(1, 200)), (Some(54), Some(10)));
        assert_eq!((margin(0, 250), margin(1, 250)), (Some(4), Some(60)));
    }

    proptest! {
        /// Every word that has pieces stands in some window with its own first piece; no window is too long;
        /// a sentence that fits stands in one window only.
        #[test]
        fn nothing_is_lost(
            sentences in prop::collection::vec((0usize..3, prop::collection::vec(0usize..9, 0..60)), 0..12),
            window in 12usize..80,
        ) {
            let mut sentences = sentences;
            sentences.sort_by_key(|s| s.0);
            let portion = portion(&sentences);
            let windows = portion.windows(window, 7, 8);
            let mut seen: Vec<Vec<usize>> = sentences.iter().map(|s| vec![0; s.1.len()]).collect();
            for packed in &windows {
                prop_assert!(packed.pieces.len() <= window);
                prop_assert_eq!((packed.pieces.first(), packed.pieces.last()), (Some(&7), Some(&8)));
                for place in &packed.places {
                    let (s, w) = (place.sentence as usize, place.word as usize);
                    seen[s][w] += 1;
                    prop_assert_eq!(packed.pieces[place.first as usize], i64::from(portion.words[s].of(w)[0]));
                }
            }
            for (s, counts) in seen.iter().enumerate() {
                let fits = portion.words[s].pieces() <= window - 2;
                for (w, &count) in counts.iter().enumerate() {
                    let has_pieces = !portion.words[s].of(w).is_empty();
                    let right = if !has_pieces { count == 0 } else if fits { count == 1 } else { count >= 1 };
                    prop_assert!(right);
                }
            }
            let mut sorted = windows;
            sorted.sort_by_key(|w| w.pieces.len());
            prop_assert_eq!(batches(&sorted).iter().map(|b| b.len()).sum::<usize>(), sorted.len());
        }
    }
}
