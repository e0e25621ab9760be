//! From where a report begins to its whole span: clauses, quotations over paragraphs, statements after a colon.

use super::clause;
use super::complement::{self, Start};
use super::inflect::Shape;
use super::lexicon::{frame, role};
use super::report::{Draft, Reader};
use super::subject::Phrase;
use super::word::Class;

/// A quotation of so many words is a statement even where its sentence goes on after a comma.
const STATEMENT_WORDS: usize = 8;
/// Words of the speaker at the head of a reported clause are at most so many.
const PARTIAL_WORDS: usize = 4;
/// Nothing is looked for over more tokens or sentences than this, so that hostile texts cost linear time.
const LONGEST_LOOK: usize = 200;
/// A statement without marks after a colon goes on for at most so many sentences of its paragraph.
const LONGEST_STATEMENT: usize = 6;

impl Reader<'_, '_> {
    /// Writes down what was found; returns where to go on.
    pub(super) fn emit(&mut self, start: Start, speaker: Option<Phrase>, cue: Option<Phrase>) -> Option<usize> {
        match start {
            Start::Clause(an) => Some(self.clause(an, speaker, cue)),
            Start::Quote(open) => Some(self.quote(open, speaker, cue)),
            Start::Colon(colon) => self.statement(colon, speaker, cue),
        }
    }

    pub(crate) fn push(
        &mut self,
        start: usize,
        end: usize,
        direct: bool,
        speaker: Option<Phrase>,
        cue: Option<Phrase>,
    ) {
        if start < end {
            let skip = if !direct && self.text.words[start].conjunct && self.text.str(start).starts_with('و') {
                2
            } else {
                0
            };
            self.state.drafts.push(Draft { start, end, skip, direct, speaker, cue });
        }
    }

    /// A clause from أن on. One that is all in quotation marks is direct; `أن “…”، وأن “…”` is two.
    fn clause(&mut self, an: usize, speaker: Option<Phrase>, cue: Option<Phrase>) -> usize {
        let text = self.text;
        let mut an = an;
        loop {
            let open = an + 1;
            if open >= self.bounds.to || !text.is_quote(open) || text.class(open) == Class::Close {
                break;
            }
            let Some(close) = text.partner(open) else {
                if complement::opens(text, open) {
                    return self.quote(open, speaker, cue);
                }
                break;
            };
            let describes = cue.and_then(|c| text.cue(c.start)).is_some_and(|c| c.frames & frame::NAME != 0);
            if text.count_words(open, close) < 2 || !(describes || self.is_whole_clause(open, close)) {
                break;
            }
            self.push(open, close + 1, true, speaker, cue);
            self.head = close + 1;
            self.state.done = self.state.done.max(close + 1);
            let again = close + 2;
            if again + 1 < self.bounds.to
                && text.class(close + 1) == Class::Comma
                && text.words[again].conjunct
                && text.is(again, role::AN)
            {
                an = again;
                continue;
            }
            return close + 1;
        }
        self.partial(an, speaker, cue);
        let enclosing = self.state.enclosing.last().copied();
        let end = self.state.ends.clause(text, an + 1, enclosing);
        if end <= an + 1 {
            return an + 1;
        }
        self.push(an, end, false, speaker, cue);
        self.inside = if self.inside.is_empty() || self.inside.end < an {
            an..end
        } else {
            self.inside.start.min(an)..self.inside.end.max(end)
        };
        self.head = an + 1;
        if let Some(loose) =
            (an..end.min(an + LONGEST_LOOK)).find(|&t| text.class(t) == Class::Loose && complement::opens(text, t))
        {
            self.continuation(loose, speaker);
        }
        an + 1
    }

    /// A report that opens with a few of the speaker's own words (`قال إن “الهجمات اليائسة” للتنظيم …`): these
    /// are direct inside the indirect report. A name with its abbreviation (`“…” (قسد)`) is none.
    fn partial(&mut self, an: usize, speaker: Option<Phrase>, cue: Option<Phrase>) {
        let text = self.text;
        let open = an + 1;
        if open >= self.bounds.to || !text.is_quote(open) || !matches!(text.str(an), "إن") {
            return;
        }
        let Some(close) = text.partner(open).filter(|&c| text.class(open) == Class::Open && c + 1 < self.bounds.to)
        else {
            return;
        };
        let words = text.count_words(open, close);
        if (2..=PARTIAL_WORDS).contains(&words) && text.class(close + 1) == Class::Word {
            self.push(open, close + 1, true, speaker, cue);
        }
    }

    fn is_whole_clause(&self, open: usize, close: usize) -> bool {
        let text = self.text;
        let (after, to) = (close + 1, self.bounds.to);
        if after >= to
            || matches!(text.class(after), Class::Stop | Class::Pause)
            || self.state.ends.after(after) == after
        {
            return true;
        }
        if text.class(after) != Class::Comma {
            return false;
        }
        let next = after + 1;
        next >= to
            || self.state.ends.after(next) == next
            || (text.words[next].conjunct && text.is(next, role::AN))
            || text.count_words(open, close) >= STATEMENT_WORDS
    }

    /// Words in quotation marks; where the closing one stands in a later paragraph, a piece for each.
    fn quote(&mut self, open: usize, speaker: Option<Phrase>, cue: Option<Phrase>) -> usize {
        let text = self.text;
        if let Some(close) = text.partner(open) {
            self.push(open, close + 1, true, speaker, cue);
            self.head = close + 1;
            self.state.done = self.state.done.max(close + 1);
            return close + 1;
        }
        let end = self.paragraph_end();
        if let Some(close) = (open + 1..end.min(open + 4 * LONGEST_LOOK)).find(|&t| text.class(t) == Class::Loose) {
            if complement::opens(text, close) {
                // the page lost the closing mark
                self.push(open, self.bounds.to.min(close), true, speaker, cue);
                self.state.done = self.state.done.max(self.bounds.to.min(close));
                return self.bounds.to.min(close);
            }
            self.push(open, close + 1, true, speaker, cue);
            self.state.done = self.state.done.max(close + 1);
            return close + 1;
        }
        let end = if self.continuation(open, speaker) { end } else { self.bounds.to };
        self.push(open, end, true, speaker, cue);
        self.state.done = self.state.done.max(end);
        end
    }

    fn paragraph_end(&self) -> usize {
        self.following
            .iter()
            .take(LONGEST_LOOK)
            .take_while(|b| b.paragraph == self.bounds.paragraph)
            .last()
            .map_or(self.bounds.to, |b| b.to)
    }

    /// The pieces, in later paragraphs, of a quotation that `open` begins. Whether its end was found.
    fn continuation(&mut self, open: usize, speaker: Option<Phrase>) -> bool {
        let text = self.text;
        let from = self.paragraph_end();
        if (open + 1..from.min(open + 4 * LONGEST_LOOK)).any(|t| text.class(t) == Class::Loose) {
            return false;
        }
        let mut pieces = Vec::new();
        let mut present = None;
        for bounds in
            self.following.iter().take(2 * LONGEST_LOOK).filter(|b| b.from >= from).take(2 * LONGEST_STATEMENT)
        {
            if present != Some(bounds.paragraph) {
                present = Some(bounds.paragraph);
                pieces.push((bounds.from, bounds.to));
            }
            if let Some(piece) = pieces.last_mut() {
                piece.1 = bounds.to;
            }
            if pieces.len() > LONGEST_STATEMENT {
                return false;
            }
            let Some(mark) = (bounds.from..bounds.to).find(|&t| text.class(t) == Class::Loose) else { continue };
            if mark == bounds.from || complement::opens(text, mark) {
                return false;
            }
            if let Some(piece) = pieces.last_mut() {
                piece.1 = mark + 1;
            }
            for &(start, end) in &pieces {
                self.push(start, end, true, speaker, None);
            }
            self.state.done = self.state.done.max(mark + 1);
            return true;
        }
        false
    }

    /// A statement without marks after a colon: to the end of its clause, and on through sentences of its
    /// paragraph that begin no report of their own.
    fn statement(&mut self, colon: usize, speaker: Option<Phrase>, cue: Option<Phrase>) -> Option<usize> {
        let text = self.text;
        let start = colon + 1;
        if start >= self.bounds.to {
            let next = self.following.first()?;
            let open = next.from;
            if text.is_quote(open) && text.class(open) == Class::Open {
                self.push(open, text.partner(open)? + 1, true, speaker, cue);
                self.state.done = self.state.done.max(text.partner(open)? + 1);
            }
            return None;
        }
        if text.is(start, role::AN) {
            return Some(self.clause(start, speaker, cue));
        }
        let mut end = self.state.ends.clause(text, start, self.state.enclosing.last().copied());
        if text.count_words(start, end) < 2 {
            return None;
        }
        if clause::trim(text, start, self.bounds.to) == end {
            for next in
                self.following.iter().take(LONGEST_STATEMENT).take_while(|b| b.paragraph == self.bounds.paragraph)
            {
                let reports = text.cue(next.from).is_some_and(|c| c.form.shape != Shape::Masdar)
                    || text.is(next.from, role::CONTRAST);
                if reports || text.is_quote(next.from) {
                    break;
                }
                end = clause::trim(text, start, next.to);
            }
        }
        self.push(start, end, true, speaker, cue);
        self.state.done = self.state.done.max(end);
        Some(end)
    }
}
