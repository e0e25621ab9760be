//! From the top of the page to its foot: what of each line is story, and why the rest is not.

mod caption;
mod foot;

pub(crate) use caption::ends_in_credit;
use caption::is_credited;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::chrome::{Chrome, Effect};
use crate::credit::Sources;
use crate::line::{DateFact, Line, Seen, count_keys};
use crate::page::{Reason, Role};
use crate::title::{Start, find_start, is_title};

/// Lines around a known menu entry in which another one must stand for it to count below the story.
const NEIGHBOURS: usize = 4;
/// Words of a keyword at most.
const TAG_WORDS: usize = 4;

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Keep(Role),
    Drop(Reason),
    /// The label at the front goes, the rest is a caption.
    Caption,
}

impl DateFact {
    /// A date alone goes; with a name or an agency beside it, it is the byline or dateline.
    const fn verdict(&self) -> Verdict {
        if self.agency.is_some() {
            Verdict::Keep(Role::Dateline)
        } else if self.alone {
            Verdict::Drop(Reason::Date)
        } else {
            Verdict::Keep(Role::Byline)
        }
    }
}

/// The judgement of a page.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) verdicts: Vec<Verdict>,
    pub(crate) start: Start,
    /// The last line of the story's running text, and the first line after which nothing is kept.
    pub(crate) last: usize,
    pub(crate) end: usize,
}

/// Judges the lines of a page.
pub(crate) fn lay_out(lines: &[Line<'_>], sources: &Sources, hint: Option<&str>) -> Layout {
    let seen = count_keys(lines);
    let start = find_start(lines, &seen, hint);
    let end = story_end(lines, start.story.unwrap_or(start.article));
    let last = match start.story {
        Some(_) => lines[..end].iter().rposition(Line::is_sentence).unwrap_or(end),
        None => lines.len(),
    };
    let title_key = start.title.map_or(hint.unwrap_or(""), |at| lines[at].key.as_str());
    let mut walk = Walk {
        lines,
        sources,
        seen: &seen,
        start,
        last,
        page_like: start.menu_above || lists_below(lines, last) || has_controls(lines),
        title_words: title_key.split(' ').collect(),
        title_key,
        verdicts: Vec::with_capacity(lines.len()),
        captions: FxHashSet::default(),
        kept: Vec::new(),
        section: None,
        bracket: None,
        caption_next: false,
    };
    for at in 0..lines.len() {
        let verdict = walk.judge(at, end);
        walk.note(at, verdict);
    }
    Layout { verdicts: walk.verdicts, start, last, end }
}

/// The first line that ends the story for good: a comment form or a copyright line with most of the running
/// text before it.
fn story_end(lines: &[Line<'_>], from: usize) -> usize {
    let weight = |line: &Line<'_>| if line.is_prose() { line.text.len() } else { 0 };
    let mut after: usize = lines[from.min(lines.len())..].iter().map(weight).sum();
    let mut before = 0;
    for (at, line) in lines.iter().enumerate().skip(from) {
        if matches!(line.chrome, Some(Chrome { effect: Effect::Close, .. })) && before > 0 && before >= after {
            return at;
        }
        before += weight(line);
        after -= weight(line);
    }
    lines.len()
}

/// Whether a list of links, a comment form or a copyright line stands below the running text.
fn lists_below(lines: &[Line<'_>], last: usize) -> bool {
    let opens = |line: &Line<'_>| matches!(line.chrome, Some(c) if matches!(c.effect, Effect::Section | Effect::Close));
    lines.iter().skip(last.saturating_add(1)).any(opens)
}

/// Whether two lines are controls of a page: print, share, font size.
fn has_controls(lines: &[Line<'_>]) -> bool {
    let control = |line: &&Line<'_>| {
        let widget = |c: Chrome| matches!(c.reason, Reason::Share | Reason::Widget) && c.label == line.key.len();
        line.chrome.is_some_and(|c| c.effect == Effect::Drop && widget(c))
    };
    lines.iter().filter(control).nth(1).is_some()
}

struct Walk<'w, 'a> {
    lines: &'w [Line<'a>],
    sources: &'w Sources,
    seen: &'w FxHashMap<&'w str, Seen>,
    start: Start,
    last: usize,
    /// Whether it is a saved page, by menus above or lists below, and not a text that someone cleaned before:
    /// there, what looks like an entry of a menu is the story's own.
    page_like: bool,
    title_key: &'w str,
    title_words: FxHashSet<&'w str>,
    verdicts: Vec<Verdict>,
    captions: FxHashSet<&'w str>,
    kept: Vec<usize>,
    /// The chrome that lines without a sentence belong to.
    section: Option<Reason>,
    /// The words that close a bracket, and its reason.
    bracket: Option<(&'w str, Reason)>,
    caption_next: bool,
}

impl<'w> Walk<'w, '_> {
    fn judge(&mut self, at: usize, end: usize) -> Verdict {
        let line = &self.lines[at];
        if self.start.title == Some(at) {
            self.section = None;
            return Verdict::Keep(Role::Title);
        }
        if at > self.start.article.min(self.last) && std::mem::take(&mut self.caption_next) && line.chrome.is_none() {
            return self.caption(at);
        }
        if let Some(reason) = self.in_bracket(at) {
            return Verdict::Drop(reason);
        }
        if line.text.is_empty() || line.is_symbol() {
            return Verdict::Drop(self.section.or(line.front.map(|f| f.2)).unwrap_or(Reason::Widget));
        }
        if self.repeats_title(at) {
            return Verdict::Drop(Reason::TitleRepeat);
        }
        if at >= end {
            return self.past_end(at);
        }
        match line.chrome {
            Some(chrome) if at < self.start.article => self.above(at, Some(chrome)),
            None if at < self.start.article => self.above(at, None),
            Some(chrome) => self.chrome(at, chrome),
            None if at < self.start.story.unwrap_or(self.start.article) => self.head(at),
            None => self.story(at),
        }
    }

    /// The headline again: as the browser's title or in a list of links; a sentence of the story never.
    fn repeats_title(&self, at: usize) -> bool {
        let line = &self.lines[at];
        if at > self.start.article && line.is_sentence() {
            return false;
        }
        // A verse or a refrain may be the headline too; on a bare text it stands again on purpose.
        let story = self.start.story.unwrap_or(self.start.article);
        let around = at < self.start.article || self.section.is_some() || (at > self.last && self.start.menu_above);
        let same = line.key == self.title_key && !line.key.is_empty() && (around || at < story);
        same || (around && self.start.title.is_some() && is_title(&line.key, self.title_key))
    }

    /// Above the article.
    fn above(&mut self, at: usize, chrome: Option<Chrome>) -> Verdict {
        let line = &self.lines[at];
        if let Some(chrome) = chrome {
            self.section = match chrome.effect {
                Effect::Section | Effect::Close => Some(chrome.reason),
                _ if line.is_menu() => None,
                _ => self.section,
            };
            return match chrome.effect {
                Effect::Byline if !self.start.menu_above => Verdict::Keep(Role::Byline),
                Effect::Byline => Verdict::Drop(self.section.unwrap_or(Reason::Navigation)),
                Effect::Zone if !self.start.menu_above && !self.has_neighbour(at) => Verdict::Keep(Role::Body),
                _ => Verdict::Drop(chrome.reason),
            };
        }
        if line.date.is_some() {
            return Verdict::Drop(Reason::Date);
        }
        if line.is_ticker() {
            return Verdict::Drop(Reason::Ticker);
        }
        if self.start.menu_above {
            return Verdict::Drop(self.section.unwrap_or(Reason::Navigation));
        }
        Verdict::Keep(self.source_role(at).unwrap_or(Role::Body))
    }

    /// Between the headline and the first paragraph, no chrome of the list.
    fn head(&mut self, at: usize) -> Verdict {
        let line = &self.lines[at];
        if let Some(date) = &line.date {
            self.section = None;
            return date.verdict();
        }
        if self.is_caption(at) || is_credited(line.text) {
            return self.caption(at);
        }
        if let Some(role) = self.source_role(at) {
            self.section = None;
            return Verdict::Keep(role);
        }
        if let Some(reason) = self.section.filter(|_| !line.is_sentence()) {
            return Verdict::Drop(reason);
        }
        if let Some(verdict) = self.repeats_caption(at) {
            return verdict;
        }
        if self.start.menu_above {
            let elsewhere = self.seen.get(line.key.as_str()).is_some_and(|s| s.count >= 3);
            if line.is_number() || (elsewhere && line.shape.words <= TAG_WORDS) {
                return Verdict::Drop(if line.is_number() { Reason::Widget } else { Reason::Navigation });
            }
        }
        if (self.start.menu_above && self.is_title_words(at)) || self.describes_picture(at) {
            return self.caption(at);
        }
        Verdict::Keep(Role::Body)
    }

    /// From the first paragraph on, no chrome of the list.
    fn story(&mut self, at: usize) -> Verdict {
        let line = &self.lines[at];
        if line.is_sentence() {
            if self.section.take().is_some() {
                self.rescue_heading(at);
            }
            return self.repeats_caption(at).filter(|_| line.front.is_some()).unwrap_or(Verdict::Keep(Role::Body));
        }
        if let Some(reason) = self.section {
            return Verdict::Drop(reason);
        }
        let below = at > self.last;
        if let Some(date) = &line.date
            && (below || date.agency.is_some())
        {
            return date.verdict();
        }
        if self.is_caption(at) {
            return self.caption(at);
        }
        if let Some(verdict) = self.repeats_caption(at) {
            return verdict;
        }
        if below && let Some(verdict) = self.signature(at) {
            return verdict;
        }
        if self.is_link(at) {
            return Verdict::Drop(Reason::Related);
        }
        if below && self.are_tags(at) {
            return Verdict::Drop(Reason::Tags);
        }
        Verdict::Keep(self.source_role(at).unwrap_or(Role::Body))
    }

    /// A phrase of the list, in the article.
    fn chrome(&mut self, at: usize, chrome: Chrome) -> Verdict {
        let line = &self.lines[at];
        let in_head = at < self.start.story.unwrap_or(self.start.article);
        let below = at > self.last && self.start.story.is_some();
        let whole = chrome.label == line.key.len();
        match chrome.effect {
            Effect::Caption if whole => {
                self.caption_next = true;
                Verdict::Drop(chrome.reason)
            }
            Effect::Caption => Verdict::Caption,
            Effect::Byline | Effect::Author => match line.labelled_author(self.sources) {
                Some(_) if chrome.effect == Effect::Author => Verdict::Drop(chrome.reason),
                Some(_) => Verdict::Keep(Role::Byline),
                None if chrome.effect == Effect::Author && in_head => Verdict::Keep(Role::Byline),
                None if self.section.is_some() && !line.shape.is_sentence() => {
                    Verdict::Drop(self.section.unwrap_or(chrome.reason))
                }
                None => Verdict::Keep(Role::Body),
            },
            Effect::Bracket => {
                self.open_bracket(at, chrome);
                Verdict::Drop(chrome.reason)
            }
            Effect::Section | Effect::Close => {
                let lasting = !in_head || matches!(chrome.reason, Reason::Widget | Reason::Related | Reason::Promo);
                self.section = lasting.then_some(chrome.reason);
                Verdict::Drop(chrome.reason)
            }
            Effect::Drop | Effect::Image => {
                if below
                    && self.page_like
                    && whole
                    && line.shape.words <= TAG_WORDS
                    && chrome.reason != Reason::EndMark
                    && self.has_neighbour(at)
                {
                    self.section = Some(chrome.reason);
                }
                Verdict::Drop(chrome.reason)
            }
            Effect::Zone if self.section.is_some() => Verdict::Drop(chrome.reason),
            Effect::Zone if in_head => {
                let sure = self.start.menu_above || self.has_neighbour(at);
                if sure { Verdict::Drop(chrome.reason) } else { Verdict::Keep(Role::Body) }
            }
            Effect::Zone if below && self.page_like && self.has_neighbour(at) => {
                self.section = Some(chrome.reason);
                Verdict::Drop(chrome.reason)
            }
            Effect::Zone if below && self.are_tags(at) => Verdict::Drop(Reason::Tags),
            Effect::Zone => Verdict::Keep(Role::Body),
        }
    }

    /// After the story has ended for good.
    fn past_end(&mut self, at: usize) -> Verdict {
        let line = &self.lines[at];
        if let Some(chrome) = line.chrome {
            if matches!(chrome.effect, Effect::Section | Effect::Close) {
                self.section = Some(chrome.reason);
            }
            return Verdict::Drop(chrome.reason);
        }
        let reason = if line.date.is_some() { Reason::Date } else { self.section.unwrap_or(Reason::Footer) };
        Verdict::Drop(reason)
    }

    fn open_bracket(&mut self, at: usize, chrome: Chrome) {
        let key: &'w str = &self.lines[at].key;
        let from = chrome.label;
        // The phrase has two parts; the last one has two words in every row of the list.
        let to = key.rmatch_indices(' ').nth(1).map_or(key.len(), |(cut, _)| cut);
        if from < to {
            let words = &key[from..to];
            let closes = |line: &Line<'_>| line.key.strip_prefix(words).is_some_and(|rest| rest == " نهايه");
            if self.lines[at + 1..].iter().take(30).any(closes) {
                self.bracket = Some((words, chrome.reason));
            }
        }
    }

    fn in_bracket(&mut self, at: usize) -> Option<Reason> {
        let (words, reason) = self.bracket?;
        if self.lines[at].key.strip_prefix(words).is_some_and(|rest| rest == " نهايه") {
            self.bracket = None;
        }
        Some(reason)
    }

    /// Whether another line close by is chrome of the list.
    fn has_neighbour(&self, at: usize) -> bool {
        let from = at.saturating_sub(NEIGHBOURS);
        let to = (at + NEIGHBOURS + 1).min(self.lines.len());
        (from..to).any(|other| other != at && self.lines[other].chrome.is_some())
    }

    fn source_role(&self, at: usize) -> Option<Role> {
        let head = at < self.start.story.unwrap_or(0);
        let lone = head && self.start.menu_above;
        let line = &self.lines[at];
        if line.shape.words > 9 || !(head || at > self.last || Some(at) == self.start.story) {
            return None;
        }
        self.sources.line(line.text, lone).map(|credit| credit.role())
    }

    fn note(&mut self, at: usize, verdict: Verdict) {
        if matches!(verdict, Verdict::Keep(_) | Verdict::Caption) {
            self.kept.push(at);
        }
        self.verdicts.push(verdict);
    }
}
