//! The linear chain: Viterbi, forward and backward sums, over rows of a fixed width.
//!
//! Scores of a position are a row of `W` numbers, one a tag, padding included; padding and forbidden
//! transitions never carry weight. Sums run on scaled probabilities, not on logarithms: one exponential
//! a tag and position, then multiplications that the compiler turns into vector instructions.
#![allow(clippy::needless_range_loop, reason = "one index runs over rows of several matrices")]

use super::tags::{Tag, may_follow};

/// A row of scores or probabilities.
pub(crate) type Row<const W: usize> = [f32; W];

/// Score differences below this count as this: e⁻⁶⁰ is far above the smallest `f32`.
const FLOOR: f32 = -60.0;

/// Tags this far below the best of their place are passed over outside training.
const PRUNED: f32 = -14.0;

/// The weights between neighbouring tags.
#[derive(Clone, Debug)]
pub(crate) struct Transitions<const W: usize> {
    /// Score of the first tag of a sequence.
    pub(crate) start: Row<W>,
    /// `pair[a][b]`: `b` after `a`.
    pub(crate) pair: [Row<W>; W],
    /// Tags in use; the rest is padding.
    pub(crate) count: usize,
}

impl<const W: usize> Transitions<W> {
    /// All allowed transitions at zero.
    pub(crate) fn zero(count: usize) -> Self {
        let mut new = Self { start: [f32::NEG_INFINITY; W], pair: [[f32::NEG_INFINITY; W]; W], count };
        for b in 0..count {
            if may_follow(None, b as Tag) {
                new.start[b] = 0.0;
            }
            for a in 0..count {
                if may_follow(Some(a as Tag), b as Tag) {
                    new.pair[a][b] = 0.0;
                }
            }
        }
        new
    }
}

/// Exponentials of [`Transitions`], and their transpose for the backward pass.
#[derive(Clone, Debug)]
pub(crate) struct Factors<const W: usize> {
    start: Row<W>,
    pair: [Row<W>; W],
    transposed: [Row<W>; W],
}

impl<const W: usize> Factors<W> {
    /// Takes the exponentials.
    pub(crate) fn new(transitions: &Transitions<W>) -> Self {
        let mut pair = [[0.0; W]; W];
        let mut transposed = [[0.0; W]; W];
        for a in 0..W {
            for b in 0..W {
                let factor = transitions.pair[a][b].exp();
                pair[a][b] = factor;
                transposed[b][a] = factor;
            }
        }
        Self { start: transitions.start.map(f32::exp), pair, transposed }
    }
}

/// Buffers of the sums, reused between sequences.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sums<const W: usize> {
    emission: Vec<Row<W>>,
    alpha: Vec<Row<W>>,
    beta: Vec<Row<W>>,
    /// Probability of each tag at each position, after [`run`](Self::run).
    pub(crate) marginal: Vec<Row<W>>,
}

fn axpy<const W: usize>(into: &mut Row<W>, factor: f32, row: &Row<W>) {
    for (x, y) in into.iter_mut().zip(row) {
        *x += factor * y;
    }
}

fn product<const W: usize>(a: &Row<W>, b: &Row<W>) -> Row<W> {
    std::array::from_fn(|k| a[k] * b[k])
}

/// Scales a row to sum one; gives the sum.
fn scale<const W: usize>(row: &mut Row<W>) -> f32 {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 {
        let inverse = 1.0 / sum;
        row.iter_mut().for_each(|x| *x *= inverse);
    }
    sum
}

impl<const W: usize> Sums<W> {
    /// [`run`](Self::run) over all sequences, passing over tags so improbable at their place that they cannot
    /// change a probability in its fifth digit.
    pub(crate) fn run_pruned(&mut self, scores: &[Row<W>], factors: &Factors<W>, count: usize) {
        if !self.sum(scores, factors, count, None, PRUNED).is_finite() {
            self.sum(scores, factors, count, None, f32::NEG_INFINITY);
        }
    }

    /// Fills [`marginal`](Self::marginal) for `scores`; where `allowed` is given, only over the sequences
    /// whose tag at each position is in that position's bit set. Gives the logarithm of the total.
    pub(crate) fn run(
        &mut self,
        scores: &[Row<W>],
        factors: &Factors<W>,
        count: usize,
        allowed: Option<&[u32]>,
    ) -> f64 {
        self.sum(scores, factors, count, allowed, f32::NEG_INFINITY)
    }

    /// [`run`](Self::run), leaving out tags whose score is `pruned` or less beside the best of their place.
    fn sum(
        &mut self,
        scores: &[Row<W>],
        factors: &Factors<W>,
        count: usize,
        allowed: Option<&[u32]>,
        pruned: f32,
    ) -> f64 {
        let n = scores.len();
        for buffer in [&mut self.emission, &mut self.alpha, &mut self.beta, &mut self.marginal] {
            buffer.clear();
            buffer.resize(n, [0.0; W]);
        }
        if n == 0 {
            return 0.0;
        }
        let all = u32::MAX >> (32 - count);
        let mut total = 0.0f64;
        for (i, (row, out)) in scores.iter().zip(&mut self.emission).enumerate() {
            let set = allowed.map_or(all, |a| a[i] & all);
            let highest = (0..count).filter(|k| set >> k & 1 == 1).map(|k| row[k]).fold(f32::NEG_INFINITY, f32::max);
            for k in 0..count {
                if set >> k & 1 == 1 && row[k] - highest > pruned {
                    out[k] = (row[k] - highest).max(FLOOR).exp();
                }
            }
            total += f64::from(highest);
        }
        self.alpha[0] = product(&factors.start, &self.emission[0]);
        total += f64::from(scale(&mut self.alpha[0])).ln();
        for i in 1..n {
            let mut row = [0.0; W];
            for a in 0..count {
                let before = self.alpha[i - 1][a];
                if before > 0.0 {
                    axpy(&mut row, before, &factors.pair[a]);
                }
            }
            let mut row = product(&row, &self.emission[i]);
            total += f64::from(scale(&mut row)).ln();
            self.alpha[i] = row;
        }
        self.beta[n - 1] = [1.0; W];
        for i in (0..n - 1).rev() {
            let next = product(&self.emission[i + 1], &self.beta[i + 1]);
            let mut row = [0.0; W];
            for b in 0..count {
                if next[b] > 0.0 {
                    axpy(&mut row, next[b], &factors.transposed[b]);
                }
            }
            scale(&mut row);
            self.beta[i] = row;
        }
        for i in 0..n {
            let mut row = product(&self.alpha[i], &self.beta[i]);
            scale(&mut row);
            self.marginal[i] = row;
        }
        total
    }

    /// Adds `weight` times the expected number of each transition of the last run.
    pub(crate) fn add_transitions(&self, factors: &Factors<W>, count: usize, weight: f32, into: &mut [Row<W>]) {
        for i in 1..self.alpha.len() {
            let next = product(&self.emission[i], &self.beta[i]);
            let mut sum = 0.0;
            for a in 0..count {
                let before = self.alpha[i - 1][a];
                if before > 0.0 {
                    let dot: f32 = factors.pair[a].iter().zip(&next).map(|(x, y)| x * y).sum();
                    sum += before * dot;
                }
            }
            if sum <= 0.0 {
                continue;
            }
            let factor = weight / sum;
            for a in 0..count {
                let before = self.alpha[i - 1][a] * factor;
                if before != 0.0 {
                    let row = product(&factors.pair[a], &next);
                    axpy(&mut into[a], before, &row);
                }
            }
        }
    }
}

/// Buffers of the best-path search.
#[derive(Clone, Debug, Default)]
pub(crate) struct Viterbi<const W: usize> {
    back: Vec<[i32; W]>,
}

impl<const W: usize> Viterbi<W> {
    /// Writes the best tag sequence of `scores` to `tags`.
    pub(crate) fn run(&mut self, scores: &[Row<W>], transitions: &Transitions<W>, tags: &mut Vec<Tag>) {
        tags.clear();
        self.back.clear();
        let Some(first) = scores.first() else { return };
        let mut best: Row<W> = std::array::from_fn(|k| first[k] + transitions.start[k]);
        self.back.push([0; W]);
        for row in &scores[1..] {
            let mut next = [f32::NEG_INFINITY; W];
            let mut from = [0i32; W];
            for a in 0..transitions.count {
                let before = best[a];
                let pair = &transitions.pair[a];
                for k in 0..W {
                    let score = before + pair[k];
                    let better = score > next[k];
                    next[k] = if better { score } else { next[k] };
                    from[k] = if better { a as i32 } else { from[k] };
                }
            }
            for k in 0..W {
                next[k] += row[k];
            }
            best = next;
            self.back.push(from);
        }
        let mut tag = (0..transitions.count).max_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap_or(0) as Tag;
        tags.resize(scores.len(), tag);
        for i in (0..scores.len()).rev() {
            tags[i] = tag;
            tag = self.back[i][tag as usize] as Tag;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tags::OFFICE_WIDTH as W;
    use super::*;

    fn example() -> (Vec<Row<W>>, Transitions<W>) {
        let mut t = Transitions::<W>::zero(3);
        t.pair[0][1] = 0.3;
        t.pair[1][2] = 1.1;
        t.pair[2][2] = -0.4;
        t.start[1] = -0.2;
        (vec![[0.1, 0.7, 0.0, 0.0], [0.5, -0.3, 0.6, 0.0], [-0.2, 0.1, 0.9, 0.0]], t)
    }

    /// All sequences with their scores, one by one.
    fn every(scores: &[Row<W>], t: &Transitions<W>) -> Vec<(Vec<u8>, f32)> {
        let mut all = vec![(vec![], 0.0)];
        for row in scores {
            all = all
                .iter()
                .flat_map(|(path, score): &(Vec<u8>, f32)| {
                    (0..3u8).map(move |k| {
                        let step = path.last().map_or(t.start[k as usize], |&a| t.pair[a as usize][k as usize]);
                        (path.iter().copied().chain([k]).collect(), score + step + row[k as usize])
                    })
                })
                .collect();
        }
        all
    }

    #[test]
    fn sums_agree_with_enumeration() {
        let (scores, t) = example();
        let f = Factors::new(&t);
        let mut sums = Sums::<W>::default();
        for allowed in [None, Some([0b111u32, 0b101, 0b110])] {
            let total = sums.run(&scores, &f, 3, allowed.as_ref().map(|a| &a[..]));
            let kept: Vec<_> = every(&scores, &t)
                .into_iter()
                .filter(|(p, _)| allowed.is_none_or(|a| p.iter().zip(a).all(|(&k, set)| set >> k & 1 == 1)))
                .collect();
            let z: f32 = kept.iter().map(|(_, s)| s.exp()).sum();
            assert!((total - f64::from(z.ln())).abs() < 1e-5);
            for i in 0..3 {
                for k in 0..3u8 {
                    let p: f32 = kept.iter().filter(|(p, _)| p[i] == k).map(|(_, s)| s.exp() / z).sum();
                    assert!((sums.marginal[i][k as usize] - p).abs() < 1e-5);
                }
            }
            let mut pairs = [[0.0; W]; W];
            sums.add_transitions(&f, 3, 1.0, &mut pairs);
            let p: f32 =
                kept.iter().map(|(p, s)| p.windows(2).filter(|w| *w == [1, 2]).count() as f32 * s.exp() / z).sum();
            assert!((pairs[1][2] - p).abs() < 1e-5);
        }
    }

    #[test]
    fn viterbi_finds_the_best_path() {
        let (scores, t) = example();
        let mut tags = Vec::new();
        Viterbi::default().run(&scores, &t, &mut tags);
        let best = every(&scores, &t).into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap().0;
        assert_eq!(tags, best);
    }
}
