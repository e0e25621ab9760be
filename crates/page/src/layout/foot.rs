//! Links amid the story, and what stands below it.

use super::{TAG_WORDS, Verdict, Walk};
use crate::chrome::Effect;
use crate::credit::sign_off;
use crate::line::Line;
use crate::page::{Reason, Role};

/// Words of the name of a writer or publisher at most.
const MAX_NAME: usize = 4;
/// Keywords of a story at most.
const MAX_TAGS: usize = 40;

impl Walk<'_, '_> {
    /// A link to another story amid the paragraphs: it ends in its own date, or stands again in the lists below.
    pub(super) fn is_link(&self, at: usize) -> bool {
        let line = &self.lines[at];
        if !line.is_headline() || line.shape.words < 4 {
            return false;
        }
        line.ends_in_date
            || self
                .seen
                .get(line.key.as_str())
                .is_some_and(|s| s.count >= 2 && s.last > self.last && at < self.last && self.page_like)
    }

    /// Keywords between the last paragraph and the first known chrome: each stands elsewhere on the page as a
    /// line, or is made of the headline's words.
    pub(super) fn are_tags(&self, at: usize) -> bool {
        if at > self.last + MAX_TAGS {
            return false;
        }
        let mut run = self.lines[self.last + 1..].iter().take(MAX_TAGS + 1);
        let Some(length) = run.position(|line| matches!(line.chrome, Some(c) if c.effect != Effect::Zone)) else {
            return false;
        };
        let tag = |other: usize| {
            let line = &self.lines[other];
            let elsewhere = self.seen.get(line.key.as_str()).is_some_and(|s| s.count >= 2);
            line.shape.words <= TAG_WORDS
                && (line.chrome.is_some() || elsewhere || self.is_title_words(other) || line.is_symbol())
        };
        (2..=MAX_TAGS).contains(&length) && at <= self.last + length && (self.last + 1..=self.last + length).all(tag)
    }

    /// Below the story: who signed it, the agency's mark, the number of the telegram, the publisher's name.
    pub(super) fn signature(&self, at: usize) -> Option<Verdict> {
        let line = &self.lines[at];
        if sign_off(line.text).is_some() {
            return Some(Verdict::Drop(Reason::EndMark));
        }
        let ends = |line: &Line<'_>| {
            matches!(line.chrome, Some(c) if c.reason == Reason::EndMark) || sign_off(line.text).is_some()
        };
        let name = (2..=MAX_NAME).contains(&line.shape.words) && line.shape.digits == 0 && line.is_headline();
        if name && at == self.last + 1 && self.lines.get(at + 1).is_some_and(ends) {
            return Some(Verdict::Keep(Role::Byline));
        }
        if !self.page_like {
            return None;
        }
        if line.is_number() {
            return Some(Verdict::Drop(Reason::Widget));
        }
        (name && self.is_publisher(at)).then_some(Verdict::Drop(Reason::Footer))
    }

    /// A name right below the story that the publisher's own calls and notices have too.
    fn is_publisher(&self, at: usize) -> bool {
        let key = self.lines[at].key.as_str();
        let calls = |line: &Line<'_>| {
            let own = matches!(line.chrome, Some(c) if matches!(c.reason, Reason::Promo | Reason::Footer));
            own && line.key != key && line.key.contains(key)
        };
        at == self.last + 1
            && self.lines.get(at + 1).is_some_and(|next| next.chrome.is_some())
            && self.lines.iter().any(calls)
    }

    /// A heading that stands between a list of links and the paragraph that resumes the story.
    pub(super) fn rescue_heading(&mut self, at: usize) {
        let Some(before) = at.checked_sub(1) else {
            return;
        };
        let line = &self.lines[before];
        let alone = self.seen.get(line.key.as_str()).is_some_and(|s| s.count == 1);
        // The line right below the list's name is its one link.
        let listed = before.checked_sub(1).is_some_and(|over| self.lines[over].chrome.is_none());
        let heading =
            listed && line.is_headline() && (2..=5).contains(&line.shape.words) && alone && line.front.is_none();
        if heading && matches!(self.verdicts[before], Verdict::Drop(Reason::Related | Reason::Promo)) {
            self.verdicts[before] = Verdict::Keep(Role::Body);
        }
    }
}
