//! Where the story begins, and which line is its headline.

use rustc_hash::FxHashMap;

use crate::block::Hint;
use crate::key::key_of;
use crate::layout::ends_in_credit;
use crate::line::{Line, Seen};
use crate::page::Reason;

/// Lines of a run above the story that make it a menu, and how many of them the list must know.
const MENU_LINES: usize = 8;
const MENU_KNOWN: usize = 4;
/// The part of a page's running text that may stand above the menu: notices, calls.
const ABOVE_SHARE: f64 = 0.2;
/// Words of the shortest headline that is trusted without a repeat, where a menu stands above it.
const HEADLINE_WORDS: usize = 2;
/// Lines between two printings of the headline at most.
const TWICE_REACH: usize = 12;
/// Words that an agency's headline shares with the short form above it at least.
const SLUG_WORDS: usize = 3;
/// Entries of a menu below which a headline is looked for, so that the time stays linear.
const MAX_ENTRIES: usize = 40;
/// Words of a menu entry at most.
const MENU_WORDS: usize = 4;

/// Where the parts of a page begin, as indices of lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Start {
    /// The headline.
    pub(crate) title: Option<usize>,
    /// The first line that belongs to the article: headline, caption, date, byline.
    pub(crate) article: usize,
    /// The first paragraph of running text; none on a page without.
    pub(crate) story: Option<usize>,
    /// Whether what stands above the article is a page's menu.
    pub(crate) menu_above: bool,
}

/// Finds the start of the article. `hint` is the key of a headline known from elsewhere.
pub(crate) fn find_start(lines: &[Line<'_>], seen: &FxHashMap<&str, Seen>, hint: Option<&str>) -> Start {
    let story = story_start(lines);
    let Some(first) = story else {
        let title = match hint {
            Some(key) => lines.iter().position(|line| is_title(&line.key, key)),
            None => (lines.len() > 1).then(|| candidates(lines, 0, lines.len()).next()).flatten().filter(|at| *at == 0),
        };
        return Start { title, article: title.unwrap_or(0), story, menu_above: false };
    };
    let group = group_start(lines, seen, first);
    let title = match hint {
        Some(key) => hinted(lines, key, first),
        None => choose(lines, seen, group, first),
    };
    let article = title.unwrap_or(group);
    let known = lines[..article].iter().filter(|line| line.is_menu()).count();
    let clock = lines[..article].iter().any(|line| line.date.is_some());
    // With one known entry: a clock, or a run of lines, be it three of a few words each.
    let entries = article >= 3 && lines[..article].iter().all(|line| line.shape.words < MENU_WORDS);
    let menu_above = known >= 2 || (known >= 1 && (article >= 4 || clock || entries));
    Start { title, article, story, menu_above }
}

/// Whether a line is the headline, or the headline with the name of the site or the section around it.
pub(crate) fn is_title(line: &str, title: &str) -> bool {
    if title.is_empty() {
        return false;
    }
    if line == title {
        return true;
    }
    let words = title.split(' ').count();
    let around = |rest: &str| words >= 3 && rest.split(' ').count() <= 5;
    line.strip_prefix(title).and_then(|rest| rest.strip_prefix(' ')).is_some_and(around)
        || line.strip_suffix(title).and_then(|rest| rest.strip_suffix(' ')).is_some_and(around)
}

/// The first paragraph of the story: the first running text that is not a notice above the menu.
fn story_start(lines: &[Line<'_>]) -> Option<usize> {
    let weight = |line: &Line<'_>| if line.is_prose() { line.text.len() } else { 0 };
    let total: usize = lines.iter().map(weight).sum();
    let (mut above, mut from) = (0, 0);
    let (mut run, mut known) = (0, 0);
    for (at, line) in lines.iter().enumerate() {
        if !line.is_prose() {
            run += 1;
            known += usize::from(matches!(line.chrome, Some(c) if c.reason == Reason::Navigation));
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "a share of the page's bytes needs no exact number")]
        let notice = above as f64 <= ABOVE_SHARE * total as f64;
        if run >= MENU_LINES && known >= MENU_KNOWN && notice {
            from = at;
        }
        above += weight(line);
        (run, known) = (0, 0);
    }
    lines[from..].iter().position(Line::is_prose).map(|at| from + at)
}

/// The first line after the menu entries above the story.
fn group_start(lines: &[Line<'_>], seen: &FxHashMap<&str, Seen>, first: usize) -> usize {
    let mut above: FxHashMap<&str, usize> = FxHashMap::default();
    for line in &lines[..first] {
        *above.entry(line.key.as_str()).or_default() += 1;
    }
    let is_entry = |line: &Line<'_>| {
        let repeated = line.shape.words <= MENU_WORDS
            && !line.key.is_empty()
            && (seen.get(line.key.as_str()).is_some_and(|s| s.count >= 3)
                || above.get(line.key.as_str()).is_some_and(|n| *n >= 2));
        line.is_menu() || (repeated && line.chrome.is_none() && line.front.is_none())
    };
    (0..first)
        .rev()
        .find(|at| lines[*at].is_menu() || (is_entry(&lines[*at]) && !beside_twin(lines, *at)))
        .map_or(0, |at| at + 1)
}

/// Whether the same words stand directly before or after: a caption shown twice, no menu entry.
fn beside_twin(lines: &[Line<'_>], at: usize) -> bool {
    let same = |other: Option<&Line<'_>>| other.is_some_and(|other| other.key == lines[at].key);
    same(at.checked_sub(1).and_then(|before| lines.get(before))) || same(lines.get(at + 1))
}

/// Lines of a range that could be the headline, polls and other widgets left out.
fn candidates<'l>(lines: &'l [Line<'_>], from: usize, to: usize) -> impl Iterator<Item = usize> + 'l {
    let mut widget = false;
    (from..to).filter(move |&at| {
        let line = &lines[at];
        if let Some(chrome) = line.chrome {
            widget = matches!(chrome.effect, crate::chrome::Effect::Section);
        } else if line.date.is_some() {
            widget = false;
        }
        !widget && line.is_headline() && line.front.is_none() && !line.is_symbol() && !line.is_number()
    })
}

fn choose(lines: &[Line<'_>], seen: &FxHashMap<&str, Seen>, group: usize, first: usize) -> Option<usize> {
    if let Some(marked) = lines[..first].iter().rposition(|line| line.hint == Hint::Title) {
        return Some(marked);
    }
    if let Some(at) = browser_title(lines, first) {
        return Some(first_printing(lines, at));
    }
    let again = |at: usize| {
        let key = lines[at].key.as_str();
        let elsewhere = lines
            .iter()
            .enumerate()
            .any(|(other, line)| other.abs_diff(at) > 1 && line.key != key && is_title(&line.key, key));
        elsewhere || seen.get(key).is_some_and(|s| s.count >= 2)
    };
    let in_group: Vec<usize> = candidates(lines, group, first).collect();
    if let Some(&head) = in_group.first() {
        let entry = lines[head].shape.words < MENU_WORDS && head > 0 && lines[head - 1].is_menu();
        if !again(head)
            && ((group > 0 && entry) || lines[head].is_ticker())
            && let Some(next) = below_entries(lines, &in_group, first, again)
        {
            return Some(after_slug(lines, first_printing(lines, next), first));
        }
        let words = lines[head].shape.words;
        if words >= HEADLINE_WORDS || again(head) {
            return Some(after_slug(lines, first_printing(lines, head), first));
        }
        if let Some(&next) = in_group.get(1).filter(|next| lines[**next].shape.words > MENU_WORDS) {
            return Some(next);
        }
        return (group == 0).then_some(head);
    }
    // A breadcrumb between headline and text.
    let near = group.saturating_sub(12);
    candidates(lines, near, group).filter(|at| lines[*at].shape.words > MENU_WORDS && again(*at)).last()
}

/// The headline below entries of the menu that the list does not know, or below the band of breaking news. A short
/// line with a date below it is rather the headline itself where only a caption parts it from the text.
fn below_entries(lines: &[Line<'_>], group: &[usize], first: usize, again: impl Fn(usize) -> bool) -> Option<usize> {
    let is_long = |at: &usize| {
        let line = &lines[*at];
        let long = line.shape.words > MENU_WORDS && !ends_in_credit(line.text);
        (long || (line.shape.words >= HEADLINE_WORDS && again(*at))) && !line.is_ticker()
    };
    let head = *group.first()?;
    let next = group[1..].iter().copied().take(MAX_ENTRIES).find(|at| is_long(at))?;
    let apart = lines[head + 1..next].iter().any(|line| line.chrome.is_some() || line.date.is_some());
    (next + 1 < first || !apart).then_some(next)
}

/// Agencies print the section and a short form above the headline: `ثقافي / اعتماد لائحة …`. Where the section is a
/// line of the page and the full headline follows, that one counts.
fn after_slug(lines: &[Line<'_>], at: usize, first: usize) -> usize {
    let Some((section, slug)) = lines[at].text.split_once(" / ") else {
        return at;
    };
    let (section, slug) = (key_of(section), key_of(slug));
    if !lines[..at].iter().any(|line| line.key == section) {
        return at;
    }
    let shares = |key: &str| key.split(' ').filter(|word| slug.split(' ').any(|w| w == *word)).count() >= SLUG_WORDS;
    let full =
        candidates(lines, at + 1, first).find(|&next| lines[next].shape.words > MENU_WORDS && shares(&lines[next].key));
    full.unwrap_or(at)
}

/// The headline above the text that the first line of the page, the title of the browser's window, repeats alone
/// or with the site's name.
fn browser_title(lines: &[Line<'_>], first: usize) -> Option<usize> {
    let window = lines.first().filter(|line| line.is_headline() && line.front.is_none())?;
    let from = lines[..first].iter().rposition(Line::is_menu).map_or(1, |at| at + 1).max(2);
    let at = (from..first).rev().find(|at| {
        lines[*at].is_headline() && (is_title(&window.key, &lines[*at].key) || is_title(&lines[*at].key, &window.key))
    })?;
    // The name of the site may stand above and below a headline too.
    let rival = lines[from..at].iter().any(|line| line.is_headline() && line.shape.words > MENU_WORDS);
    (!rival || lines[at].shape.words > MENU_WORDS).then_some(at)
}

/// The first printing of a headline that stands twice above the text, sharing buttons and a date between.
fn first_printing(lines: &[Line<'_>], at: usize) -> usize {
    let near = at.saturating_sub(TWICE_REACH);
    let twin = (near..at).find(|&other| lines[other].key == lines[at].key);
    let small = |line: &Line<'_>| line.chrome.is_some() || line.date.is_some() || line.is_number() || line.is_symbol();
    let between = |other: usize| &lines[other + 1..at];
    twin.filter(|&other| {
        between(other).iter().all(small) && between(other).iter().filter(|line| line.is_menu()).count() <= 1
    })
    .unwrap_or(at)
}

/// The place of a known headline: the last before the text, else the first after.
fn hinted(lines: &[Line<'_>], key: &str, first: usize) -> Option<usize> {
    let exact = |at: &usize| lines[*at].key == key;
    (0..=first.min(lines.len() - 1))
        .rev()
        .find(exact)
        .or_else(|| (0..first).rev().find(|at| is_title(&lines[*at].key, key)))
}
