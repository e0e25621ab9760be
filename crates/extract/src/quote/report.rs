//! The reports of one sentence: each cue with its complement, its speaker and its end.

use super::clause::{self, Ends};
use super::complement::{self, Start};
use super::inflect::{Form, Shape};
use super::lexicon::{Cue, Kind, NO_CUE, frame, role};
use super::memory::Memory;
use super::subject::{self, Phrase};
use super::word::{Class, Text};
use std::ops::Range;

/// Without a complement the subject of a verb is looked for so far, in tokens.
const SUBJECT_REACH: usize = 24;
/// A quotation of so many words is a statement even where its sentence goes on after a comma.
const STATEMENT_WORDS: usize = 8;
/// Words of the speaker at the head of a reported clause are at most so many.
const PARTIAL_WORDS: usize = 4;
/// Nothing is looked for over more tokens or sentences than this, so that hostile texts cost linear time.
const LONGEST_LOOK: usize = 200;
/// A statement without marks after a colon goes on for at most so many sentences of its paragraph.
const LONGEST_STATEMENT: usize = 6;

/// A quotation in tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Draft {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Bytes of a joined و that the span leaves out.
    pub skip: u32,
    pub direct: bool,
    pub speaker: Option<Phrase>,
    /// Tokens of the cue.
    pub cue: Option<Phrase>,
}

/// A sentence in tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    pub from: usize,
    pub to: usize,
    pub paragraph: u32,
}

/// What is carried from sentence to sentence.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub memory: Memory,
    pub ends: Ends,
    pub drafts: Vec<Draft>,
    /// Tokens before this one are inside a direct quotation.
    pub done: usize,
    /// Closing tokens of the brackets around the present token.
    enclosing: Vec<usize>,
}

impl State {
    /// Forgets the document before.
    pub(crate) fn reset(&mut self) {
        self.memory = Memory::default();
        self.drafts.clear();
        self.done = 0;
    }
}

/// Reads one sentence; `following` are the sentences after it.
pub(crate) fn read(text: &Text<'_>, bounds: Bounds, following: &[Bounds], state: &mut State) {
    state.ends.fill(text, bounds.from, bounds.to);
    state.enclosing.clear();
    let first_draft = state.drafts.len();
    let mut reader = Reader { text, bounds, following, state, main: None, head: bounds.from, inside: 0..0, first_draft };
    reader.cues();
    super::direct::unclaimed(&mut reader);
}

pub(crate) struct Reader<'t, 'a> {
    pub text: &'t Text<'a>,
    pub bounds: Bounds,
    following: &'t [Bounds],
    pub state: &'t mut State,
    /// The speaker of the sentence so far, for participles.
    main: Option<Phrase>,
    /// Where the present clause begins.
    head: usize,
    /// Tokens inside an indirect report, as far as these reach.
    inside: Range<usize>,
    /// The first draft of this sentence.
    pub first_draft: usize,
}

impl Reader<'_, '_> {
    fn cues(&mut self) {
        let mut at = self.bounds.from.max(self.state.done);
        while at < self.bounds.to {
            let mut next = at + 1;
            match self.text.class(at) {
                Class::Open if self.text.is_quote(at) => next = self.text.partner(at).unwrap_or(at) + 1,
                Class::Open => self.state.enclosing.extend(self.text.partner(at)),
                Class::Close => {
                    self.state.enclosing.pop();
                }
                Class::Stop | Class::Pause | Class::Colon => self.head = next,
                Class::Word => {
                    if let Some(cue) = self.text.cue(at) {
                        let (done, head) = (self.state.done, self.head);
                        let after = self.cue(at, cue).unwrap_or(next);
                        // a bracket or pair of dashes before the clause may hold a report of its own
                        let aside = (next..after).find(|&t| self.text.class(t) == Class::Open && !self.text.is_quote(t));
                        next = aside.filter(|_| self.state.done == done).unwrap_or(after);
                        if next < after {
                            self.head = head;
                        }
                    }
                }
                _ => {}
            }
            at = next.max(self.state.done);
        }
    }

    /// Reads one cue; returns where to go on, if not at the next token.
    fn cue(&mut self, at: usize, cue: &Cue) -> Option<usize> {
        let text = self.text;
        match cue.form.shape {
            Shape::Source => return self.source(at),
            Shape::Masdar => return self.masdar(at, cue),
            Shape::Participle if !complement::is_circumstance(text, at) => return None,
            _ => {}
        }
        if cue.frames & frame::FROM != 0 {
            return self.relayed(at, cue);
        }
        if cue.lemma == text.lexicon.come && at + 1 < self.bounds.to && text.str(at + 1) == "في" {
            return self.came_in(at, cue);
        }
        if !complement::is_verb_here(text, at, cue) || self.is_impersonal(at, cue) {
            return None;
        }
        let nested = self.inside.contains(&at);
        let to = self.state.enclosing.last().map_or(self.bounds.to, |&close| close.min(self.bounds.to));
        if at > self.bounds.from && matches!(text.str(at - 1), "هل" | "وهل") {
            return None;
        }
        let found = complement::find(text, at, cue, to);
        let limit = found.map_or_else(|| self.bounds.to.min(at + SUBJECT_REACH), |c| c.subject_end);
        // إلى وصف فلان بأنه: what follows the noun is its object
        let noun = cue.frames & frame::NAME != 0 && at > self.bounds.from && !text.words[at].conjunct && text.is(at - 1, role::PREPOSITION);
        let (speaker, named) = if noun { (None, false) } else { self.speaker(at, cue, found, limit) };
        if let Some(found) = found
            && !named
            && cue.form.shape != Shape::Participle
            && self.is_filler(at, cue, found.start)
        {
            return None;
        }
        if nested && (!named || cue.kind != Kind::Say || speaker.is_some_and(|s| text.is(s.start, role::EVIDENCE))) {
            return None;
        }
        if let Some(phrase) = speaker.filter(|_| !nested && cue.form.shape != Shape::Participle) {
            let certain = text.is(phrase.start, role::TITLE) || text.tokens[phrase.start].proclitics.has_article();
            if named && (found.is_some() || certain) && !text.is(phrase.start, role::EVIDENCE) {
                self.state.memory.note(phrase, cue.form);
            }
            self.main = Some(phrase);
        }
        let found = found?;
        let cue_end = if found.cue == at + 1 { at + 2 } else { found.cue + 1 };
        let cue_start = if found.cue == at + 1 { at } else { found.cue };
        self.emit(found.start, speaker, Some(Phrase { start: cue_start, end: cue_end }))
    }

    /// The speaker of a verb, and whether this sentence names him as its subject.
    fn speaker(&self, at: usize, cue: &Cue, found: Option<complement::Complement>, limit: usize) -> (Option<Phrase>, bool) {
        let text = self.text;
        if cue.form.shape == Shape::Participle {
            let speaker = self.main.or_else(|| self.main_subject(at)).or_else(|| self.state.memory.resolve(cue.form));
            return (speaker, speaker.is_some());
        }
        // وكان الوزير أكد, الوزير ينتقد خصمه: the subject stands before the verb
        let first = text.str(self.head.min(at));
        if !text.words[at].conjunct
            && (matches!(first, "وكان" | "وكانت" | "كان" | "كانت") || cue.kind == Kind::Act)
            && let Some(phrase) = subject::before_verb(text, self.head, at)
        {
            return (Some(phrase), true);
        }
        let clause = matches!(found, Some(complement::Complement { start: Start::Clause(_), .. }));
        if let Some(phrase) = subject::after_verb(text, at + 1, limit)
            && (clause || !is_possessed(text, phrase))
        {
            return (Some(phrase), true);
        }
        let subordinate = complement::is_subordinate(text, at);
        if subordinate && (cue.form.pronoun || !is_relative_pronoun(text.str(at - 1))) {
            // ما وصفته, التي وصفها: the pronoun is the object
            let speaker = self.main.or_else(|| self.main_subject(at)).or_else(|| self.state.memory.resolve(cue.form));
            return (speaker, false);
        }
        let after_topic = matches!(text.str(self.head), "أما" | "وأما" | "اما");
        let purpose = text.tokens[at].proclitics.has(khabar_normalize::Proclitic::Lam);
        if purpose {
            let speaker = self.main.or_else(|| self.main_subject(at)).or_else(|| self.state.memory.resolve(cue.form));
            return (speaker, false);
        }
        if !text.words[at].conjunct || after_topic {
            let comma = (self.head..at).rev().take(40).find(|&t| text.class(t) == Class::Comma).map(|t| t + 1);
            let before = subject::before_verb(text, self.head, at).or_else(|| subject::before_verb(text, comma?, at)).filter(|&p| !is_possessed(text, p) && !(cue.kind == Kind::Hold && is_doubtful(text, p, cue)));
            if before.is_some() {
                return (before, true);
            }
        }
        // استقبل الوزير وفدا، وقال إن: the subject of the sentence
        let same = self.main.is_none().then(|| self.main_subject(at)).flatten();
        let agrees = text.str(self.bounds.from).ends_with('ت') == (cue.form.gender == super::inflect::Gender::Feminine);
        let certain = same.filter(|p| agrees && text.is(p.start, role::TITLE));
        let speaker = certain.or_else(|| self.state.memory.resolve(cue.form)).or(self.main.filter(|_| text.words[at].conjunct)).or(same.filter(|_| agrees));
        (speaker, false)
    }

    /// The subject of the verb that opens the sentence, though it reports nothing itself.
    pub(crate) fn main_subject(&self, at: usize) -> Option<Phrase> {
        let text = self.text;
        let from = self.bounds.from;
        if at <= from + 2 || text.class(from) != Class::Word || text.is(from, role::PREPOSITION | role::OPENER | role::TITLE) {
            return None;
        }
        let verb = text.tokens[from];
        if verb.proclitics.has_article() {
            return None;
        }
        subject::phrase(text, from + 1, at).filter(|p| text.tokens[p.start].proclitics.has_article() || text.is(p.start, role::TITLE))
    }

    /// Whose words a quotation without a cue most likely holds.
    pub(crate) fn speaker_so_far(&self, at: usize) -> Option<Phrase> {
        self.main.or_else(|| self.main_subject(at)).or_else(|| self.state.memory.last())
    }

    /// `يذكر أن`, `يشار إلى أن`: the newsroom speaks.
    fn is_filler(&self, at: usize, cue: &Cue, start: Start) -> bool {
        let form = cue.form;
        if cue.frames & frame::FILLER == 0 || form.plural || form.pronoun || !matches!(start, Start::Clause(_)) {
            return false;
        }
        let masculine = form.gender == super::inflect::Gender::Masculine;
        let opening = !self.text.words[at].conjunct || self.text.str(at) == "ويذكر" || cue.kind == Kind::Hold;
        form.shape == Shape::Present && masculine && opening
    }

    /// `الذي يعتقد أنه`, `يتوقع أن`: a passive, nobody's opinion.
    fn is_impersonal(&self, at: usize, cue: &Cue) -> bool {
        let passive = cue.form.shape == Shape::Present && cue.form.gender == super::inflect::Gender::Masculine && !cue.form.plural && !cue.form.pronoun;
        passive && cue.kind == Kind::Hold && cue.frames & frame::FILLER != 0 && complement::is_subordinate(self.text, at)
    }

    /// `بحسب فلان فإن …`, and at the head of a sentence `بحسب فلان، …`.
    fn source(&mut self, at: usize) -> Option<usize> {
        let text = self.text;
        if self.inside.contains(&at) {
            return None;
        }
        let to = self.bounds.to;
        let mut name = at + 1;
        // بحسب ما أعلنته الشركة: the verb names its own subject
        if name < to && text.is(name, role::RELATIVE) && !text.is(name, role::TITLE) && text.cue(name + usize::from(name + 1 < to)).is_some() {
            name += 2;
        }
        while name < to && (matches!(text.str(name), "عن" | "إلى" | "على" | "تقدير" | "تقديرات" | "رأي" | "قول" | "رواية" | "إفادة" | "تصريحات" | "تصريح") || text.is(name, role::TIME)) {
            name += 1;
        }
        let mut t = name;
        let mut comma = None;
        while t < to.min(at + 30) {
            match text.class(t) {
                Class::Open => t = text.partner(t).unwrap_or(t),
                Class::Comma => comma = comma.or(Some(t)),
                // بحسب التقرير، فقد ارتفعت
                Class::Word if t > 0 && text.class(t - 1) == Class::Comma && t > name && !text.is(t, role::AN) && begins_answer(text, t) => {
                    let speaker = source_phrase(text, name, comma.unwrap_or(t));
                    let end = self.state.ends.clause(text, t + 1, self.state.enclosing.last().copied());
                    self.push(t, end, false, speaker, Some(Phrase { start: at, end: at + 1 }));
                    if let Some(phrase) = speaker {
                        self.state.memory.note(phrase, form_of(text, phrase));
                    }
                    self.inside = t..end;
                    return Some(t + 1);
                }
                Class::Word if text.is(t, role::AN) && text.str(t).starts_with('ف') => {
                    let speaker = source_phrase(text, name, comma.unwrap_or(t).min(t));
                    let cue = Phrase { start: at, end: at + 1 };
                    if let Some(phrase) = speaker {
                        self.state.memory.note(phrase, form_of(text, phrase));
                        self.main = Some(phrase);
                    }
                    return self.emit(Start::Clause(t), speaker, Some(cue));
                }
                Class::Stop | Class::Pause => break,
                Class::Word if text.cue(t).is_some_and(|c| c.form.shape != Shape::Masdar && c.lemma != NO_CUE && t > name) => break,
                _ => {}
            }
            t += 1;
        }
        None
    }

    /// `قوله إن`, `تأكيد الوزير أن`, `بالقول إن`.
    fn masdar(&mut self, at: usize, cue: &Cue) -> Option<usize> {
        let text = self.text;
        if self.inside.contains(&at) || cue.frames & frame::CLAUSE == 0 {
            return None;
        }
        let found = complement::find(text, at, cue, self.bounds.to.min(at + 16))?;
        let article = text.tokens[at].proclitics.has_article();
        let adjacent = match found.start {
            Start::Clause(t) | Start::Quote(t) | Start::Colon(t) => (at + 1..t).all(|t| text.class(t) != Class::Word || matches!(text.str(t), "إلى" | "على")),
        };
        let (speaker, named) = if cue.form.pronoun || article {
            let aside = at > self.bounds.from && matches!(text.str(at - 1), "مع") && self.main.is_some();
            if article && !(adjacent && (cue.lemma == text.lexicon.say || aside)) {
                return None;
            }
            if cue.form.pronoun && !adjacent && !matches!(text.class(at + 1), Class::Comma | Class::Open) {
                return None;
            }
            (self.main.or_else(|| self.state.memory.resolve(cue.form)), false)
        } else {
            let phrase = subject::phrase(text, at + 1, found.subject_end)?;
            if phrase.end != found.subject_end || matches!(found.start, Start::Quote(_)) {
                return None;
            }
            (Some(phrase), true)
        };
        if named && let Some(phrase) = speaker {
            self.state.memory.note(phrase, form_of(text, phrase));
        }
        self.emit(found.start, speaker, Some(Phrase { start: at, end: at + 1 }))
    }

    /// `نقلت وكالة … عن فلان قوله إن`: the speaker stands after عن.
    fn relayed(&mut self, at: usize, cue: &Cue) -> Option<usize> {
        let text = self.text;
        let to = self.bounds.to.min(at + 30);
        let from = (at + 1..to).find(|&t| text.str(t) == "عن" || matches!(text.class(t), Class::Stop | Class::Pause))?;
        if text.class(from) != Class::Word {
            return None;
        }
        // the name may hold a comma; the clause begins at قوله or at أن
        let mut reporting = at;
        let mut name_end = None;
        let mut t = from + 1;
        let start = loop {
            if t >= self.bounds.to.min(from + 60) {
                return None;
            }
            match text.class(t) {
                Class::Open if text.is_quote(t) && reporting != at => break Start::Quote(t),
                Class::Open => t = text.partner(t).unwrap_or(t),
                Class::Loose if reporting != at && complement::opens(text, t) => break Start::Quote(t),
                Class::Colon => break if t + 1 < self.bounds.to && text.is_quote(t + 1) { Start::Quote(t + 1) } else { Start::Colon(t) },
                Class::Stop if complement::is_abbreviation(text, t) => {}
                Class::Stop | Class::Pause => return None,
                Class::Word if text.is(t, role::AN) => {
                    name_end = name_end.or(Some(t));
                    break Start::Clause(t);
                }
                Class::Word => {
                    if let Some(other) = text.cue(t)
                        && other.form.shape == Shape::Masdar
                        && other.form.pronoun
                    {
                        name_end = name_end.or(Some(t));
                        reporting = t;
                    }
                }
                _ => {}
            }
            t += 1;
        };
        let speaker = subject::phrase(text, from + 1, name_end.unwrap_or(t));
        if let Some(phrase) = speaker {
            let form = text.cue(reporting).filter(|c| c.form.shape == Shape::Masdar).map_or_else(|| form_of(text, phrase), |c| Form { pronoun: false, ..c.form });
            self.state.memory.note(phrase, form);
            self.main = Some(phrase);
        }
        let _ = cue;
        self.emit(start, speaker, Some(Phrase { start: reporting, end: reporting + 1 }))
    }

    /// `جاء في البيان أن`: what it came in speaks.
    fn came_in(&mut self, at: usize, cue: &Cue) -> Option<usize> {
        let text = self.text;
        let to = self.bounds.to.min(at + 24);
        let start = (at + 2..to).find_map(|t| match text.class(t) {
            Class::Word if text.is(t, role::AN) && !text.is(t - 1, role::GOVERNOR) => Some(Start::Clause(t)),
            Class::Colon if t + 1 < to && text.is_quote(t + 1) => Some(Start::Quote(t + 1)),
            Class::Colon => Some(Start::Colon(t)),
            _ => None,
        })?;
        let (Start::Clause(end) | Start::Quote(end) | Start::Colon(end)) = start;
        let speaker = subject::phrase(text, at + 2, end);
        if let Some(phrase) = speaker {
            self.state.memory.note(phrase, form_of(text, phrase));
            self.main = Some(phrase);
        }
        let _ = cue;
        self.emit(start, speaker, Some(Phrase { start: at, end: at + 2 }))
    }

    /// Writes down what was found; returns where to go on.
    fn emit(&mut self, start: Start, speaker: Option<Phrase>, cue: Option<Phrase>) -> Option<usize> {
        match start {
            Start::Clause(an) => Some(self.clause(an, speaker, cue)),
            Start::Quote(open) => Some(self.quote(open, speaker, cue)),
            Start::Colon(colon) => self.statement(colon, speaker, cue),
        }
    }

    pub(crate) fn push(&mut self, start: usize, end: usize, direct: bool, speaker: Option<Phrase>, cue: Option<Phrase>) {
        if start < end {
            let skip = if !direct && self.text.words[start].conjunct && self.text.str(start).starts_with('و') { 2 } else { 0 };
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
            if again + 1 < self.bounds.to && text.class(close + 1) == Class::Comma && text.words[again].conjunct && text.is(again, role::AN) {
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
        self.inside = if self.inside.is_empty() || self.inside.end < an { an..end } else { self.inside.start.min(an)..self.inside.end.max(end) };
        self.head = an + 1;
        if let Some(loose) = (an..end.min(an + LONGEST_LOOK)).find(|&t| text.class(t) == Class::Loose && complement::opens(text, t)) {
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
        let Some(close) = text.partner(open).filter(|&c| text.class(open) == Class::Open && c + 1 < self.bounds.to) else { return };
        let words = text.count_words(open, close);
        if (2..=PARTIAL_WORDS).contains(&words) && text.class(close + 1) == Class::Word {
            self.push(open, close + 1, true, speaker, cue);
        }
    }

    fn is_whole_clause(&self, open: usize, close: usize) -> bool {
        let text = self.text;
        let (after, to) = (close + 1, self.bounds.to);
        if after >= to || matches!(text.class(after), Class::Stop | Class::Pause) || self.state.ends.after(after) == after {
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
    pub(crate) fn quote(&mut self, open: usize, speaker: Option<Phrase>, cue: Option<Phrase>) -> usize {
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
        self.following.iter().take(LONGEST_LOOK).take_while(|b| b.paragraph == self.bounds.paragraph).last().map_or(self.bounds.to, |b| b.to)
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
        for bounds in self.following.iter().take(2 * LONGEST_LOOK).filter(|b| b.from >= from).take(2 * LONGEST_STATEMENT) {
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
            for next in self.following.iter().take(LONGEST_STATEMENT).take_while(|b| b.paragraph == self.bounds.paragraph) {
                let reports = text.cue(next.from).is_some_and(|c| c.form.shape != Shape::Masdar) || text.is(next.from, role::CONTRAST);
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

/// A noun with a pronoun straight after a verb is its object (`أكدت تمسكها`), were it not for a clause after it
/// (`قال والده إن`).
fn is_possessed(text: &Text<'_>, phrase: Phrase) -> bool {
    let head = text.str(phrase.start);
    !text.is(phrase.start, role::TITLE) && !text.tokens[phrase.start].proclitics.has_article() && (head.ends_with("ها") || head.ends_with("هم") || head.ends_with('ه')) && head.chars().count() > 3
}

/// Several words without article or title before an opinion's verb are seldom its subject
/// (`ساعد رجلا اعتقد أنه`).
fn is_doubtful(text: &Text<'_>, phrase: Phrase, cue: &Cue) -> bool {
    cue.form.shape == Shape::Past && phrase.end - phrase.start > 2 && !text.is(phrase.start, role::TITLE) && !text.tokens[phrase.start].proclitics.has_article()
}

/// The ف that answers a source: `فقد`, `فكل`.
fn begins_answer(text: &Text<'_>, at: usize) -> bool {
    text.str(at) == "فقد" || text.tokens[at].proclitics.has(khabar_normalize::Proclitic::Fa)
}

fn is_relative_pronoun(word: &str) -> bool {
    word.contains("ال") && !matches!(word, "حال")
}

/// The source after `بحسب`: `وفقا لصندوق النقد` names with its joined ل.
fn source_phrase(text: &Text<'_>, from: usize, to: usize) -> Option<Phrase> {
    let from = if matches!(text.str(from), "ل" | "لل") && from + 1 < to { from + 1 } else { from };
    subject::phrase(text, from, to).or_else(|| {
        let end = subject::phrase(text, from + 1, to).map_or(from + 1, |p| p.end);
        (from < to && text.class(from) == Class::Word).then_some(Phrase { start: from, end: end.min(to) })
    })
}

/// Grammar guessed from the head of a noun phrase.
pub(crate) fn form_of(text: &Text<'_>, phrase: Phrase) -> Form {
    use super::inflect::Gender;
    let head = text.str(phrase.start);
    let gender = if head.ends_with('ة') { Gender::Feminine } else { Gender::Masculine };
    Form { shape: Shape::Past, gender, plural: head.ends_with("ون") || head.ends_with("ات"), pronoun: false }
}
