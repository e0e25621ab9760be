//! Other names: in brackets after a name, and known ones.

use super::super::Mention;
use super::super::fold::folded;
use super::super::lexicon::word_hash;
use super::Sets;
use super::link::name_key;
use super::name::{Group, Name, tokens_in};
use khabar_normalize::{Layers, Token, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// Full name, then its other names, then news agencies that stand in brackets as a source.
static ALIASES: &str = include_str!("../../../../../data/gazetteers/aliases.tsv");

/// Known names of organisations.
#[derive(Debug, Default)]
pub(crate) struct Aliases {
    things: FxHashMap<u64, u32>,
    sources: FxHashSet<u64>,
    /// Words of the longest name of several words, by its first.
    longest: FxHashMap<u64, usize>,
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    ALIASES.lines().skip(1).filter_map(|line| line.split_once('\t'))
}

/// The full name of a known thing, by its row.
pub(crate) fn full_name(thing: u32) -> &'static str {
    rows().nth(thing as usize).map_or("", |row| row.0)
}

impl Aliases {
    pub(crate) fn embedded() -> Self {
        let mut new = Self::default();
        for (n, (full, others)) in rows().enumerate() {
            if full == "-" {
                new.sources.extend(others.split('|').map(name_key));
                continue;
            }
            for name in others.split('|').chain([full]).filter(|name| !name.is_empty()) {
                new.things.insert(name_key(name), n as u32);
                let words: Vec<u64> = folded(name).split(' ').map(word_hash).collect();
                if words.len() > 1 {
                    let most = new.longest.entry(words[0]).or_insert(0);
                    *most = words.len().max(*most);
                }
            }
        }
        new
    }

    /// Words of the longest name of several words that begins with this one; 0 for none.
    pub(crate) fn longest(&self, first: u64) -> usize {
        self.longest.get(&first).copied().unwrap_or(0)
    }

    pub(crate) fn get(&self, name: u64) -> Option<u32> {
        self.things.get(&name).copied()
    }
}

/// Words between a name and another one it goes by.
const KNOWN_AS: [&str; 12] =
    ["المعروف", "المعروفة", "المعروفين", "باسم", "ب", "اختصارا", "يعرف", "تعرف", "يسمى", "المسمى", "الملقب", "أو"];

/// Joins a name and the name in brackets right after it, and a name and what it is `المعروف بـ`.
pub(crate) fn join_bracketed(
    aliases: &Aliases,
    layers: &Layers<'_>,
    mentions: &[Mention],
    groups: &[Group],
    names: &[Name],
    sets: &mut Sets,
) {
    // Inner names end where their holder does: only outermost names take aliases.
    let outer: Vec<usize> = (0..mentions.len()).filter(|&n| mentions[n].depth == 0).collect();
    for pair in outer.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        if groups[a] != groups[b] || matches!(groups[a], Group::Place | Group::Other(_)) {
            continue;
        }
        let (left, right) = (mentions[a].norm, mentions[b].norm);
        if aliases.sources.contains(&names[b].key()) || right.start() < left.end() {
            continue;
        }
        let from = tokens_in(layers, left).end;
        let to = tokens_in(layers, right).start;
        let Some(between) = layers.tokens.get(from..to) else { continue };
        if bracketed(layers, between, to, right.end()) || known_as(layers, between) {
            sets.join(a, b);
        }
    }
}

/// Whether `between` is an opening bracket among quotation marks and the bracket closes after the second name.
fn bracketed(layers: &Layers<'_>, between: &[Token], second: usize, end: u32) -> bool {
    let text = layers.normalized;
    let mark = |t: &Token, marks: &[&str]| t.kind == TokenKind::Punct && marks.contains(&t.text(text));
    let opens = between.iter().filter(|t| mark(t, &["("])).count() == 1;
    let only_marks = between.iter().all(|t| mark(t, &["(", "\""]));
    let after = layers.tokens[second..].iter().skip_while(|t| t.norm.start() < end);
    opens && only_marks && after.take(2).find(|t| !mark(t, &["\""])).is_some_and(|t| mark(t, &[")"]))
}

fn known_as(layers: &Layers<'_>, between: &[Token]) -> bool {
    let text = layers.normalized;
    let word = |t: &Token| t.kind != TokenKind::Punct;
    let says = between.iter().filter(|t| word(t)).map(|t| t.text(text));
    (1..=5).contains(&between.len())
        && says.clone().all(|w| KNOWN_AS.contains(&w))
        && says.clone().any(|w| !["ب", "أو", "باسم"].contains(&w))
        && between.iter().filter(|t| !word(t)).all(|t| ["\"", "("].contains(&t.text(text)))
}
