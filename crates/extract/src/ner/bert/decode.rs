//! The best legal tags of a run of words.

/// Logarithmic probabilities of the labels at the words of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    width: usize,
    values: Vec<f32>,
}

impl Rows {
    /// `words` rows of `width` labels; a word that is never filled in has even scores, hence no name.
    pub(crate) fn new(words: usize, width: usize) -> Self {
        Self { width, values: vec![0.0; words * width] }
    }

    /// The number of words.
    pub(crate) fn len(&self) -> usize {
        self.values.len() / self.width
    }

    pub(crate) fn row(&self, word: usize) -> &[f32] {
        &self.values[word * self.width..][..self.width]
    }

    pub(crate) fn row_mut(&mut self, word: usize) -> &mut [f32] {
        &mut self.values[word * self.width..][..self.width]
    }
}

/// Replaces the scores of some columns by the logarithms of their softmax.
pub(crate) fn log_softmax(row: &mut [f32], columns: &[usize]) {
    let top = columns.iter().map(|&c| row[c]).fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = columns.iter().map(|&c| (row[c] - top).exp()).sum();
    let shift = top + sum.ln();
    columns.iter().for_each(|&c| row[c] -= shift);
}

/// Words that carry one name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Run {
    pub(crate) first: usize,
    /// Exclusive.
    pub(crate) end: usize,
    /// The number of the type.
    pub(crate) kind: usize,
    /// The least probability of its tags.
    pub(crate) score: f32,
}

/// The best tags of the words `first..end` of which none continues another type than its own, as runs.
/// `columns`: O, then B and I of each type.
pub(crate) fn runs(rows: &Rows, columns: &[usize], first: usize, end: usize) -> Vec<Run> {
    let count = columns.len();
    let mut back: Vec<u16> = Vec::with_capacity((end - first) * count);
    let mut best = vec![0.0f32; count];
    let mut next = vec![0.0f32; count];
    for word in first..end {
        let row = rows.row(word);
        // The best way to here, on which O and every B may follow.
        let top = (0..count).fold(0, |top, tag| if best[tag] > best[top] { tag } else { top });
        for tag in 0..count {
            let continues = tag > 0 && tag % 2 == 0;
            // Scores count from the best one, so that they stay small however long the run is.
            let (from, score) = if !continues {
                (top, 0.0)
            } else if word == first {
                (0, f32::NEG_INFINITY)
            } else {
                let from = if best[tag] > best[tag - 1] { tag } else { tag - 1 };
                (from, best[from] - best[top])
            };
            next[tag] = score + row[columns[tag]];
            back.push(from as u16);
        }
        std::mem::swap(&mut best, &mut next);
    }
    let mut tag = (0..count).fold(0, |top, tag| if best[tag] > best[top] { tag } else { top });
    let mut runs: Vec<Run> = Vec::new();
    let mut least = f32::INFINITY;
    let mut last = None;
    for word in (first..end).rev() {
        if tag != 0 {
            least = least.min(rows.row(word)[columns[tag]].exp());
            let until = *last.get_or_insert(word + 1);
            if tag % 2 == 1 {
                runs.push(Run { first: word, end: until, kind: (tag - 1) / 2, score: least });
                (least, last) = (f32::INFINITY, None);
            }
        }
        tag = usize::from(back[(word - first) * count + tag]);
    }
    runs.reverse();
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(values: &[&[f32]]) -> Rows {
        let mut rows = Rows::new(values.len(), values[0].len());
        for (n, row) in values.iter().enumerate() {
            rows.row_mut(n).copy_from_slice(row);
        }
        rows
    }

    #[test]
    fn a_continuation_needs_its_beginning() {
        // The second word's best tag is I of type 1, but type 0 was begun: the sum decides for B of type 0, I.
        let rows = rows(&[&[-3.0, -0.1, -4.0, -3.0, -9.0], &[-3.0, -3.0, -0.5, -9.0, -0.4]]);
        let found = runs(&rows, &[0, 1, 2, 3, 4], 0, 2);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].first, found[0].end, found[0].kind), (0, 2, 0));
        assert!((found[0].score - (-0.5f32).exp()).abs() < 1e-6);
    }

    #[test]
    fn two_names_side_by_side_stay_apart() {
        let rows = rows(&[&[-5.0, -0.1, -5.0], &[-5.0, -0.2, -3.0], &[-0.1, -5.0, -5.0]]);
        let spans: Vec<_> = runs(&rows, &[0, 1, 2], 0, 3).iter().map(|r| (r.first, r.end)).collect();
        assert_eq!(spans, [(0, 1), (1, 2)]);
        assert!(runs(&rows, &[0, 1, 2], 2, 3).is_empty());
        assert!(runs(&rows, &[0, 1, 2], 1, 1).is_empty());
    }

    #[test]
    fn probabilities_of_a_slice_sum_to_one() {
        let mut row = [1.0, 500.0, 501.0, -2.0];
        log_softmax(&mut row, &[1, 2]);
        assert!((row[1].exp() + row[2].exp() - 1.0).abs() < 1e-5);
        assert_eq!((row[0], row[3]), (1.0, -2.0));
    }

    /// Every legal way through, by trying all.
    fn best_by_trying(rows: &Rows, count: usize) -> f32 {
        fn walk(rows: &Rows, count: usize, word: usize, last: Option<usize>, sum: f32, best: &mut f32) {
            if word == rows.len() {
                *best = best.max(sum);
                return;
            }
            for tag in 0..count {
                let legal = tag == 0 || tag % 2 == 1 || last.is_some_and(|l| l == tag || l + 1 == tag);
                if legal {
                    walk(rows, count, word + 1, Some(tag), sum + rows.row(word)[tag], best);
                }
            }
        }
        let mut best = f32::NEG_INFINITY;
        walk(rows, count, 0, None, 0.0, &mut best);
        best
    }

    proptest! {
        #[test]
        fn no_legal_way_is_better(values in prop::collection::vec(prop::collection::vec(-5.0f32..0.0, 5), 1..5)) {
            let refs: Vec<&[f32]> = values.iter().map(Vec::as_slice).collect();
            let rows = rows(&refs);
            let mut tags = vec![0; values.len()];
            for run in runs(&rows, &[0, 1, 2, 3, 4], 0, values.len()) {
                for (n, tag) in tags[run.first..run.end].iter_mut().enumerate() {
                    *tag = 1 + 2 * run.kind + usize::from(n > 0);
                }
            }
            let sum: f32 = tags.iter().enumerate().map(|(n, &t)| values[n][t]).sum();
            prop_assert!((sum - best_by_trying(&rows, 5)).abs() < 1e-4);
        }
    }
}
