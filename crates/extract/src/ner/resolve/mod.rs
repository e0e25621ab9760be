//! Names over a document: which mentions name the same thing, its longest name, its identifier.
//!
//! Mentions are joined when their names are equal up to marks and spelling, when one is a short form that
//! fits exactly one longer name of the document (`برينان` after `جون برينان`, `تنظيم “الدولة”` beside `تنظيم
//! “الدولة الإسلامية”`), when one stands in brackets after the other (`قوات سوريا الديمقراطية (قسد)`), or
//! when both are known names of one organisation (`data/gazetteers/aliases.tsv`). A short form that fits two
//! longer names is left alone.

mod alias;
mod link;
mod name;
mod spread;

use super::lexicon::{List, word_hash};
use super::{Mention, fold};
use crate::entity::{Entity, Label};
use alias::Aliases;
use khabar_normalize::Layers;
use link::Places;
use name::{Group, Name, key};
use rustc_hash::FxHashMap;

/// Resolves the names of documents. Immutable; share one between all threads.
///
/// ```
/// use khabar_extract::ner::{LinearTagger, Resolver, Tagger};
/// use khabar_normalize::{Analyzer, Profile};
/// let tagger = LinearTagger::embedded();
/// let resolver = Resolver::new();
/// let mut worker = Analyzer::new(Profile::News).worker();
/// let layers = worker.analyze("زار الرئيس الفرنسي إيمانويل ماكرون بيروت. وقال ماكرون إن فرنسا تدعم لبنان.");
/// let (mut mentions, mut entities) = (vec![], vec![]);
/// tagger.worker().tag(&[layers], &mut mentions);
/// resolver.resolve(&layers, &mentions[0], &mut entities);
/// let macron: Vec<_> = entities.iter().filter(|e| e.canonical == "إيمانويل ماكرون").collect();
/// assert_eq!(macron.len(), 2);
/// assert_eq!(macron[0].cluster, macron[1].cluster);
/// ```
#[derive(Debug)]
pub struct Resolver {
    aliases: Aliases,
    places: Places,
    organisation_heads: Vec<u64>,
    town: u64,
}

/// Two words or more with `أبو` at their head, taken for a rare type, name a man by his kunya.
fn kunyas_are_persons(layers: &Layers<'_>, mentions: &mut [Mention]) {
    for m in mentions {
        if matches!(m.label, Label::Work | Label::Product | Label::Event | Label::Law) {
            let name = m.norm.slice(layers.normalized);
            let father = ["أبو ", "أبي ", "أبا "].iter().any(|father| name.starts_with(father));
            if father {
                m.label = Label::Pers;
            }
        }
    }
}

static TRIGGERS: &str = include_str!("../../../../../data/triggers.tsv");

impl Default for Resolver {
    fn default() -> Self {
        Self::new()
    }
}

impl Resolver {
    /// Reads the tables that are part of the program.
    #[must_use]
    pub fn new() -> Self {
        let mut organisation_heads: Vec<u64> = TRIGGERS
            .lines()
            .filter_map(|line| line.strip_prefix(List::OrganisationHead.name())?.strip_prefix('\t'))
            .map(|word| word_hash(&fold::folded(word)))
            .collect();
        organisation_heads.sort_unstable();
        Self {
            aliases: Aliases::embedded(),
            places: Places::embedded(),
            organisation_heads,
            town: word_hash(&fold::folded("مدينة")),
        }
    }

    /// Adds the mentions that the document gives away: an acronym in brackets after its name, further mentions
    /// of names that are certain elsewhere. `أبو فلان` is a person, never a work or a product. Keeps the order. [`resolve`](Self::resolve) does this by itself.
    pub fn complete(&self, layers: &Layers<'_>, mentions: &mut Vec<Mention>) {
        kunyas_are_persons(layers, mentions);
        spread::spread(&self.aliases, layers, mentions);
    }

    /// Replaces `entities` by the resolved mentions, in their order.
    pub fn resolve(&self, layers: &Layers<'_>, mentions: &[Mention], entities: &mut Vec<Entity>) {
        entities.clear();
        let mut mentions = mentions.to_vec();
        self.complete(layers, &mut mentions);
        let names: Vec<Name> = mentions.iter().map(|m| Name::of(layers, m.norm)).collect();
        let groups: Vec<Group> = mentions.iter().map(|m| Group::of(m.label)).collect();
        let mut sets = Sets::new(mentions.len());
        self.join_equal(&names, &groups, &mut sets);
        alias::join_bracketed(&self.aliases, layers, &mentions, &groups, &names, &mut sets);
        self.join_short_persons(&names, &groups, &mut sets);
        self.join_short_organisations(&names, &groups, &mut sets);
        let known = self.join_known(&names, &groups, &mut sets);
        let canonical = canonical_names(&names, &known, &mut sets);

        let mut numbers: FxHashMap<usize, u32> = FxHashMap::default();
        for (n, mention) in mentions.iter().enumerate() {
            let root = sets.root(n);
            let next = numbers.len() as u32;
            let cluster = *numbers.entry(root).or_insert(next);
            entities.push(Entity {
                span: layers.original_span(mention.norm),
                norm: mention.norm,
                label: mention.label,
                score: mention.score,
                depth: mention.depth,
                cluster,
                canonical: canonical[&root].clone(),
                link: self.link(mention.label, &names[n]),
            });
        }
    }

    fn link(&self, label: Label, name: &Name) -> Option<String> {
        if !matches!(label, Label::Gpe) {
            return None;
        }
        let words = match name.words.split_first() {
            Some((head, rest)) if *head == self.town && !rest.is_empty() => rest,
            _ => &name.words[..],
        };
        self.places.get(key(words)).map(|p| p.to_string())
    }

    fn join_equal(&self, names: &[Name], groups: &[Group], sets: &mut Sets) {
        let mut first: FxHashMap<(Group, u64), usize> = FxHashMap::default();
        for (n, name) in names.iter().enumerate() {
            if name.words.is_empty() {
                continue;
            }
            let words = match name.words.split_first() {
                Some((head, rest)) if groups[n] == Group::Place && *head == self.town && !rest.is_empty() => rest,
                _ => &name.words[..],
            };
            let same = *first.entry((groups[n], key(words))).or_insert(n);
            sets.join(same, n);
        }
    }

    /// A person's single word, or the tail of the name, joins the one longer name it fits.
    fn join_short_persons(&self, names: &[Name], groups: &[Group], sets: &mut Sets) {
        let mut by_tail: FxHashMap<u64, Fit> = FxHashMap::default();
        let mut by_first: FxHashMap<u64, Fit> = FxHashMap::default();
        let persons: Vec<usize> = (0..names.len()).filter(|&n| groups[n] == Group::Person).collect();
        for &n in &persons {
            let words = &names[n].words;
            if words.len() < 2 {
                continue;
            }
            let words = &words[words.len().saturating_sub(MAX_WORDS)..];
            let root = sets.root(n);
            for from in 1..words.len() {
                Fit::add(&mut by_tail, key(&words[from..]), root, n);
            }
            Fit::add(&mut by_first, words[0], root, n);
        }
        for &n in &persons {
            let words = &names[n].words;
            let tail = by_tail.get(&key(words));
            let first = if words.len() == 1 { by_first.get(&words[0]) } else { None };
            let fit = match (tail, first) {
                (Some(fit), None) | (None, Some(fit)) => *fit,
                _ => continue,
            };
            if let Fit::One(longer, _) = fit {
                sets.join(longer, n);
            }
        }
    }

    /// The beginning of a longer organisation's name joins it; so does the rest after a head word
    /// (`حماس`, `حركة حماس`).
    fn join_short_organisations(&self, names: &[Name], groups: &[Group], sets: &mut Sets) {
        let organisations: Vec<usize> = (0..names.len()).filter(|&n| groups[n] == Group::Organisation).collect();
        let mut by_start: FxHashMap<u64, Fit> = FxHashMap::default();
        let mut by_rest: FxHashMap<u64, Fit> = FxHashMap::default();
        for &n in &organisations {
            let words = &names[n].words;
            let root = sets.root(n);
            for end in 2..words.len().min(MAX_WORDS) {
                Fit::add(&mut by_start, key(&words[..end]), root, n);
            }
            if words.len() > 1 && self.organisation_heads.binary_search(&words[0]).is_ok() {
                Fit::add(&mut by_rest, key(&words[1..]), root, n);
            }
        }
        for &n in &organisations {
            let own = names[n].key();
            for fit in [by_start.get(&own), by_rest.get(&own)].into_iter().flatten() {
                match *fit {
                    Fit::One(longer, _) => sets.join(longer, n),
                    Fit::Several => {}
                }
            }
        }
    }

    /// Joins known names of one thing; gives, for a root, the known full name.
    fn join_known(&self, names: &[Name], groups: &[Group], sets: &mut Sets) -> Vec<(usize, u32)> {
        let mut known = Vec::new();
        let mut first: FxHashMap<u32, usize> = FxHashMap::default();
        for (n, name) in names.iter().enumerate() {
            if groups[n] != Group::Organisation {
                continue;
            }
            if let Some(thing) = self.aliases.get(name.key()) {
                let same = *first.entry(thing).or_insert(n);
                sets.join(same, n);
                known.push((n, thing));
            }
        }
        known
    }
}

/// Words of a name that short forms are looked for in.
const MAX_WORDS: usize = 8;

/// The longer names that a short form fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    /// One cluster (its root) and one of its mentions.
    One(usize, usize),
    Several,
}

impl Fit {
    fn add(map: &mut FxHashMap<u64, Self>, key: u64, root: usize, mention: usize) {
        let fit = map.entry(key).or_insert(Self::One(root, mention));
        if !matches!(fit, Self::One(other, _) if *other == root) {
            *fit = Self::Several;
        }
    }
}

/// Disjoint sets of mentions.
#[derive(Debug)]
pub(crate) struct Sets {
    parent: Vec<usize>,
}

impl Sets {
    fn new(n: usize) -> Self {
        Self { parent: (0..n).collect() }
    }

    pub(crate) fn root(&mut self, mut n: usize) -> usize {
        while self.parent[n] != n {
            self.parent[n] = self.parent[self.parent[n]];
            n = self.parent[n];
        }
        n
    }

    /// The earlier mention's root stays.
    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }
}

fn canonical_names(names: &[Name], known: &[(usize, u32)], sets: &mut Sets) -> FxHashMap<usize, String> {
    let mut longest: FxHashMap<usize, (usize, &str)> = FxHashMap::default();
    for (n, name) in names.iter().enumerate() {
        let length = name.text.chars().count();
        let best = longest.entry(sets.root(n)).or_insert((0, ""));
        if length > best.0 {
            *best = (length, &name.text);
        }
    }
    for &(n, thing) in known {
        let full = alias::full_name(thing);
        let best = longest.entry(sets.root(n)).or_insert((0, ""));
        if full.chars().count() > best.0 {
            *best = (full.chars().count(), full);
        }
    }
    longest.into_iter().map(|(root, (_, name))| (root, name.to_owned())).collect()
}

#[cfg(test)]
mod tests;
