//! Reports without a verb of their own subject: `بحسب فلان`, `قوله`, `نقلت وكالة عن فلان`, `جاء في البيان`.

use super::complement::{self, Start};
use super::inflect::{Form, Shape};
use super::lexicon::{Cue, NO_CUE, frame, role};
use super::report::{Reader, form_of};
use super::subject::{self, Phrase};
use super::word::{Class, Text};

impl Reader<'_, '_> {
    /// `بحسب فلان فإن …`, and at the head of a sentence `بحسب فلان، …`.
    pub(super) fn source(&mut self, at: usize) -> Option<usize> {
        let text = self.text;
        if self.inside.contains(&at) {
            return None;
        }
        let to = self.bounds.to;
        let mut name = at + 1;
        // بحسب ما أعلنته الشركة: the verb names its own subject
        if name < to
            && text.is(name, role::RELATIVE)
            && !text.is(name, role::TITLE)
            && text.cue(name + usize::from(name + 1 < to)).is_some()
        {
            name += 2;
        }
        while name < to
            && (matches!(
                text.str(name),
                "عن" | "إلى"
                    | "على"
                    | "تقدير"
                    | "تقديرات"
                    | "رأي"
                    | "قول"
                    | "رواية"
                    | "إفادة"
                    | "تصريحات"
                    | "تصريح"
            ) || text.is(name, role::TIME))
        {
            name += 1;
        }
        let mut t = name;
        let mut comma = None;
        while t < to.min(at + 30) {
            match text.class(t) {
                Class::Open => t = text.partner(t).unwrap_or(t),
                Class::Comma => comma = comma.or(Some(t)),
                // بحسب التقرير، فقد ارتفعت
                Class::Word
                    if t > 0
                        && text.class(t - 1) == Class::Comma
                        && t > name
                        && !text.is(t, role::AN)
                        && begins_answer(text, t) =>
                {
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
                Class::Word
                    if text.cue(t).is_some_and(|c| c.form.shape != Shape::Masdar && c.lemma != NO_CUE && t > name) =>
                {
                    break;
                }
                _ => {}
            }
            t += 1;
        }
        None
    }

    /// `قوله إن`, `تأكيد الوزير أن`, `بالقول إن`.
    pub(super) fn masdar(&mut self, at: usize, cue: &Cue) -> Option<usize> {
        let text = self.text;
        if self.inside.contains(&at) || cue.frames & frame::CLAUSE == 0 {
            return None;
        }
        let found = complement::find(text, at, cue, self.bounds.to.min(at + 16))?;
        let article = text.tokens[at].proclitics.has_article();
        let adjacent = match found.start {
            Start::Clause(t) | Start::Quote(t) | Start::Colon(t) => {
                (at + 1..t).all(|t| text.class(t) != Class::Word || matches!(text.str(t), "إلى" | "على"))
            }
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
    pub(super) fn relayed(&mut self, at: usize) -> Option<usize> {
        let text = self.text;
        let to = self.bounds.to.min(at + 30);
        let from =
            (at + 1..to).find(|&t| text.str(t) == "عن" || matches!(text.class(t), Class::Stop | Class::Pause))?;
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
                Class::Colon => {
                    break if t + 1 < self.bounds.to && text.is_quote(t + 1) {
                        Start::Quote(t + 1)
                    } else {
                        Start::Colon(t)
                    };
                }
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
            let form = text
                .cue(reporting)
                .filter(|c| c.form.shape == Shape::Masdar)
                .map_or_else(|| form_of(text, phrase), |c| Form { pronoun: false, ..c.form });
            self.state.memory.note(phrase, form);
            self.main = Some(phrase);
        }
        self.emit(start, speaker, Some(Phrase { start: reporting, end: reporting + 1 }))
    }

    /// `جاء في البيان أن`: what it came in speaks.
    pub(super) fn came_in(&mut self, at: usize) -> Option<usize> {
        let text = self.text;
        let to = self.bounds.to.min(at + 40);
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
        self.emit(start, speaker, Some(Phrase { start: at, end: at + 2 }))
    }
}

/// The source after `بحسب`: `وفقا لصندوق النقد` names with its joined ل.
pub(super) fn source_phrase(text: &Text<'_>, from: usize, to: usize) -> Option<Phrase> {
    if from >= to {
        return None;
    }
    let from = if matches!(text.str(from), "ل" | "لل") && from + 1 < to { from + 1 } else { from };
    subject::phrase(text, from, to).or_else(|| {
        let end = subject::phrase(text, from + 1, to).map_or(from + 1, |p| p.end);
        (from < to && text.class(from) == Class::Word).then_some(Phrase { start: from, end: end.min(to) })
    })
}

/// The ف that answers a source: `فقد`, `فكل`.
fn begins_answer(text: &Text<'_>, at: usize) -> bool {
    text.str(at) == "فقد" || text.tokens[at].proclitics.has(khabar_normalize::Proclitic::Fa)
}
