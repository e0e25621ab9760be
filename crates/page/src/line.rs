//! A block with all that is known of it before its neighbours are looked at.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::block::{Block, Hint};
use crate::chrome::{Chrome, ChromeList, Effect, Only};
use crate::credit::{Credit, Sources};
use crate::date::{DateWords, Stated};
use crate::key::{key_of, push_key};
use crate::page::Reason;
use crate::shape::{Ending, Shape};

/// Bytes of the longest block that gets a key: longer ones are paragraphs that no phrase and no repeat is.
const KEY_LIMIT: usize = 800;
/// Bytes of the longest line with an address that can be chrome.
const MAX_ADDRESS_LINE: usize = 200;
/// Characters within which the mark stands that parts a label from what it labels.
const LABEL_REACH: usize = 30;

/// The lists that lines are read with.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) chrome: ChromeList,
    pub(crate) dates: DateWords,
    pub(crate) sources: Sources,
}

impl Lexicon {
    pub(crate) fn new() -> Self {
        Self { chrome: ChromeList::new(), dates: DateWords::new(), sources: Sources::new() }
    }
}

/// The date a line states, and who is named beside it.
#[derive(Clone, Debug)]
pub(crate) struct DateFact {
    pub(crate) day: Option<Date>,
    pub(crate) stated: Stated,
    pub(crate) agency: Option<&'static str>,
    pub(crate) author: Option<String>,
    /// Whether nothing else stands on the line.
    pub(crate) alone: bool,
}

/// Words that name a desk where an author could stand, as keys.
const DESK_WORDS: [&str; 7] = ["محرر", "المحرر", "محررو", "قسم", "فريق", "مكتب", "هيئه"];

/// The marks that part a label from what it labels.
const LABEL_MARKS: [char; 4] = [':', '|', '»', '>'];

/// A block, its key, its shape, and what the lists say of it.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    /// Without the chrome stuck to either end.
    pub(crate) text: &'a str,
    pub(crate) hint: Hint,
    /// The key of the text, digits kept; empty for long blocks.
    pub(crate) key: String,
    pub(crate) shape: Shape,
    pub(crate) chrome: Option<Chrome>,
    /// Bytes of chrome stuck to the front.
    pub(crate) front: Option<(usize, Effect, Reason)>,
    /// Where in the block chrome stuck to its end begins.
    pub(crate) back: Option<(usize, Reason)>,
    pub(crate) date: Option<DateFact>,
    /// Whether a date is stuck to the last word, as link lists print it.
    pub(crate) ends_in_date: bool,
}

impl<'a> Line<'a> {
    pub(crate) fn new(block: &Block<'a>, lexicon: &Lexicon, masked: &mut String) -> Self {
        let whole = block.text;
        let front = lexicon.chrome.glued(whole).filter(|(len, ..)| *len <= whole.len());
        let start = front.map_or(0, |(len, ..)| len);
        let back = lexicon.chrome.tail(&whole[start..]).map(|(at, reason)| (start + at, reason));
        let text = whole[start..back.map_or(whole.len(), |(at, _)| at)].trim();
        let shape = Shape::of(text);
        let mut key = String::new();
        if text.len() <= KEY_LIMIT {
            push_key(&mut key, text);
        }
        let chrome = lexicon
            .chrome
            .look_up(&key, shape.words, masked)
            .or_else(|| lexicon.chrome.menu_row(text, masked))
            .or_else(|| beside_address(text, &key, lexicon, masked));
        let ends_in_date = shape.digits >= 4 && !shape.is_prose() && lexicon.dates.is_glued_to(text);
        let mut line = Self { text, hint: block.hint, key, shape, chrome, front, back, date: None, ends_in_date };
        if line.is_mistaken(&lexicon.sources) {
            line.chrome = None;
        }
        if line.chrome.is_none() && line.shape.digits > 0 {
            line.date = date_fact(&line.key, line.shape.ending == Ending::Stop, lexicon);
        }
        line
    }

    /// Whether the phrase found at the start is the story's own: «كتب الرئيس رسالة», «تقرير: ارتفاع أسعار النفط»
    /// name no author, and a written-out sentence that only begins like a link is no link.
    fn is_mistaken(&self, sources: &Sources) -> bool {
        let Some(chrome) = self.chrome else {
            return false;
        };
        match chrome.only {
            Only::Marked if !self.label_is_marked(chrome) => return true,
            Only::NoSentence if self.shape.is_sentence() => return true,
            _ => {}
        }
        match chrome.effect {
            Effect::Byline => self.labelled_author(sources).is_none(),
            Effect::Drop if chrome.label < self.key.len() && self.shape.is_prose() => {
                !self.text.chars().take(LABEL_REACH).any(|c| matches!(c, ':' | '|' | '»' | '>'))
            }
            _ => false,
        }
    }

    /// Whether a mark stands between the label and the rest.
    fn label_is_marked(&self, chrome: Chrome) -> bool {
        let words = self.key[..chrome.label].split(' ').count();
        let end = self.text.split_whitespace().nth(words - 1).unwrap_or_default();
        let next = self.text.split_whitespace().nth(words).unwrap_or_default();
        end.ends_with(LABEL_MARKS) || next.starts_with(LABEL_MARKS)
    }

    /// A paragraph of a story, judged alone.
    pub(crate) fn is_prose(&self) -> bool {
        let written = self.shape.is_prose() || (self.hint == Hint::Paragraph && self.shape.is_sentence());
        written && self.chrome.is_none() && self.date.is_none() && self.hint != Hint::Links
    }

    /// A written-out sentence: enough to say that the story goes on.
    pub(crate) fn is_sentence(&self) -> bool {
        (self.is_prose() || self.shape.is_sentence())
            && self.chrome.is_none()
            && self.date.is_none()
            && self.hint != Hint::Links
    }

    /// Neither letter nor digit: `×`, `* * *`.
    pub(crate) fn is_symbol(&self) -> bool {
        self.key.is_empty() && self.shape.words < 8 && !self.text.chars().any(char::is_alphanumeric)
    }

    /// Only numbers and signs: `0`, `14 °`.
    pub(crate) fn is_number(&self) -> bool {
        self.shape.digits > 0 && self.key.bytes().all(|b| b.is_ascii_digit() || b == b' ')
    }

    /// A line that could be a headline or a link.
    pub(crate) fn is_headline(&self) -> bool {
        self.chrome.is_none() && self.date.is_none() && !self.is_prose() && self.shape.arabic > 0
    }

    /// A line of the band of breaking news: `عاجل | …`. Headlines begin so too.
    pub(crate) fn is_ticker(&self) -> bool {
        self.text.strip_prefix("عاجل").is_some_and(|rest| rest.trim_start().starts_with([':', '|']))
    }

    pub(crate) fn is_menu(&self) -> bool {
        matches!(self.chrome, Some(Chrome { reason: Reason::Navigation | Reason::Ticker | Reason::Footer, .. }))
    }

    /// The words after the label that the chrome list found at the start.
    pub(crate) fn labelled(&self) -> &'a str {
        let Some(chrome) = self.chrome else {
            return self.text;
        };
        let words = self.key[..chrome.label].split(' ').count();
        let mut rest = self.text;
        for _ in 0..words {
            rest = rest.trim_start().trim_start_matches(|c: char| !c.is_alphanumeric());
            rest = rest.trim_start_matches(|c: char| c.is_alphanumeric() || is_mark(c));
        }
        rest.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '"' | '«' | '»' | '“' | '”' | '(' | ')'))
    }

    /// The author that a labelled line names.
    pub(crate) fn labelled_author(&self, sources: &Sources) -> Option<Credit> {
        let chrome = self.chrome.filter(|c| matches!(c.effect, Effect::Byline | Effect::Author))?;
        let name = self.labelled();
        let words = name.split_whitespace().count();
        if !(1..=6).contains(&words) || name.chars().any(char::is_numeric) || chrome.label == self.key.len() {
            return None;
        }
        if key_of(name).split(' ').next().is_some_and(|first| DESK_WORDS.contains(&first)) {
            return None;
        }
        let is_name = chrome.effect == Effect::Author || sources.is_person(name);
        is_name.then(|| Credit::of_author(name))
    }
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{200B}'..='\u{200F}')
}

/// Chrome with an address or an account's name beside it: `تابعنا @name`, `الرابط المختصر https://…`; or nothing
/// but such names.
fn beside_address(text: &str, key: &str, lexicon: &Lexicon, masked: &mut String) -> Option<Chrome> {
    let is_address = |word: &str| word.starts_with("http") || (word.starts_with('@') && word.len() > 1);
    if text.len() > MAX_ADDRESS_LINE || !text.split_whitespace().any(is_address) {
        return None;
    }
    let rest: Vec<&str> = text.split_whitespace().filter(|word| !is_address(word)).collect();
    let whole = |effect, reason| Chrome { effect, reason, label: key.len(), only: Only::Any };
    if rest.is_empty() {
        return Some(whole(Effect::Zone, Reason::Share));
    }
    let mut short = String::new();
    push_key(&mut short, &rest.join(" "));
    let found = lexicon.chrome.look_up(&short, rest.len(), masked)?;
    // «Twitter @name» may be the writer's own account.
    let effect = if found.effect == Effect::Drop && text.contains('@') { Effect::Zone } else { found.effect };
    (found.label == short.len()).then(|| whole(effect, found.reason))
}

/// Reads a date line; words beside the date must follow it or have an agency among them, or the line is a
/// sentence with a date.
fn date_fact(key: &str, stop: bool, lexicon: &Lexicon) -> Option<DateFact> {
    let line = lexicon.dates.read(key)?;
    let credit = line.rest.iter().find_map(|word| lexicon.sources.line(word, false));
    let author = Some(line.rest.join(" ")).filter(|name| lexicon.sources.is_person(name));
    let agency = credit.and_then(|c| c.agency);
    let alone = line.rest.is_empty();
    let source = !stop && (agency.is_some() || key.starts_with(|c: char| c.is_ascii_digit()));
    (alone || source).then_some(DateFact { day: line.day, stated: line.stated, agency, author, alone })
}

/// How often a key stands on the page, and where last.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    pub(crate) count: usize,
    pub(crate) last: usize,
}

/// The keys of a page.
pub(crate) fn count_keys<'l>(lines: &'l [Line<'_>]) -> FxHashMap<&'l str, Seen> {
    let mut seen: FxHashMap<&str, Seen> = FxHashMap::default();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.key.is_empty()) {
        let entry = seen.entry(line.key.as_str()).or_insert(Seen { count: 0, last: at });
        entry.count += 1;
        entry.last = at;
    }
    seen
}
