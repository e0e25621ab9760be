//! The reports of one sentence: each cue with its complement, its speaker and its end.

use super::clause::Ends;
use super::complement::{self, Start};
use super::inflect::{Form, Shape};
use super::lexicon::{Cue, Kind, frame, role};
use super::memory::Memory;
use super::subject::{self, Phrase};
use super::word::{Class, Text};
use std::ops::Range;

/// Without a complement the subject of a verb is looked for so far, in tokens.
const SUBJECT_REACH: usize = 24;

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
    pub(super) enclosing: Vec<usize>,
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
    let mut reader =
        Reader { text, bounds, following, state, main: None, head: bounds.from, inside: 0..0, first_draft };
    reader.cues();
    super::direct::unclaimed(&mut reader);
}

pub(crate) struct Reader<'t, 'a> {
    pub text: &'t Text<'a>,
    pub bounds: Bounds,
    pub(super) following: &'t [Bounds],
    pub state: &'t mut State,
    /// The speaker of the sentence so far, for participles.
    pub(super) main: Option<Phrase>,
    /// Where the present clause begins.
    pub(super) head: usize,
    /// Tokens inside an indirect report, as far as these reach.
    pub(super) inside: Range<usize>,
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
                        let aside =
                            (next..after).find(|&t| self.text.class(t) == Class::Open && !self.text.is_quote(t));
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
            return self.relayed(at);
        }
        if cue.lemma == text.lexicon.come && at + 1 < self.bounds.to && text.str(at + 1) == "في" {
            return self.came_in(at);
        }
        if !complement::is_verb_here(text, at, cue) || self.is_impersonal(at, cue) {
            return None;
        }
        let nested = self.inside.contains(&at);
        if !nested && self.inside.end <= at {
            self.head = self.head.max(self.inside.end);
        }
        let to = self.state.enclosing.last().map_or(self.bounds.to, |&close| close.min(self.bounds.to));
        if at > self.bounds.from && matches!(text.str(at - 1), "هل" | "وهل") {
            return None;
        }
        let found = self.first_person(at, cue, to).or_else(|| complement::find(text, at, cue, to));
        let limit = found.map_or_else(|| self.bounds.to.min(at + SUBJECT_REACH), |c| c.subject_end);
        // إلى وصف فلان بأنه: what follows the noun is its object
        let noun = cue.frames & frame::NAME != 0
            && at > self.bounds.from
            && !text.words[at].conjunct
            && text.is(at - 1, role::PREPOSITION);
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
            let certain = (phrase.start..phrase.end).any(|t| text.is(t, role::TITLE))
                || text.tokens[phrase.start].proclitics.has_article();
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

    /// Speech without marks or colon, where the speaker goes on in the first person: `قال المدير نحن نعمل`.
    fn first_person(&self, at: usize, cue: &Cue, to: usize) -> Option<complement::Complement> {
        let text = self.text;
        if cue.lemma != text.lexicon.say || !matches!(cue.form.shape, Shape::Past | Shape::Present) {
            return None;
        }
        let reach = at + 1..to.min(at + SUBJECT_REACH);
        let mut words = reach.take_while(|&t| text.class(t) == Class::Word && !text.is(t, role::AN));
        let speech = words.find(|&t| subject::begins_speech(text, t))?;
        // as after a colon in its place
        Some(complement::Complement { start: Start::Colon(speech - 1), cue: at, subject_end: speech })
    }

    /// The speaker of a verb, and whether this sentence names him as its subject.
    fn speaker(
        &self,
        at: usize,
        cue: &Cue,
        found: Option<complement::Complement>,
        limit: usize,
    ) -> (Option<Phrase>, bool) {
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
            let before = subject::before_verb(text, self.head, at)
                .or_else(|| subject::before_verb(text, comma?, at))
                .filter(|&p| !(is_possessed(text, p) || cue.kind == Kind::Hold && is_doubtful(text, p, cue)));
            if before.is_some() {
                return (before, true);
            }
        }
        // استقبل الوزير وفدا، وقال إن: the subject of the sentence
        let same = self.main.is_none().then(|| self.main_subject(at)).flatten();
        let agrees = text.str(self.bounds.from).ends_with('ت') == (cue.form.gender == super::inflect::Gender::Feminine);
        let certain = same.filter(|p| agrees && text.is(p.start, role::TITLE));
        let speaker = certain
            .or_else(|| self.state.memory.resolve(cue.form))
            .or(self.main.filter(|_| text.words[at].conjunct))
            .or(same.filter(|_| agrees));
        (speaker, false)
    }

    /// The subject of the verb that opens the sentence, though it reports nothing itself.
    pub(crate) fn main_subject(&self, at: usize) -> Option<Phrase> {
        let text = self.text;
        let from = self.bounds.from;
        if at <= from + 2
            || text.class(from) != Class::Word
            || text.is(from, role::PREPOSITION | role::OPENER | role::TITLE)
        {
            return None;
        }
        let verb = text.tokens[from];
        if verb.proclitics.has_article() {
            return None;
        }
        subject::phrase(text, from + 1, at)
            .filter(|p| text.tokens[p.start].proclitics.has_article() || text.is(p.start, role::TITLE))
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
        let passive = cue.form.shape == Shape::Present
            && cue.form.gender == super::inflect::Gender::Masculine
            && !cue.form.plural
            && !cue.form.pronoun;
        passive
            && cue.kind == Kind::Hold
            && cue.frames & frame::FILLER != 0
            && complement::is_subordinate(self.text, at)
    }
}

/// A noun with a pronoun straight after a verb is its object (`أكدت تمسكها`), were it not for a clause after it
/// (`قال والده إن`).
fn is_possessed(text: &Text<'_>, phrase: Phrase) -> bool {
    let head = text.str(phrase.start);
    !text.is(phrase.start, role::TITLE)
        && !text.tokens[phrase.start].proclitics.has_article()
        && (head.ends_with("ها") || head.ends_with("هم") || head.ends_with('ه'))
        && head.chars().count() > 3
}

/// Several words without article or title before an opinion's verb are seldom its subject
/// (`ساعد رجلا اعتقد أنه`).
fn is_doubtful(text: &Text<'_>, phrase: Phrase, cue: &Cue) -> bool {
    cue.form.shape == Shape::Past
        && phrase.end - phrase.start > 2
        && !text.is(phrase.start, role::TITLE)
        && !text.tokens[phrase.start].proclitics.has_article()
}

fn is_relative_pronoun(word: &str) -> bool {
    word.contains("ال") && !matches!(word, "حال")
}

/// Grammar guessed from the head of a noun phrase.
pub(crate) fn form_of(text: &Text<'_>, phrase: Phrase) -> Form {
    use super::inflect::Gender;
    let head = text.str(phrase.start);
    let gender = if head.ends_with('ة') { Gender::Feminine } else { Gender::Masculine };
    Form { shape: Shape::Past, gender, plural: head.ends_with("ون") || head.ends_with("ات"), pronoun: false }
}
