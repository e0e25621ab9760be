//! Maximum likelihood of a chain by AdaGrad, sequence after sequence, with lazy L1 and L2 terms.
//!
//! A sequence's target is the set of tag sequences its annotation allows: the gradient is the expected
//! count of each feature under the free model minus that under the model restricted to the allowed ones
//! (both by forward and backward sums). Complete gold is the case of one allowed tag a token; a coarse
//! corpus allows several. Text labelled by another tagger brings probabilities instead.
//!
//! One thread, a seeded shuffle: the same data and configuration give the same weights.
#![allow(clippy::needless_range_loop, reason = "one index runs over rows of several matrices")]

use super::super::chain::{Factors, Row, Sums, Transitions};
use super::super::tags::may_follow;

/// What is known of the tags of a sequence.
#[derive(Clone, Debug)]
pub(crate) enum Target<const W: usize> {
    /// The tags each token may bear, as bit sets.
    Allowed(Vec<u32>),
    /// The probability of each tag, from another tagger.
    #[expect(dead_code, reason = "text labelled by the accurate tagger brings posteriors")]
    Soft(Vec<Row<W>>),
}

/// A sequence of tokens with their features.
#[derive(Clone, Debug)]
pub(crate) struct Sequence<const W: usize> {
    /// Feature numbers of all tokens, one after another.
    pub(crate) features: Vec<u32>,
    /// Where each token's features end.
    pub(crate) ends: Vec<u32>,
    /// Features that only the second look has, with their ends; empty where there are none.
    pub(crate) late: Vec<u32>,
    pub(crate) late_ends: Vec<u32>,
    pub(crate) target: Target<W>,
    /// Importance; 1 for gold.
    pub(crate) weight: f32,
}

impl<const W: usize> Sequence<W> {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn token(&self, i: usize) -> &[u32] {
        part(&self.features, &self.ends, i)
    }

    /// The second look's features of a token.
    pub(crate) fn late(&self, i: usize) -> &[u32] {
        part(&self.late, &self.late_ends, i)
    }
}

fn part<'a>(features: &'a [u32], ends: &[u32], i: usize) -> &'a [u32] {
    let Some(&end) = ends.get(i) else { return &[] };
    let from = if i == 0 { 0 } else { ends[i - 1] as usize };
    &features[from..end as usize]
}

/// How to train one chain.
#[derive(Clone, Copy, Debug)]
pub struct Schedule {
    /// Passes over the data.
    pub epochs: usize,
    /// The last passes whose weights are averaged.
    pub averaged: usize,
    /// Step size.
    pub rate: f32,
    /// L1 term a sequence.
    pub l1: f32,
    /// L2 term a sequence.
    pub l2: f32,
    /// Seed of the shuffle.
    pub seed: u64,
}

impl Default for Schedule {
    /// Values chosen on the development sets.
    fn default() -> Self {
        Self { epochs: 5, averaged: 3, rate: 0.12, l1: 2e-6, l2: 4e-6, seed: 1 }
    }
}

/// The generator of Steele, Lea and Flood (SplitMix64): small, seeded, the same everywhere.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// A generator of its own for each seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }

    /// A number from 0 to below 1.
    pub fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    /// Puts `items` in random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}

/// Trained weights of one chain.
#[derive(Clone, Debug)]
pub(crate) struct Weights<const W: usize> {
    pub(crate) rows: Vec<Row<W>>,
    pub(crate) transitions: Transitions<W>,
}

impl<const W: usize> Weights<W> {
    /// The scores of a sequence, one row a token, with or without what only the second look has.
    pub(crate) fn score(&self, sequence: &Sequence<W>, late: bool, scores: &mut Vec<Row<W>>) {
        scores.clear();
        for i in 0..sequence.len() {
            let mut row = [0.0; W];
            let late = if late { sequence.late(i) } else { &[] };
            for &f in sequence.token(i).iter().chain(late) {
                add(&mut row, &self.rows[f as usize]);
            }
            scores.push(row);
        }
    }
}

fn add<const W: usize>(into: &mut Row<W>, row: &Row<W>) {
    for (x, y) in into.iter_mut().zip(row) {
        *x += y;
    }
}

struct Learner<const W: usize> {
    weights: Weights<W>,
    squares: Vec<Row<W>>,
    touched: Vec<u32>,
    start_squares: Row<W>,
    pair_squares: [Row<W>; W],
    step: u32,
    schedule: Schedule,
}

/// Share of training steps that see the second look's features.
const SECOND_LOOKS: f32 = 0.6;

/// Keeps the first steps of a weight small.
const SQUARES_START: f32 = 0.1;

impl<const W: usize> Learner<W> {
    fn new(features: usize, count: usize, schedule: Schedule) -> Self {
        Self {
            weights: Weights { rows: vec![[0.0; W]; features], transitions: Transitions::zero(count) },
            squares: vec![[SQUARES_START; W]; features],
            touched: vec![0; features],
            start_squares: [SQUARES_START; W],
            pair_squares: [[SQUARES_START; W]; W],
            step: 0,
            schedule,
        }
    }

    /// Brings a row's regularization up to date.
    fn settle(&mut self, f: usize) {
        let late = (self.step - self.touched[f]) as f32;
        if late == 0.0 {
            return;
        }
        self.touched[f] = self.step;
        let Schedule { rate, l1, l2, .. } = self.schedule;
        let squares = &self.squares[f];
        for (w, g) in self.weights.rows[f].iter_mut().zip(squares) {
            let pace = rate * late / g.sqrt();
            let shrunk = (w.abs() - pace * l1).max(0.0) / (1.0 + pace * l2);
            *w = if *w < 0.0 { -shrunk } else { shrunk };
        }
    }

    fn step(&mut self, sequence: &Sequence<W>, late: bool, scratch: &mut Scratch<W>) -> f64 {
        let n = sequence.len();
        self.step += 1;
        let late_features = if late { &sequence.late[..] } else { &[] };
        for &f in sequence.features.iter().chain(late_features) {
            self.settle(f as usize);
        }
        self.weights.score(sequence, late, &mut scratch.scores);
        let count = self.weights.transitions.count;
        let factors = Factors::new(&self.weights.transitions);
        let total = scratch.free.run(&scratch.scores, &factors, count, None);
        scratch.pairs.iter_mut().for_each(|row| *row = [0.0; W]);
        scratch.free.add_transitions(&factors, count, 1.0, &mut scratch.pairs);
        let mut loss = total;
        match &sequence.target {
            Target::Allowed(sets) => {
                loss -= scratch.held.run(&scratch.scores, &factors, count, Some(sets));
                scratch.held.add_transitions(&factors, count, -1.0, &mut scratch.pairs);
            }
            Target::Soft(rows) => {
                scratch.held.marginal.clone_from(rows);
                for pair in rows.windows(2) {
                    soft_transitions(&pair[0], &pair[1], count, &mut scratch.pairs);
                }
                let expected = |s: &Row<W>, q: &Row<W>| -> f32 { s.iter().zip(q).map(|(s, q)| s * q).sum() };
                loss -= scratch.scores.iter().zip(rows).map(|(s, q)| f64::from(expected(s, q))).sum::<f64>();
            }
        }
        let rate = self.schedule.rate;
        for i in 0..n {
            let gradient: Row<W> =
                std::array::from_fn(|k| sequence.weight * (scratch.free.marginal[i][k] - scratch.held.marginal[i][k]));
            if gradient.iter().all(|g| g.abs() < 1e-5) {
                continue;
            }
            let late = if late { sequence.late(i) } else { &[] };
            for &f in sequence.token(i).iter().chain(late) {
                let f = f as usize;
                update(&mut self.weights.rows[f], &mut self.squares[f], &gradient, rate);
            }
            if i == 0 {
                update(&mut self.weights.transitions.start, &mut self.start_squares, &gradient, rate);
            }
        }
        for a in 0..count {
            let gradient = scratch.pairs[a].map(|g| g * sequence.weight);
            update(&mut self.weights.transitions.pair[a], &mut self.pair_squares[a], &gradient, rate);
        }
        loss
    }
}

fn update<const W: usize>(weights: &mut Row<W>, squares: &mut Row<W>, gradient: &Row<W>, rate: f32) {
    for k in 0..W {
        let g = gradient[k];
        squares[k] += g * g;
        weights[k] -= rate * g / squares[k].sqrt();
    }
}

/// Subtracts the transitions two soft neighbours make likely, taken as independent where allowed.
fn soft_transitions<const W: usize>(from: &Row<W>, to: &Row<W>, count: usize, pairs: &mut [Row<W>]) {
    let legal = |a: usize, b: usize| may_follow(Some(a as u8), b as u8);
    let mut sum = 0.0;
    for a in 0..count {
        for b in (0..count).filter(|&b| legal(a, b)) {
            sum += from[a] * to[b];
        }
    }
    if sum <= 0.0 {
        return;
    }
    for a in 0..count {
        for b in (0..count).filter(|&b| legal(a, b)) {
            pairs[a][b] -= from[a] * to[b] / sum;
        }
    }
}

#[derive(Default)]
struct Scratch<const W: usize> {
    scores: Vec<Row<W>>,
    free: Sums<W>,
    held: Sums<W>,
    pairs: Vec<Row<W>>,
}

/// Trains a chain of `count` tags over `features` feature numbers. `watch` sees each epoch's number, mean
/// loss a token and the weights so far.
pub(crate) fn fit<const W: usize>(
    sequences: &[&Sequence<W>],
    features: usize,
    count: usize,
    schedule: Schedule,
    mut watch: impl FnMut(usize, f64, &Weights<W>),
) -> Weights<W> {
    let mut learner = Learner::<W>::new(features, count, schedule);
    let mut scratch = Scratch { pairs: vec![[0.0; W]; W], ..Scratch::default() };
    let mut order: Vec<u32> = (0..sequences.len() as u32).filter(|&k| sequences[k as usize].len() > 0).collect();
    let mut random = Random::new(schedule.seed);
    let mut sum: Option<Weights<W>> = None;
    let mut summed = 0.0f32;
    let tokens: usize = sequences.iter().map(|s| s.len()).sum();
    for epoch in 0..schedule.epochs {
        random.shuffle(&mut order);
        let mut loss = 0.0;
        for &k in &order {
            // One weight vector serves both looks, so it trains on both.
            let late = random.unit() < SECOND_LOOKS;
            loss += learner.step(sequences[k as usize], late, &mut scratch);
        }
        for f in 0..features {
            learner.settle(f);
        }
        watch(epoch, loss / tokens as f64, &learner.weights);
        if epoch + schedule.averaged >= schedule.epochs {
            summed += 1.0;
            match &mut sum {
                None => sum = Some(learner.weights.clone()),
                Some(sum) => accumulate(sum, &learner.weights),
            }
        }
    }
    let Some(mut mean) = sum else { return learner.weights };
    let scale = |row: &mut Row<W>| row.iter_mut().for_each(|w| *w /= summed);
    mean.rows.iter_mut().for_each(scale);
    mean.transitions.pair.iter_mut().for_each(scale);
    scale(&mut mean.transitions.start);
    mean
}

fn accumulate<const W: usize>(sum: &mut Weights<W>, weights: &Weights<W>) {
    for (a, b) in sum.rows.iter_mut().zip(&weights.rows) {
        add(a, b);
    }
    for (a, b) in sum.transitions.pair.iter_mut().zip(&weights.transitions.pair) {
        add(a, b);
    }
    add(&mut sum.transitions.start, &weights.transitions.start);
}
