//! Captions: lines that describe a picture.

use super::{TAG_WORDS, Verdict, Walk};
use crate::block::Hint;
use crate::chrome::Effect;
use crate::line::Line;
use crate::page::{Reason, Role};
use crate::shape::Ending;

/// Kept lines before a line that repeats a caption, within which the first printing is looked for.
const CAPTION_REACH: usize = 3;
/// Words of a caption without a mark: fewer are names and places, more are the beginning of the story.
const CAPTION_WORDS: std::ops::RangeInclusive<usize> = 4..=14;
/// Captions without a mark above a story at most; more lines are a summary.
const MAX_CAPTIONS: usize = 2;
/// Lines from the headline to the story at most, so that the time stays linear.
const MAX_HEAD: usize = 60;
/// Words of a description before its credit at least.
const CREDITED_WORDS: usize = 5;
/// Words of a credit in brackets with a label: `(تصوير: مشعل الديحاني)`.
const MAX_CREDIT: usize = 6;

impl Walk<'_, '_> {
    /// Marked as a caption by an icon's name, by markup, or by the same words standing next to it.
    pub(super) fn is_caption(&self, at: usize) -> bool {
        let line = &self.lines[at];
        line.hint == Hint::Caption
            || matches!(line.front, Some((_, Effect::Caption, _)))
            || (self.twins_are_captions(at)
                && at + 1 < self.lines.len()
                && self.lines[at + 1].key == line.key
                && !line.key.is_empty()
                && line.shape.words >= 3
                && line.is_headline())
    }

    /// Whether the same words twice in a row are a caption here, and no refrain.
    pub(super) fn twins_are_captions(&self, at: usize) -> bool {
        let head = at < self.start.story.unwrap_or(0) && at <= self.start.article + CAPTION_REACH;
        self.page_like || head
    }

    pub(super) fn caption(&mut self, at: usize) -> Verdict {
        let key = self.lines[at].key.as_str();
        if let Some(verdict) = self.repeats_caption(at) {
            return verdict;
        }
        if !key.is_empty() {
            self.captions.insert(key);
        }
        Verdict::Keep(Role::Caption)
    }

    /// A caption again, or the second printing that shows a line before to be a caption.
    pub(super) fn repeats_caption(&mut self, at: usize) -> Option<Verdict> {
        let line = &self.lines[at];
        if line.key.is_empty() || line.shape.words < 3 && line.front.is_none() {
            return None;
        }
        if self.captions.contains(line.key.as_str()) {
            return Some(Verdict::Drop(Reason::CaptionRepeat));
        }
        let first = self.kept.iter().rev().take(CAPTION_REACH).copied().find(|&k| self.lines[k].key == line.key)?;
        let close = line.front.is_some()
            || (self.twins_are_captions(at) && line.is_headline() && self.kept.last() == Some(&first));
        if !close || self.verdicts[first] == Verdict::Keep(Role::Title) {
            return None;
        }
        self.verdicts[first] = Verdict::Keep(Role::Caption);
        self.captions.insert(line.key.as_str());
        Some(Verdict::Drop(Reason::CaptionRepeat))
    }

    /// Between headline and text: a line with a credit, glued to an image's name, or alone among dates, buttons and
    /// bylines on a page, with nothing of a headline's or a summary's punctuation.
    pub(super) fn describes_picture(&self, at: usize) -> bool {
        let line = &self.lines[at];
        if ends_in_credit(line.text) {
            return true;
        }
        let worded = |at: usize| {
            let line = &self.lines[at];
            line.is_headline() && CAPTION_WORDS.contains(&line.shape.words) && line.shape.ending == Ending::Open
        };
        let story = self.start.story.unwrap_or(self.start.article);
        if !worded(at) || self.start.title.is_none() || story > self.start.article + MAX_HEAD {
            return false;
        }
        if matches!(line.front, Some((_, Effect::Image, _))) {
            return true;
        }
        let lists = |line: &Line<'_>| matches!(line.chrome, Some(c) if c.effect == Effect::Section);
        let story = (at + 1..story).find(|&other| lists(&self.lines[other])).unwrap_or(story);
        let small = |at: usize| {
            let line = &self.lines[at];
            let judged = self.verdicts.get(at);
            line.chrome.is_some()
                || line.date.is_some()
                || line.is_number()
                || line.is_symbol()
                || judged.is_some_and(|v| !matches!(v, Verdict::Keep(Role::Body)))
                || (judged.is_none() && (self.source_role(at).is_some() || worded(at)))
        };
        let head = || (self.start.article + 1..story).filter(|&other| self.lines[other].key != self.title_key);
        let title_again = (self.start.article + 1..at).any(|other| self.lines[other].key == self.title_key);
        let controls =
            self.lines[self.start.article..at].iter().any(|line| line.chrome.is_some() || line.date.is_some());
        self.page_like
            && (title_again || controls)
            && !line.text.contains([':', '؟', '!', '…'])
            && !line.text.contains("..")
            && line.text.starts_with(|c: char| c.is_alphabetic())
            && head().all(small)
            && head().filter(|&other| worded(other)).count() <= MAX_CAPTIONS
    }

    /// A picture's alternative text between headline and story: a few words, all of them in the headline.
    pub(super) fn is_title_words(&self, at: usize) -> bool {
        let line = &self.lines[at];
        line.shape.words <= TAG_WORDS
            && !line.key.is_empty()
            && self.start.title.is_some()
            && line.key.split(' ').all(|word| self.title_words.contains(word))
    }
}

/// A description with a credit: more words before the bracket than a byline or dateline has, and no dash.
pub(super) fn is_credited(text: &str) -> bool {
    let before = text.rfind('(').map_or(text, |at| &text[..at]);
    ends_in_credit(text) && before.split_whitespace().count() >= CREDITED_WORDS && !before.contains(['–', '—', '-'])
}

/// A credit in brackets at the end, as captions have: `… في الحسكة (هاوار)`.
pub(crate) fn ends_in_credit(text: &str) -> bool {
    let Some(open) = text.strip_suffix(')').and_then(|text| text.rfind('(').map(|at| &text[at + 1..])) else {
        return false;
    };
    let words = open.split_whitespace().count();
    if open.contains(':') {
        return !open.contains(char::is_numeric) && words <= MAX_CREDIT;
    }
    let media = ["صور", "صورة", "فيديو", "الفيديو", "محدث", "تحديث"];
    (1..=4).contains(&words) && !open.contains(char::is_numeric) && !media.iter().any(|word| open.contains(word))
}
