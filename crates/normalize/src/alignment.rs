//! Which byte of the original each byte of the normalized text came from, as runs.

use crate::{NormSpan, Span};
use unicode_normalization::char::is_combining_mark;

/// Marks a run whose bytes were replaced as a whole (`”` by `"`): it has no inner positions.
const ATOMIC: u32 = 1 << 31;

/// The start of a stretch in both texts; it lasts until the next run starts.
///
/// A copied run stands for as many original bytes as it has normalized ones; original bytes between its
/// end and the next run's start were deleted. An atomic run stands for all original bytes up to the next
/// run's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    norm: u32,
    /// Original offset; the highest bit is [`ATOMIC`].
    orig: u32,
}

impl Run {
    const fn orig(self) -> u32 {
        self.orig & !ATOMIC
    }

    const fn is_atomic(self) -> bool {
        self.orig & ATOMIC != 0
    }
}

/// The map between an original text and its normalized form, in both directions.
///
/// A list of runs, not an entry per byte: a run ends only where the two texts stop moving in step, so a
/// folding of equal width (أ→ا) costs nothing.
///
/// ```
/// use khabar_normalize::{NormSpan, Normalizer, Profile};
/// let news = Normalizer::new(Profile::News);
/// let text = news.normalize("قُتلوا");
/// assert_eq!(text.text(), "قتلوا");
/// // the damma belongs to the ق before it
/// assert_eq!(text.to_original(NormSpan::new(0, 2)).slice("قُتلوا"), "قُ");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Sorted by both offsets. Empty for two equal texts.
    runs: Vec<Run>,
    norm_len: u32,
    orig_len: u32,
}

impl Alignment {
    /// The map between two equal texts of `len` bytes.
    #[must_use]
    pub const fn identity(len: u32) -> Self {
        Self { runs: Vec::new(), norm_len: len, orig_len: len }
    }

    /// Empties the map and keeps its memory.
    pub(crate) fn clear(&mut self, orig_len: u32) {
        self.runs.clear();
        self.norm_len = orig_len;
        self.orig_len = orig_len;
    }

    /// Says that from here on the texts move in step again, after bytes were deleted.
    #[inline]
    pub(crate) fn copy_from(&mut self, norm: u32, orig: u32) {
        let fixed = self.after_atomic();
        match self.runs.last_mut() {
            Some(last) if last.norm == norm && !last.is_atomic() && !fixed => last.orig = orig,
            _ => self.runs.push(Run { norm, orig }),
        }
    }

    /// Whether the last run is the end mark of an atomic one; it must stay where it is.
    fn after_atomic(&self) -> bool {
        let n = self.runs.len();
        n >= 2 && self.runs[n - 2].is_atomic()
    }

    /// Says that `norm_start..norm_end` replaces `orig_start..orig_end` as a whole.
    #[inline]
    pub(crate) fn replace(&mut self, norm_start: u32, norm_end: u32, orig_start: u32, orig_end: u32) {
        debug_assert!(norm_start < norm_end);
        match self.runs.last_mut() {
            // an end mark of the atomic run before, at the very place where this one starts
            Some(last) if last.norm == norm_start && last.orig == orig_start => last.orig |= ATOMIC,
            _ => self.runs.push(Run { norm: norm_start, orig: orig_start | ATOMIC }),
        }
        self.runs.push(Run { norm: norm_end, orig: orig_end });
    }

    /// Takes back what was said of the normalized bytes from `norm` on, and returns where the stretch to
    /// [`replace`](Self::replace) next starts in both texts: at `norm`, or where the replacement starts
    /// that `norm` lies in.
    pub(crate) fn retract(&mut self, norm: u32) -> (u32, u32) {
        let norm = match self.run_at(norm) {
            Some(i) if self.runs[i].is_atomic() => self.runs[i].norm,
            _ => norm,
        };
        let orig = self.start_of(norm);
        while self.runs.last().is_some_and(|r| r.norm > norm || (r.norm == norm && r.orig() >= orig)) {
            self.runs.pop();
        }
        (norm, orig)
    }

    /// Sets the lengths at the end of a pass.
    pub(crate) fn finish(&mut self, norm_len: u32, orig_len: u32) {
        self.norm_len = norm_len;
        self.orig_len = orig_len;
    }

    /// Whether the two texts are the same.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.runs.is_empty()
    }

    /// How many runs it takes.
    #[must_use]
    pub fn run_count(&self) -> usize {
        self.runs.len()
    }

    /// Index of the run that holds the normalized byte `norm`, or `None` before the first run.
    fn run_at(&self, norm: u32) -> Option<usize> {
        self.runs.partition_point(|r| r.norm <= norm).checked_sub(1)
    }

    fn start_of(&self, norm: u32) -> u32 {
        match self.run_at(norm) {
            None => norm,
            Some(i) => self.start_in(i, norm),
        }
    }

    fn start_in(&self, i: usize, norm: u32) -> u32 {
        let run = self.runs[i];
        if run.is_atomic() { run.orig() } else { run.orig() + (norm - run.norm) }
    }

    /// The original end of the normalized byte `norm`, which lies in run `i` (`None`: before all runs).
    fn end_in(&self, i: Option<usize>, norm: u32) -> u32 {
        match i {
            None => norm + 1,
            Some(i) if self.runs[i].is_atomic() => self.runs.get(i + 1).map_or(self.orig_len, |r| r.orig()),
            Some(i) => self.runs[i].orig() + (norm - self.runs[i].norm) + 1,
        }
    }

    /// The original start of run `i + 1`, or the original length.
    fn next_orig(&self, i: Option<usize>) -> (u32, u32) {
        let next = i.map_or(0, |i| i + 1);
        self.runs.get(next).map_or((self.norm_len, self.orig_len), |r| (r.norm, r.orig()))
    }

    /// The original span of a normalized one.
    ///
    /// It starts with its first character and ends with its last one plus any combining marks after it
    /// that normalization deleted; deleted spaces, direction marks and tatweel at the end stay outside.
    /// A position inside a replaced character counts as the whole character. An empty span gives the
    /// empty span before its next character.
    ///
    /// # Panics
    /// When `span` does not lie in the normalized text that this map was made for.
    #[must_use]
    pub fn to_original(&self, span: NormSpan, original: &str) -> Span {
        assert!(span.end() <= self.norm_len, "{span:?} lies outside the normalized text");
        if self.runs.is_empty() {
            return Span::new(span.start(), span.end());
        }
        let start =
            if span.start() == self.norm_len && span.is_empty() { self.orig_len } else { self.start_of(span.start()) };
        if span.is_empty() {
            return Span::new(start, start);
        }
        let last = span.end() - 1;
        let mut run = self.run_at(last);
        let end = self.end_in(run, last);
        Span::new(start, self.extend_over_marks(&mut run, span.end(), end, original))
    }

    /// Moves `end` over deleted combining marks; `norm_end` is where the kept text stops.
    fn extend_over_marks(&self, run: &mut Option<usize>, norm_end: u32, end: u32, original: &str) -> u32 {
        let (mut next_norm, mut next) = self.next_orig(*run);
        while next_norm == norm_end && next == end && run.map_or(0, |i| i + 1) < self.runs.len() {
            *run = Some(run.map_or(0, |i| i + 1));
            (next_norm, next) = self.next_orig(*run);
        }
        if next_norm != norm_end || next <= end {
            return end;
        }
        let mut reach = end;
        let mut at = end;
        for c in original[end as usize..next as usize].chars() {
            at += c.len_utf8() as u32;
            if is_combining_mark(c) {
                reach = at;
            } else if c != '\u{0640}' {
                break;
            }
        }
        reach
    }

    /// The normalized span of an original one; the ends of deleted text fall together.
    ///
    /// # Panics
    /// When `span` does not lie in the original text that this map was made for.
    #[must_use]
    pub fn to_normalized(&self, span: Span) -> NormSpan {
        assert!(span.end() <= self.orig_len, "{span:?} lies outside the original text");
        let start = self.normalized_offset(span.start(), false);
        NormSpan::new(start, self.normalized_offset(span.end(), true).max(start))
    }

    fn normalized_offset(&self, orig: u32, is_end: bool) -> u32 {
        let i = self.runs.partition_point(|r| r.orig() < orig + u32::from(!is_end));
        let Some(i) = i.checked_sub(1) else { return orig.min(self.runs.first().map_or(self.norm_len, |r| r.norm)) };
        let run = self.runs[i];
        let limit = self.runs.get(i + 1).map_or(self.norm_len, |r| r.norm);
        if run.is_atomic() {
            if is_end && orig > run.orig() { limit } else { run.norm }
        } else {
            (run.norm + (orig - run.orig())).min(limit)
        }
    }

    /// A cursor that maps spans in rising order without searching.
    #[must_use]
    pub const fn cursor<'a>(&'a self, original: &'a str) -> Cursor<'a> {
        Cursor { alignment: self, original, run: 0 }
    }
}

/// Maps normalized spans that come in rising order; each step costs only the runs passed over.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    alignment: &'a Alignment,
    original: &'a str,
    /// Number of runs at or before the last start.
    run: usize,
}

impl Cursor<'_> {
    /// As [`Alignment::to_original`], for non-empty spans that start at or after the last one's start.
    #[inline]
    pub fn to_original(&mut self, span: NormSpan) -> Span {
        let map = self.alignment;
        let runs = &map.runs;
        while runs.get(self.run).is_some_and(|r| r.norm <= span.start()) {
            self.run += 1;
        }
        let first = self.run.checked_sub(1);
        // the whole span and the byte after it inside one copied run: the usual case
        let limit = runs.get(self.run).map_or(u32::MAX, |r| r.norm);
        if span.end() < limit && !first.is_some_and(|i| runs[i].is_atomic()) && !span.is_empty() {
            let shift = first.map_or(0, |i| runs[i].orig().wrapping_sub(runs[i].norm));
            return Span::new(span.start().wrapping_add(shift), span.end().wrapping_add(shift));
        }
        map.to_original(span, self.original)
    }
}
