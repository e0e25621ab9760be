//! Where a reported clause ends.
//!
//! Arabic runs reports on with commas, so the end is where something begins that cannot belong to the
//! report: a participle that reports anew (`مشيرا إلى`), a new reporting verb (`، وأضاف`), an attribution
//! (`، بحسب البيان`), the newsroom's own clause (`، فيما`), else the sentence's end. All such places of a
//! sentence are found in one pass from its end, so that each clause finds its end in constant time.

use super::complement::{self, Start};
use super::inflect::Shape;
use super::lexicon::{Cue, Kind, frame, role};
use super::word::{Class, Text};

/// How far an attribution reaches at most, in tokens.
const LONGEST_ATTRIBUTION: usize = 16;

/// For each token of a sentence the next place, at or after it, where a report ends.
#[derive(Debug, Default)]
pub(crate) struct Ends {
    first: usize,
    next: Vec<u32>,
}

impl Ends {
    /// Finds the ends of the sentence of tokens `from..to`.
    pub(crate) fn fill(&mut self, text: &Text<'_>, from: usize, to: usize) {
        self.first = from;
        self.next.clear();
        self.next.resize(to - from + 1, to as u32);
        let mut at = to;
        while at > from {
            at -= 1;
            let next = self.next[at + 1 - from];
            // inside quotation marks and brackets nothing ends
            if text.class(at) == Class::Close
                && let Some(open) = text.partner(at).filter(|&open| open >= from)
            {
                for t in open..=at {
                    self.next[t - from] = next;
                }
                at = open;
                continue;
            }
            self.next[at - from] = if ends_at(text, self, at, from, to) { at as u32 } else { next };
        }
    }

    /// The next end at or after `at`.
    pub(crate) fn after(&self, at: usize) -> usize {
        self.next[at - self.first] as usize
    }

    /// The end of the clause that begins at `start`: its last token plus one, marks trimmed. A clause
    /// that begins inside brackets, dashes or quotation marks ends with them.
    pub(crate) fn clause(&self, text: &Text<'_>, start: usize, enclosing: Option<usize>) -> usize {
        let end = match enclosing {
            Some(close) => self.after(start).min(close),
            None => self.after(start),
        };
        trim(text, start, end)
    }
}

/// Takes commas, full stops and a lone و off the end.
pub(crate) fn trim(text: &Text<'_>, start: usize, mut end: usize) -> usize {
    while end > start {
        let at = end - 1;
        let trimmed = match text.class(at) {
            Class::Comma | Class::Pause | Class::Colon | Class::Mark => true,
            Class::Stop => !matches!(text.str(at).chars().next(), Some('؟' | '?' | '!')),
            Class::Word => matches!(text.str(at), "و" | "كما" | "فيما" | "إذ" | "حيث" | "وقد" | "بينما"),
            Class::Loose => false,
            _ => false,
        };
        if !trimmed {
            break;
        }
        end = at;
    }
    end
}

/// `،` or `؛`.
fn is_pause(text: &Text<'_>, at: usize) -> bool {
    text.class(at) == Class::Comma || matches!(text.str(at), "؛" | ";")
}

fn ends_at(text: &Text<'_>, ends: &Ends, at: usize, from: usize, to: usize) -> bool {
    if at == from || text.class(at) != Class::Word {
        return text.class(at) == Class::Pause && at + 1 < to && ends.after(at + 1) == at + 1;
    }
    let comma = is_pause(text, at - 1) || (text.class(at - 1) == Class::Close && text.is_quote(at - 1));
    if comma && is_newsroom(text, at, to) {
        return true;
    }
    if comma && matches!(text.str(at), "لكن" | "ولكن" | "بينما" | "غير" | "إلا") && counters(text, at, to)
    {
        return true;
    }
    let Some(cue) = text.cue(at) else {
        return text.str(at) == "على" && at + 1 < to && text.str(at + 1) == "حد" && is_attribution(text, ends, at, to);
    };
    match cue.form.shape {
        Shape::Participle => is_participle(text, at, to, cue, comma),
        Shape::Source => {
            (comma || at + 4 >= to || text.is(at + 1, role::RELATIVE)) && is_attribution(text, ends, at, to)
        }
        Shape::Past | Shape::Present => is_new_report(text, ends, at, to, cue, comma),
        Shape::Masdar => false,
    }
}

/// `، لكن الشرطة قالت إن`: somebody else answers.
fn counters(text: &Text<'_>, at: usize, to: usize) -> bool {
    (at + 1..to.min(at + 9)).any(|t| {
        text.cue(t).is_some_and(|cue| {
            cue.kind == Kind::Say
                && matches!(cue.form.shape, Shape::Past | Shape::Present)
                && cue.frames & frame::WEAK == 0
                && !complement::is_subordinate(text, t)
                && complement::find(text, t, cue, to).is_some_and(|c| matches!(c.start, Start::Clause(_)))
        })
    })
}

fn is_newsroom(text: &Text<'_>, at: usize, to: usize) -> bool {
    if text.is(at, role::CONTRAST) {
        return true;
    }
    let next = if at + 1 < to { text.str(at + 1) } else { "" };
    matches!(
        (text.str(at), next),
        ("وذلك", "في" | "خلال" | "عبر" | "أثناء" | "ضمن")
            | ("في", "حين" | "خطوة" | "المقابل" | "إشارة")
            | ("على" | "وعلى", "صعيد")
            | ("مع", "التنويه" | "الإشارة" | "التأكيد" | "العلم")
    )
}

fn is_participle(text: &Text<'_>, at: usize, to: usize, cue: &Cue, comma: bool) -> bool {
    if text.is(at - 1, role::PREPOSITION) && !text.words[at].conjunct {
        return false;
    }
    let next = at + 1;
    let leads = next < to
        && (text.is(next, role::AN)
            || text.is_quote(next)
            || matches!(text.str(next), "إلى" | "الى" | "على" | "عن" | ":" | "في"));
    let accusative = text.str(at).ends_with('ا');
    if cue.frames & frame::WEAK != 0 {
        return (comma && (accusative || leads)) || (next < to && text.is(next, role::AN));
    }
    leads
        || (comma && (accusative || text.has_preposition(next.min(to - 1)) || cue.kind != Kind::Hold))
        || (accusative && cue.kind != Kind::Hold)
}

/// An attribution that ends its sentence or is followed by an end; one in the middle is a parenthesis.
fn is_attribution(text: &Text<'_>, ends: &Ends, at: usize, to: usize) -> bool {
    for t in at + 1..=to.min(at + LONGEST_ATTRIBUTION) {
        if t >= to {
            return true;
        }
        match text.class(t) {
            Class::Stop | Class::Pause => return true,
            Class::Comma => return t + 1 >= to || ends.after(t + 1) == t + 1,
            Class::Word if text.is(t, role::AN) => return false,
            Class::Word if ends.after(t) == t => return true,
            _ => {}
        }
    }
    false
}

/// A verb that reports anew, at the head of a clause.
fn is_new_report(text: &Text<'_>, ends: &Ends, at: usize, to: usize, cue: &Cue, comma: bool) -> bool {
    let before = at - 1;
    let conjunct = text.words[at].conjunct;
    if complement::is_subordinate(text, at) {
        // كما قال فلان, حسبما ذكر
        if !matches!(text.str(before), "كما" | "مثلما") || before == 0 || !is_pause(text, before - 1) {
            return false;
        }
        let reports = text.str(before) == "كما"
            && cue.frames & frame::WEAK == 0
            && (cue.kind == Kind::Act || complement::find(text, at, cue, to).is_some());
        return reports || is_attribution(text, ends, at, to);
    }
    let linked = conjunct
        || (before > 0
            && is_pause(text, before - 1)
            && matches!(
                text.str(before),
                "ولم" | "ولا" | "ولن" | "إذ" | "حيث" | "كما" | "وقد" | "فقد" | "فيما" | "بينما"
            ));
    if !(linked || comma) || cue.frames & frame::WEAK != 0 && !complement::is_verb_here(text, at, cue) {
        return false;
    }
    if comma && linked && cue.kind != Kind::Hold {
        return true;
    }
    if linked && cue.lemma == text.lexicon.say {
        return true;
    }
    complement::find(text, at, cue, to).is_some_and(|c| !matches!(c.start, Start::Quote(_)) || linked || comma)
}
