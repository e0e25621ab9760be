//! Words in quotation marks that no cue before them has claimed: `“…”، قال فلان`, and quoted paragraphs.

use super::complement;
use super::inflect::Shape;
use super::lexicon::{Kind, NO_CUE, role};
use super::report::Reader;
use super::source;
use super::subject::{self, Phrase};
use super::word::{Class, Text};

/// Shorter quotations before their verb are names or scare quotes, in words.
const FEWEST_BEFORE_VERB: usize = 4;
/// Shorter ones before `بحسب فلان` may be the source's term for something, in words.
const FEWEST_BEFORE_SOURCE: usize = 5;
/// So many words in quotation marks are nobody's name.
const CERTAIN_WORDS: usize = 11;
/// A paragraph all in quotation marks with so many words is a statement.
const PARAGRAPH_WORDS: usize = 7;

/// Claims quotations of the sentence by what stands after them.
pub(crate) fn unclaimed(reader: &mut Reader<'_, '_>) {
    let text = reader.text;
    let mut at = reader.bounds.from;
    let mut next_draft = reader.first_draft;
    // drafts of this sentence, in order of their start, walk along with the tokens
    reader.state.drafts[reader.first_draft..].sort_unstable_by_key(|d| (d.start, std::cmp::Reverse(d.end)));
    let mut covered = 0;
    let drafts = reader.state.drafts.len();
    while at < reader.bounds.to {
        while next_draft < drafts && reader.state.drafts[next_draft].start <= at {
            covered = covered.max(reader.state.drafts[next_draft].end);
            next_draft += 1;
        }
        let Some(close) = text.partner(at).filter(|_| text.class(at) == Class::Open && text.is_quote(at)) else {
            at += 1;
            continue;
        };
        if at >= covered
            && let Some((speaker, cue)) = claim(reader, at, close)
        {
            reader.push(at, close + 1, true, speaker, cue);
        }
        at = close + 1;
    }
}

fn claim(reader: &Reader<'_, '_>, open: usize, close: usize) -> Option<(Option<Phrase>, Option<Phrase>)> {
    let text = reader.text;
    let words = text.count_words(open, close);
    let to = reader.bounds.to;
    if let Some((at, manner)) = verb_after(text, close + 1, to) {
        let cue = text.cue(at)?;
        let fewest = if manner { 2 } else { FEWEST_BEFORE_VERB };
        let name = open > reader.bounds.from && text.is(open - 1, role::NAME);
        if words >= fewest && !name {
            let found = complement::find(text, at, cue, to);
            let limit = found.map_or(to.min(at + 24), |c| c.subject_end);
            let speaker = match cue.form.shape {
                Shape::Masdar => reader.state.memory.resolve(cue.form),
                _ => subject::after_verb(text, at + 1, limit).or_else(|| reader.state.memory.resolve(cue.form)),
            };
            return Some((speaker, Some(Phrase { start: at, end: at + 1 })));
        }
    }
    if words >= FEWEST_BEFORE_SOURCE
        && !(open > reader.bounds.from && text.is(open - 1, role::NAME))
        && let Some((speaker, cue)) = source_after(text, close + 1, to)
    {
        return Some((Some(speaker), Some(cue)));
    }
    if words >= CERTAIN_WORDS && !(open > reader.bounds.from && text.is(open - 1, role::NAME)) {
        let speaker = reader.speaker_so_far(open);
        return Some((speaker, None));
    }
    let alone =
        open == reader.bounds.from && (close + 1 >= to || (close + 2 >= to && text.class(close + 1) != Class::Word));
    (alone && words >= PARAGRAPH_WORDS).then_some((None, None))
}

/// The source after a closing mark: `“…”، وفق بلاغ للمنظمين`.
fn source_after(text: &Text<'_>, from: usize, to: usize) -> Option<(Phrase, Phrase)> {
    let at = from + usize::from(from < to && text.class(from) == Class::Comma);
    let cue = (at < to).then(|| text.cue(at)).flatten()?;
    let end = (cue.form.shape == Shape::Source && !text.words[at].conjunct).then_some(to.min(at + 16))?;
    let mut speaker = source::source_phrase(text, at + 1, end)?;
    // of whom: بلاغ للمنظمين
    let of = speaker.end;
    if of < end && text.class(of) == Class::Word && text.tokens[of].proclitics.has(khabar_normalize::Proclitic::Lam) {
        speaker.end += 1;
    }
    // بحسب ما أعلنه: a verb of its own
    (text.class(at + 1) == Class::Word && !text.is(at + 1, role::RELATIVE | role::AN))
        .then_some((speaker, Phrase { start: at, end: at + 1 }))
}

/// The reporting verb after a closing mark, and whether `كما` or `على حد` stands before it.
fn verb_after(text: &Text<'_>, from: usize, to: usize) -> Option<(usize, bool)> {
    let mut at = from;
    if at < to
        && matches!(text.class(at), Class::Comma | Class::Mark | Class::Pause | Class::Open)
        && !text.is_quote(at)
    {
        at += 1;
    }
    let mut manner = false;
    while at < to && at < from + 4 {
        if text.class(at) != Class::Word || text.words[at].conjunct {
            return None;
        }
        if let Some(cue) = text.cue(at)
            && cue.lemma != NO_CUE
            && cue.kind != Kind::Act
            && cue.form.shape != Shape::Participle
            && (cue.form.shape != Shape::Masdar || manner)
        {
            return complement::is_verb_here(text, at, cue).then_some((at, manner));
        }
        if !matches!(
            text.str(at),
            "كما"
                | "هكذا"
                | "على"
                | "حد"
                | "بحسب"
                | "حسب"
                | "وفق"
                | "حسبما"
                | "وفقما"
                | "ما"
                | "هذا"
        ) {
            return None;
        }
        manner = true;
        at += 1;
    }
    None
}
