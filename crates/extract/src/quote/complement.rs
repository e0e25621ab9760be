//! What a cue reports: the clause after أن, the words after a colon, the words in quotation marks.

use super::inflect::Shape;
use super::lexicon::{Cue, frame, role};
use super::word::{Class, Text};

/// A clause farther from its verb than this, in tokens, is not looked for.
const REACH: usize = 70;
/// Reported words in quotation marks without a clause word have at least so many words; after a colon
/// or straight after the verb fewer will do.
const FEWEST_QUOTED: usize = 3;
/// A form that is also another word is a verb when its particle comes within so many tokens,
const NEAR_PARTICLE: usize = 3;
/// or within so many when an office or an occasion follows it (`علمت مصادر`, `وبين في حديثه`).
const FAR_PARTICLE: usize = 14;
/// From so many words on a quotation cannot be the name of something.
const LONG_QUOTED: usize = 9;

/// `على` and its noun between a governor and its أن are not longer than this, in tokens.
const LONGEST_DUTY: usize = 5;

/// Where the reported words begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// At a token أن, إن, بأن, فإن.
    Clause(usize),
    /// After a colon at this token.
    Colon(usize),
    /// At an opening quotation mark.
    Quote(usize),
}

/// The complement of one cue.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Complement {
    pub start: Start,
    /// The token that reports: another than the cue where قائلا or قوله follows it.
    pub cue: usize,
    /// Where the search for the subject ends.
    pub subject_end: usize,
}

/// The complement of the cue at `at`, looked for up to token `end`.
pub(crate) fn find(text: &Text<'_>, at: usize, cue: &Cue, end: usize) -> Option<Complement> {
    let end = end.min(at + REACH);
    let mut reporting = at;
    let mut subject_end = None;
    let mut quoted = None;
    let mut relative = false;
    let mut t = at + 1;
    while t < end {
        match text.class(t) {
            Class::Open if text.is_quote(t) => {
                let close = text.partner(t).unwrap_or(end);
                if quoted.is_none() && is_quotation(text, cue, reporting, t, close) {
                    quoted = Some(t);
                    if text.count_words(t + 1, close.min(end)) >= LONG_QUOTED {
                        break;
                    }
                }
                t = close + 1;
                continue;
            }
            Class::Open => {
                t = text.partner(t).unwrap_or(t) + 1;
                continue;
            }
            Class::Loose if opens(text, t) && cue.frames & frame::QUOTE != 0 && !is_name_before(text, t) => {
                quoted = quoted.or(Some(t));
                break;
            }
            Class::Colon if cue.frames & frame::COLON != 0 && quoted.is_none() => {
                let start = if t + 1 < end && text.is_quote(t + 1) && text.class(t + 1) != Class::Close {
                    Start::Quote(t + 1)
                } else {
                    Start::Colon(t)
                };
                return Some(Complement { start, cue: reporting, subject_end: subject_end.unwrap_or(t) });
            }
            Class::Stop if is_abbreviation(text, t) => {}
            Class::Stop | Class::Pause | Class::Colon | Class::Close => break,
            // a clause that explains or contrasts
            Class::Comma
                if t + 1 < end
                    && matches!(text.str(t + 1), "حيث" | "إذ" | "فيما" | "بينما" | "لكن" | "ولكن" | "كما") =>
            {
                break;
            }
            Class::Word if text.is(t, role::AN) => {
                // إن of an outer قال, after a relative clause that takes أن
                let of_relative = relative && cue.lemma == text.lexicon.say && is_above(text.str(t));
                if accepts(text, at, cue, t) && !of_relative {
                    let subject_end = subject_end.unwrap_or_else(|| clause_lead(text, t));
                    return Some(Complement { start: Start::Clause(t), cue: reporting, subject_end });
                }
            }
            Class::Word => {
                if let Some(other) = text.cue(t) {
                    match other.form.shape {
                        Shape::Participle if other.lemma == text.lexicon.say => {
                            subject_end = subject_end.or(Some(t));
                            reporting = t;
                        }
                        Shape::Masdar
                            if other.lemma == text.lexicon.say
                                && matches!(text.str(t), "بالقول" | "بقوله" | "بقولها" | "بقولهم") =>
                        {
                            subject_end = subject_end.or(Some(t));
                            reporting = t;
                        }
                        Shape::Masdar | Shape::Source => {}
                        Shape::Participle if !is_circumstance(text, t) => {}
                        _ if is_subordinate(text, t) => relative = true,
                        _ if !is_verb_here(text, t, other) => {}
                        _ => break,
                    }
                }
            }
            _ => {}
        }
        t += 1;
    }
    quoted.map(|open| Complement {
        start: Start::Quote(open),
        cue: reporting,
        subject_end: subject_end.unwrap_or(open),
    })
}

/// The token before which the subject must end: أن with its particle إلى or على.
fn clause_lead(text: &Text<'_>, an: usize) -> usize {
    if an > 0 && matches!(text.str(an - 1), "إلى" | "الى" | "على" | "عن" | "من") { an - 1 } else { an }
}

/// Whether the أن at `t` begins the report of `cue`.
fn accepts(text: &Text<'_>, at: usize, cue: &Cue, t: usize) -> bool {
    let frames = cue.frames;
    if frames & frame::CLAUSE == 0 || cue.form.shape == Shape::Source {
        return false;
    }
    let word = text.str(t);
    if text.words[t].conjunct || word.starts_with('ف') {
        return false;
    }
    let before = t - 1;
    if word.starts_with('ب') {
        return frames & frame::BI != 0 && !(before > at && text.is(before, role::GOVERNOR));
    }
    // إن كان: whether
    if matches!(word, "إن" | "ان") && t + 1 < text.words.len() && matches!(text.str(t + 1), "كان" | "كانت" | "كانوا")
    {
        return false;
    }
    let wanted = match text.str(before) {
        "إلى" | "الى" | "إلي" => frame::ILA,
        "على" => frame::ALA,
        "عن" => frame::ABOUT,
        "من" => frame::OF,
        _ => 0,
    };
    if wanted != 0 {
        return frames & wanted != 0;
    }
    if before > at
        && (text.is(before, role::GOVERNOR)
            || (text.is(before, role::PREPOSITION) && text.words[before].entry.cue == super::lexicon::NO_CUE))
    {
        return false;
    }
    // يجب على الحكومة أن: whose duty stands before its أن
    let on = (at + 1..t).rev().take(LONGEST_DUTY).find(|&w| text.str(w) == "على");
    if on.is_some_and(|on| on > at + 1 && text.is(on - 1, role::GOVERNOR)) {
        return false;
    }
    frames & frame::AN != 0
}

/// Written with its hamza above: never the إن after قال.
fn is_above(word: &str) -> bool {
    word.starts_with('أ')
}

/// A verb inside a relative or attributive clause: `الذي أعلن`, `بحسب ما نقلته`, `كما قال`.
pub(crate) fn is_subordinate(text: &Text<'_>, at: usize) -> bool {
    if text.words[at].conjunct {
        return false;
    }
    let mut before = at;
    // الذي كان يتحدث, التي لم تعلن
    while before > 0
        && at - before < 2
        && matches!(text.str(before - 1), "كان" | "كانت" | "كانوا" | "قد" | "لم" | "لا" | "سبق")
    {
        before -= 1;
    }
    before > 0 && text.is(before - 1, role::RELATIVE) && !text.is(before - 1, role::TITLE)
}

/// Whether a participle accompanies a verb (`مشيرا إلى`) and is no noun or adjective (`متابعة`, `مؤكدة`).
pub(crate) fn is_circumstance(text: &Text<'_>, at: usize) -> bool {
    let next = at + 1;
    text.str(at).ends_with('ا')
        || (at > 0 && text.class(at - 1) == Class::Comma)
        || (next < text.words.len()
            && (text.is(next, role::AN)
                || text.is_quote(next)
                || text.class(next) == Class::Colon
                || (next + 1 < text.words.len() && text.is(next + 1, role::AN))))
}

/// Weak forms are taken for verbs only where their own particle, colon or mark is near.
pub(crate) fn is_verb_here(text: &Text<'_>, at: usize, cue: &Cue) -> bool {
    if cue.frames & frame::WEAK == 0 || matches!(cue.form.shape, Shape::Present | Shape::Participle) {
        return true;
    }
    let head = text.words[at].conjunct
        || text.begins_line(at)
        || matches!(text.class(at - 1), Class::Comma | Class::Stop | Class::Pause);
    let next = at + 1;
    let introduces =
        next < text.words.len() && (text.is(next, role::TITLE) || (text.words[at].conjunct && text.str(next) == "في"));
    let reach = if introduces { FAR_PARTICLE } else { NEAR_PARTICLE };
    let near =
        (next..(next + reach).min(text.words.len())).any(|t| text.is(t, role::AN) || text.class(t) == Class::Colon);
    head && near
}

/// Whether the quotation mark at `at`, which has no partner, opens.
pub(crate) fn opens(text: &Text<'_>, at: usize) -> bool {
    let spaced =
        |at: usize| at == 0 || at >= text.tokens.len() || text.tokens[at - 1].norm.end() < text.tokens[at].norm.start();
    let next = at + 1;
    next < text.tokens.len()
        && matches!(text.class(next), Class::Word | Class::Open)
        && spaced(at)
        && (!spaced(next) || (at > 0 && text.class(at - 1) == Class::Colon))
}

fn is_name_before(text: &Text<'_>, open: usize) -> bool {
    open > 0 && text.is(open - 1, role::NAME)
}

/// Whether what stands in the pair is reported speech and no name or scare quotes.
fn is_quotation(text: &Text<'_>, cue: &Cue, reporting: usize, open: usize, close: usize) -> bool {
    if cue.frames & frame::QUOTE == 0 {
        return false;
    }
    let words = (open + 1..close.min(text.tokens.len()))
        .filter(|&t| text.tokens[t].kind == khabar_normalize::TokenKind::Word)
        .count();
    if text.class(open - 1) == Class::Colon {
        return words >= 1;
    }
    if open == reporting + 1 {
        return words >= 2;
    }
    // قناة "العربية", لـ"سبق"
    let name = text.is(open - 1, role::NAME)
        || (text.str(open - 1).chars().count() <= 2 && text.class(open - 1) == Class::Word && words < 4);
    if name && words < LONG_QUOTED {
        return false;
    }
    // يواصل الوزير, اختتم: without a clause of their own they have many objects
    let loose = cue.kind == super::lexicon::Kind::Act || cue.frames & (frame::CLAUSE | frame::NAME) == 0;
    words >= FEWEST_QUOTED + 2 * usize::from(loose)
}

/// The full stop of `د.` and `م.`, and of initials.
pub(crate) fn is_abbreviation(text: &Text<'_>, at: usize) -> bool {
    text.str(at) == "." && at > 0 && text.class(at - 1) == Class::Word && text.str(at - 1).chars().count() <= 2
}
