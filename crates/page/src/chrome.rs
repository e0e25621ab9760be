//! The list of chrome phrases (`data/page-chrome.tsv`) and looking lines up in it.

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;

use crate::key::{key_of, mask_digits};
use crate::page::Reason;
use crate::table::rows;

const LIST: &str = include_str!("../../../data/page-chrome.tsv");

/// Words a line may have for its beginning, end or inside to make it chrome; a paragraph that quotes such a
/// phrase stays.
const MAX_WORDS: usize = 24;
/// Words of the longest phrase looked up at the ends of a line.
const MAX_PHRASE: usize = 6;
/// Bytes of a row of menu entries at most, and words of one.
const MAX_ROW: usize = 400;
const MAX_ENTRY: usize = 3;
/// Bytes before the end of a line in which a `tail` phrase is looked for.
const TAIL_REACH: usize = 700;

/// What a line that has the phrase means; see the head of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    Drop,
    Zone,
    Section,
    Close,
    Caption,
    Byline,
    Author,
    /// The file name of a picture, stuck to what follows it.
    Image,
    /// Up to the line that repeats the words between the two parts of the phrase.
    Bracket,
}

/// A line found to be chrome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chrome {
    pub(crate) effect: Effect,
    pub(crate) reason: Reason,
    /// Bytes of the key that a phrase at the start takes up: the rest is what it labels. The whole key for
    /// other phrases.
    pub(crate) label: usize,
    /// What a line must be besides for the phrase to count.
    pub(crate) only: Only,
}

/// What a line must be besides having the phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Only {
    Any,
    /// A mark parts the phrase from the rest.
    Marked,
    /// No written-out sentence.
    NoSentence,
}

/// The compiled list.
#[derive(Debug)]
pub(crate) struct ChromeList {
    lines: FxHashMap<String, (Effect, Reason)>,
    starts: FxHashMap<String, (Effect, Reason)>,
    labels: FxHashMap<String, (Effect, Reason)>,
    ends: FxHashMap<String, (Effect, Reason)>,
    brackets: Vec<(String, String, Reason)>,
    within: AhoCorasick,
    within_of: Vec<(Effect, Reason, Only)>,
    glue: Vec<(&'static str, (Effect, Reason))>,
    tail: AhoCorasick,
    tail_of: Vec<Reason>,
}

impl ChromeList {
    pub(crate) fn new() -> Self {
        let mut list = Lists::default();
        for row in rows(LIST) {
            if let [effect, place, reason, phrase] = row[..]
                && let Some(reason) = Reason::from_name(reason)
            {
                list.add(effect, place, reason, phrase);
            }
        }
        let automaton = |phrases: &[String]| {
            AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .ascii_case_insensitive(true)
                .build(phrases)
                .expect("the compiled-in list is small enough for an automaton")
        };
        Self {
            within: automaton(&list.within),
            tail: automaton(&list.tail),
            lines: list.lines,
            starts: list.starts,
            labels: list.labels,
            ends: list.ends,
            brackets: list.brackets,
            within_of: list.within_of,
            glue: list.glue,
            tail_of: list.tail_of,
        }
    }

    /// What a line is, by its key; `masked` is a buffer.
    pub(crate) fn look_up(&self, key: &str, words: usize, masked: &mut String) -> Option<Chrome> {
        if key.is_empty() || words > MAX_WORDS {
            return None;
        }
        mask_digits(masked, key);
        let whole = |(effect, reason): (Effect, Reason)| Chrome { effect, reason, label: key.len(), only: Only::Any };
        if let Some(&found) = self.lines.get(masked.as_str()) {
            return Some(whole(found));
        }
        for (before, after, reason) in &self.brackets {
            if masked.len() > before.len() + after.len() && masked.starts_with(before) && masked.ends_with(after) {
                return Some(Chrome { effect: Effect::Bracket, reason: *reason, label: before.len(), only: Only::Any });
            }
        }
        let cuts = || masked.match_indices(' ').map(|(at, _)| at).chain(std::iter::once(masked.len()));
        // A masked prefix without digits is as long as in the key; labels with digits are dropped whole.
        for cut in cuts().take(MAX_PHRASE) {
            if let Some(&(effect, reason)) = self.starts.get(&masked[..cut]) {
                return Some(Chrome { effect, reason, label: cut.min(key.len()), only: Only::Any });
            }
            if let Some(&(effect, reason)) = self.labels.get(&masked[..cut]).filter(|_| cut < masked.len()) {
                return Some(Chrome { effect, reason, label: cut.min(key.len()), only: Only::Marked });
            }
        }
        for (at, _) in masked.rmatch_indices(' ').take(MAX_PHRASE) {
            if let Some(&found) = self.ends.get(&masked[at + 1..]) {
                return Some(whole(found));
            }
        }
        let bounded = |at: usize| {
            at == 0 || at == masked.len() || masked.as_bytes()[at] == b' ' || masked.as_bytes()[at - 1] == b' '
        };
        let inside = self.within.find_iter(masked.as_str()).find(|m| bounded(m.start()) && bounded(m.end()));
        if let Some(found) = inside {
            let (effect, reason, only) = self.within_of[found.pattern()];
            return Some(Chrome { only, ..whole((effect, reason)) });
        }
        if is_end_mark(masked) {
            return Some(whole((Effect::Drop, Reason::EndMark)));
        }
        if is_message_call(masked) {
            return Some(Chrome { only: Only::NoSentence, ..whole((Effect::Drop, Reason::Promo)) });
        }
        self.covered(masked).map(whole)
    }

    /// A row of a menu on one line: at least two phrases of the list, and nothing else.
    fn covered(&self, masked: &str) -> Option<(Effect, Reason)> {
        let (mut at, mut phrases, mut first) = (0, 0, None);
        while at < masked.len() {
            let rest = &masked[at..];
            let cuts = rest.match_indices(' ').map(|(cut, _)| cut).chain(std::iter::once(rest.len()));
            let (cut, reason) = cuts.take(4).filter_map(|cut| Some((cut, self.lines.get(&rest[..cut])?.1))).last()?;
            first.get_or_insert(reason);
            phrases += 1;
            at += cut + 1;
        }
        (phrases >= 2).then_some((Effect::Zone, first?))
    }

    /// A row of a menu whose entries are parted by bars, of which the list knows at least half.
    pub(crate) fn menu_row(&self, text: &str, masked: &mut String) -> Option<Chrome> {
        if text.len() > MAX_ROW || !text.contains('|') {
            return None;
        }
        let (mut entries, mut known, mut end) = (0, 0, 0);
        for entry in text.split('|') {
            let key = key_of(entry);
            if key.split(' ').count() > MAX_ENTRY {
                return None;
            }
            mask_digits(masked, &key);
            let zone = |&(effect, reason): &(Effect, Reason)| effect == Effect::Zone && reason == Reason::Navigation;
            entries += 1;
            known += usize::from(self.lines.get(masked.as_str()).is_some_and(zone));
            end += key.len();
        }
        let row = entries >= 3 && known * 2 >= entries;
        row.then_some(Chrome { effect: Effect::Zone, reason: Reason::Navigation, label: end, only: Only::Any })
    }

    /// Bytes of chrome stuck to the front of a line, with the white space after it: names of icons, image files.
    pub(crate) fn glued(&self, text: &str) -> Option<(usize, Effect, Reason)> {
        let (end, (effect, reason)) = self
            .glue
            .iter()
            .filter(|(phrase, _)| text.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase)))
            .map(|(phrase, means)| (phrase.len(), *means))
            .max_by_key(|(len, _)| *len)
            .or_else(|| image_file(text).map(|len| (len, (Effect::Image, Reason::Widget))))?;
        let rest = &text[end..];
        // A Latin word that goes on is another word.
        if rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return None;
        }
        Some((text.len() - rest.trim_start().len(), effect, reason))
    }

    /// Where chrome begins that is stuck to the end of a line.
    pub(crate) fn tail(&self, text: &str) -> Option<(usize, Reason)> {
        let mut from = text.len().saturating_sub(TAIL_REACH);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let found = self.tail.find(&text[from..])?;
        Some((from + found.start(), self.tail_of[found.pattern()]))
    }
}

/// The agency's mark that the telegram ends, with the initials of its editors: `// انتهى // ر ج`.
fn is_end_mark(masked: &str) -> bool {
    let initials = masked.strip_prefix("انتهي ").unwrap_or_default();
    !initials.is_empty() && initials.split(' ').count() <= 4 && initials.split(' ').all(|w| w.chars().count() == 1)
}

/// A call to send a message to a short number: `ارسل ر الى 220055`.
fn is_message_call(masked: &str) -> bool {
    let Some(before) = masked.strip_suffix(" الي #") else {
        return false;
    };
    let verb = |word: &str| matches!(word, "ارسل" | "ارسلوا" | "ارسال");
    before.rsplit(' ').skip(1).take(3).any(verb)
}

/// The length of an image file's name at the front of a line: `photo-12.jpg`.
fn image_file(text: &str) -> Option<usize> {
    let name = text
        .bytes()
        .take(200)
        .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'/' | b'%'))
        .count();
    let name = &text.as_bytes()[..name];
    let ends = [".jpg", ".jpeg", ".png", ".gif", ".webp"];
    (1..=name.len()).rev().find(|&end| {
        ends.iter().any(|ext| end > ext.len() && name[end - ext.len()..end].eq_ignore_ascii_case(ext.as_bytes()))
    })
}

#[derive(Default)]
struct Lists {
    lines: FxHashMap<String, (Effect, Reason)>,
    starts: FxHashMap<String, (Effect, Reason)>,
    labels: FxHashMap<String, (Effect, Reason)>,
    ends: FxHashMap<String, (Effect, Reason)>,
    brackets: Vec<(String, String, Reason)>,
    within: Vec<String>,
    within_of: Vec<(Effect, Reason, Only)>,
    glue: Vec<(&'static str, (Effect, Reason))>,
    tail: Vec<String>,
    tail_of: Vec<Reason>,
}

impl Lists {
    fn add(&mut self, effect: &str, place: &str, reason: Reason, phrase: &'static str) {
        let of = |name| match name {
            "zone" => Effect::Zone,
            "section" => Effect::Section,
            "close" => Effect::Close,
            "caption" => Effect::Caption,
            "byline" => Effect::Byline,
            "author" => Effect::Author,
            "bracket" => Effect::Bracket,
            _ => Effect::Drop,
        };
        let means = (of(effect), reason);
        let key = pattern_key(phrase);
        match place {
            "line" if effect == "bracket" => {
                if let Some((before, after)) = phrase.split_once('…') {
                    self.brackets.push((key_of(before) + " ", format!(" {}", key_of(after)), reason));
                }
            }
            "line" => _ = self.lines.entry(key).or_insert(means),
            "start" => _ = self.starts.entry(key).or_insert(means),
            "label" => _ = self.labels.entry(key).or_insert(means),
            "end" => _ = self.ends.entry(key).or_insert(means),
            "within" | "call" => {
                let only = if place == "call" { Only::NoSentence } else { Only::Any };
                self.within.push(key);
                self.within_of.push((means.0, means.1, only));
            }
            "glue" => self.glue.push((phrase, means)),
            _ => {
                self.tail.push(phrase.to_owned());
                self.tail_of.push(reason);
            }
        }
    }
}

/// The key of a phrase of the list, in which `#` stands for digits.
fn pattern_key(phrase: &str) -> String {
    let mut masked = String::new();
    mask_digits(&mut masked, &key_of(&phrase.replace('#', "0")));
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look_up(line: &str) -> Option<(Effect, Reason)> {
        let found = ChromeList::new().look_up(&key_of(line), line.split_whitespace().count(), &mut String::new());
        found.map(|c| (c.effect, c.reason))
    }

    #[test]
    fn every_row_is_used() {
        for row in rows(LIST) {
            assert_eq!(row.len(), 4, "{row:?}");
            assert!(Reason::from_name(row[2]).is_some(), "{row:?}");
            let effects = ["drop", "zone", "section", "close", "bracket", "caption", "byline", "author"];
            assert!(effects.contains(&row[0]), "{row:?}");
            assert!(["line", "start", "label", "end", "within", "call", "glue", "tail"].contains(&row[1]), "{row:?}");
        }
    }

    #[test]
    fn lines_are_found_in_any_spelling() {
        assert_eq!(look_up("إقرأ أيضاً"), Some((Effect::Section, Reason::Related)));
        assert_eq!(look_up("tag icon ع ع ع"), Some((Effect::Drop, Reason::Widget)));
        assert_eq!(look_up("2min"), Some((Effect::Drop, Reason::Widget)));
        assert_eq!(look_up("١٢ تعليق"), Some((Effect::Drop, Reason::Comments)));
        assert_eq!(look_up("جميع الحقوق © محفوظة لـ \"دار الصباح\""), Some((Effect::Close, Reason::Footer)));
        assert_eq!(look_up("تخطى قصص مقترحة وواصل القراءة"), Some((Effect::Bracket, Reason::Related)));
        assert_eq!(look_up("سياسة الخصوصية الشروط والأحكام"), Some((Effect::Zone, Reason::Footer)));
        assert_eq!(look_up("رياضة البدن خير من كثرة الدواء"), None);
        assert_eq!(look_up("شارك الرئيس في القمة"), None);
    }

    #[test]
    fn rows_of_menus_end_marks_and_message_calls() {
        let list = ChromeList::new();
        let row = |line| list.menu_row(line, &mut String::new()).is_some();
        assert!(row("أخبار تونس | اقتصاد | رياضة | صحافة"));
        assert!(!row("الرئيس | الوزير | رياضة | القاضي"));
        assert!(!row("رياضة | اقتصاد"));
        assert_eq!(look_up("// انتهى // ن ع"), Some((Effect::Drop, Reason::EndMark)));
        assert_eq!(look_up("انتهى الاجتماع"), None);
        assert_eq!(look_up("ارسل خ الى 110022"), Some((Effect::Drop, Reason::Promo)));
        assert_eq!(look_up("ارتفع العدد الى 110022"), None);
    }

    #[test]
    fn glue_at_both_ends() {
        let list = ChromeList::new();
        assert_eq!(list.glued("camera iconأعمدة دخان"), Some((11, Effect::Caption, Reason::Widget)));
        assert_eq!(list.glued("photo-1.jpg أعمدة"), Some((12, Effect::Image, Reason::Widget)));
        assert_eq!(list.glued("image.jpgالنص"), Some((9, Effect::Image, Reason::Widget)));
        assert_eq!(list.glued("Next Previously"), None);
        assert_eq!(list.tail("النص. رابط الخبر بصحيفة الوئام: عنوان"), Some(("النص. ".len(), Reason::Related)));
    }
}
