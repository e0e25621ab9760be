//! The linear chain: Viterbi, forward and backward sums, over rows of a fixed width.
//!
//! Scores of a position are a row of `W` numbers, one a tag, padding included; padding and forbidden
//! transitions never carry weight. Sums run on scaled probabilities, not on logarithms: one exponential
//! a tag and position, then multiplications that the compiler turns into vector instructions.
#![allow(clippy::needless_range_loop, reason = "one index runs over rows of several matrices")]

use super::tags::{OUTSIDE, Tag, begins, may_follow};

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
    /// Fills `marginals` where `tags` has names, passing over tags so improbable at their place that they cannot
    /// change a probability in its fifth digit.
    ///
    /// Where only "outside" is left of a place, what lies to its left tells nothing of what lies to its right: the
    /// sums run from one such place to the next around each name. Other rows of `marginals` hold anything.
    pub(crate) fn run_around_names(
        &mut self,
        scores: &[Row<W>],
        factors: &Factors<W>,
        count: usize,
        tags: &[Tag],
        marginals: &mut Vec<Row<W>>,
    ) {
        marginals.resize(scores.len(), [0.0; W]);
        let outside_only = |row: &Row<W>| row[1..count].iter().all(|&x| x - row[0] <= PRUNED);
        let mut done = 0;
        while let Some(name) = (done..tags.len()).find(|&i| tags[i] != OUTSIDE) {
            let from = (done..name).rev().find(|&i| outside_only(&scores[i])).unwrap_or(done);
            let end = (name + 1..scores.len()).find(|&i| outside_only(&scores[i])).map_or(scores.len(), |i| i + 1);
            if !self.sum(&scores[from..end], factors, count, None, PRUNED).is_finite() {
                self.sum(scores, factors, count, None, f32::NEG_INFINITY);
                marginals.clone_from(&self.marginal);
                return;
            }
            marginals[from..end].copy_from_slice(&self.marginal);
            // The last place may begin the next stretch.
            done = if end < scores.len() { end - 1 } else { end };
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

/// [`Transitions`] arranged for the search of the best path.
#[derive(Clone, Debug)]
pub(crate) struct Paths<const W: usize> {
    start: Row<W>,
    pair: [Row<W>; W],
    count: usize,
    /// From the tag before in number, the beginning, to a continuation; none to other tags.
    begun: Row<W>,
    /// From a continuation to itself; none to other tags.
    going_on: Row<W>,
    /// The most by which leaving a name by a tag beats staying outside.
    gain: Row<W>,
}

/// Far above the rounding of sums of scores.
const SLACK: f32 = 1e-3;

impl<const W: usize> Paths<W> {
    pub(crate) fn new(transitions: &Transitions<W>) -> Self {
        let Transitions { start, pair, count } = transitions.clone();
        let mut new = Self { start, pair, count, begun: [NONE; W], going_on: [NONE; W], gain: [NONE; W] };
        for tag in 1..count {
            if begins(tag as Tag) {
                continue;
            }
            new.begun[tag] = pair[tag - 1][tag];
            new.going_on[tag] = pair[tag][tag];
        }
        for (tag, gain) in new.gain.iter_mut().enumerate().take(count) {
            let open = (0..count).filter(|&to| to == 0 || begins(to as Tag));
            *gain = open.map(|to| pair[tag][to] - pair[0][to]).fold(NONE, f32::max) + SLACK;
        }
        new
    }
}

const NONE: f32 = f32::NEG_INFINITY;

/// Buffers of the best-path search.
#[derive(Clone, Debug, Default)]
pub(crate) struct Viterbi<const W: usize> {
    /// The best score of a path to each tag.
    best: Vec<Row<W>>,
    /// Whether every tag but continuations is best reached from outside.
    from_outside: Vec<bool>,
}

impl<const W: usize> Viterbi<W> {
    /// Writes the best tag sequence of `scores` to `tags`.
    ///
    /// A name's end is looked at only where it could beat "outside" as the step before; at most places of a text
    /// none can.
    pub(crate) fn run(&mut self, scores: &[Row<W>], paths: &Paths<W>, tags: &mut Vec<Tag>) {
        tags.clear();
        self.best.clear();
        self.from_outside.clear();
        let Some(first) = scores.first() else { return };
        let mut best: Row<W> = std::array::from_fn(|k| first[k] + paths.start[k]);
        self.best.push(best);
        self.from_outside.push(true);
        for row in &scores[1..] {
            let mut next: Row<W> = std::array::from_fn(|k| best[0] + paths.pair[0][k]);
            for k in 1..W {
                let score = higher(best[k - 1] + paths.begun[k], best[k] + paths.going_on[k]);
                next[k] = higher(next[k], score);
            }
            let mut from_outside = true;
            for a in 1..paths.count {
                if best[a] + paths.gain[a] >= best[0] {
                    from_outside = false;
                    let (before, pair) = (best[a], &paths.pair[a]);
                    for k in 0..W {
                        next[k] = higher(next[k], before + pair[k]);
                    }
                }
            }
            for k in 0..W {
                next[k] += row[k];
            }
            best = next;
            self.best.push(best);
            self.from_outside.push(from_outside);
        }
        let mut tag = (0..paths.count).max_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap_or(0) as Tag;
        tags.resize(scores.len(), tag);
        for i in (0..scores.len()).rev() {
            tags[i] = tag;
            if i > 0 {
                tag = self.before(i, tag, paths);
            }
        }
    }

    /// The tag before `tag` at place `i` on the best path.
    fn before(&self, i: usize, tag: Tag, paths: &Paths<W>) -> Tag {
        let best = &self.best[i - 1];
        let score = |a: usize| best[a] + paths.pair[a][tag as usize];
        if tag != OUTSIDE && !begins(tag) {
            let tag = usize::from(tag);
            return if score(tag) > score(tag - 1) { tag as Tag } else { tag as Tag - 1 };
        }
        let mut from = 0;
        if !self.from_outside[i] {
            for a in 1..paths.count {
                if score(a) > score(from) {
                    from = a;
                }
            }
        }
        from as Tag
    }
}

/// The higher of two scores, as one vector instruction.
fn higher(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
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
        Viterbi::default().run(&scores, &Paths::new(&t), &mut tags);
        let best = every(&scores, &t).into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap().0;
        assert_eq!(tags, best);
    }
}
