//! Headlines of the form `فلان: ما قاله`.

use super::lexicon::role;
use super::report::{Bounds, Draft};
use super::subject;
use super::word::{Class, Text};

/// The name before the colon has at most so many tokens.
const LONGEST_NAME: usize = 8;
/// What is said has at least so many words.
const FEWEST_WORDS: usize = 3;

/// Adds the statement of the headline: the words after the colon, if who stands before it speaks again in
/// the text. That tells a speaker from a topic (`أسعار النفط: ارتفاع طفيف`).
pub(crate) fn find(text: &Text<'_>, sentences: &[Bounds], drafts: &mut Vec<Draft>) {
    let Some(&title) = sentences.first() else { return };
    let Some(colon) =
        (title.from + 1..title.to.min(title.from + LONGEST_NAME)).find(|&t| text.class(t) == Class::Colon)
    else {
        return;
    };
    if text.is(title.from, role::HEADLINE) || drafts.first().is_some_and(|d| d.start <= colon + 1) {
        return;
    }
    let Some(name) = subject::phrase(text, title.from, colon) else { return };
    let last = sentences.iter().take_while(|b| b.paragraph == title.paragraph).last().map_or(title.to, |b| b.to);
    let end = super::clause::trim(text, colon + 1, last);
    if text.count_words(colon + 1, end) < FEWEST_WORDS {
        return;
    }
    // the name alone, or with whom it spoke to (للجزيرة)
    if name.end != colon && !(name.end + 1 == colon && text.has_preposition(name.end)) {
        return;
    }
    let key =
        (name.start..name.end).rev().map(|t| text.tokens[t].bare(text.normalized)).find(|w| w.chars().count() > 2);
    let Some(key) = key else { return };
    let speaks = text.is(name.start, role::TITLE)
        || drafts
            .iter()
            .filter_map(|d| d.speaker)
            .any(|s| (s.start..s.end).any(|t| text.tokens[t].bare(text.normalized) == key));
    if speaks {
        drafts.insert(0, Draft { start: colon + 1, end, skip: 0, direct: true, speaker: Some(name), cue: None });
    }
}
