//! The words of time expressions: what each may mean, read from the tables in `data/`.

mod classes;
mod filter;
mod fold;
mod sense;
mod table;

use filter::Filter;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use table::{cue_sense, modifier_sense, month_sense, number_sense, rows, word_sense};

pub(super) use classes::{Classes, Keywords};
pub(super) use fold::{fold, fold_into, without_article};
pub(super) use sense::{Calendar, Cue, Digit, Edge, Era, Form, Guard, Holiday, Keyword, Part, Season, Sense, Unit};

/// When the clock is changed to summer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ZoneRule {
    None,
    Europe,
    America,
    Egypt,
}

/// A time zone that a text names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Zone {
    pub(super) winter: i16,
    pub(super) summer: i16,
    pub(super) rule: ZoneRule,
}

/// A phrase: the folded words after its first.
#[derive(Debug, Default)]
pub(super) struct Phrase {
    pub(super) rest: Vec<Box<str>>,
    pub(super) senses: Vec<Sense>,
    /// Of the senses.
    pub(super) classes: Classes,
    pub(super) keywords: Keywords,
}

/// What the tables say of a folded word.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) senses: Vec<Sense>,
    /// Of the senses.
    pub(super) classes: Classes,
    pub(super) keywords: Keywords,
    /// Phrases that begin with it, longest first.
    pub(super) phrases: Vec<Phrase>,
}

/// The tables, read once.
#[derive(Debug)]
pub(super) struct Lexicon {
    entries: FxHashMap<Box<str>, Entry>,
    filter: Filter,
    zones: Vec<Zone>,
}

const MONTHS: &str = include_str!("../../../../../../data/months.tsv");
const WEEKDAYS: &str = include_str!("../../../../../../data/weekdays.tsv");
const WORDS: &str = include_str!("../../../../../../data/time-words.tsv");
const TENSES: &str = include_str!("../../../../../../data/tense-words.tsv");
const NUMBERS: &str = include_str!("../../../../../../data/number-words.tsv");
const MODIFIERS: &str = include_str!("../../../../../../data/modifiers.tsv");
const ZONES: &str = include_str!("../../../../../../data/zones.tsv");

/// The one instance.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

impl Lexicon {
    /// What a folded word means; `None` for a word that has no part in time expressions.
    pub(super) fn get(&self, folded: &str) -> Option<&Entry> {
        if self.filter.admits(folded) { self.entries.get(folded) } else { None }
    }

    /// Whether the word, or what is left of it without proclitics and article, may have a part in time expressions.
    pub(super) fn may_hold(&self, folded: &str) -> bool {
        self.filter.admits_ending(folded)
    }

    /// The zone of [`Sense::Zone`].
    pub(super) fn zone(&self, index: u8) -> Zone {
        self.zones[usize::from(index)]
    }

    fn read() -> Self {
        let mut lexicon =
            Self { entries: FxHashMap::default(), filter: Filter::of(std::iter::empty()), zones: Vec::new() };
        for row in rows(MONTHS) {
            if let [form, calendar, month, guard, ..] = row[..] {
                // the article of شهر الصيف is read off like any other, so that الصيف stays the season
                let form = if guard == "strict" { form.strip_prefix("ال").unwrap_or(form) } else { form };
                lexicon.add(form, month_sense(calendar, month, guard));
            }
        }
        for row in rows(WEEKDAYS) {
            if let [form, number, ..] = row[..] {
                lexicon.add(form, number.parse().ok().map(Sense::Weekday));
            }
        }
        for row in rows(WORDS) {
            if let [form, class, value] = row[..] {
                lexicon.add(form, word_sense(class, value));
            }
        }
        for row in rows(TENSES) {
            if let [form, class] = row[..] {
                lexicon.add(form, cue_sense(class));
            }
        }
        for row in rows(NUMBERS) {
            if let [class, value, form, spellings] = row[..]
                && form != "weak"
            {
                let sense = number_sense(class, value);
                for spelling in spellings.split('|').filter(|_| sense.is_some()) {
                    lexicon.add(spelling, sense);
                }
            }
        }
        for row in rows(MODIFIERS) {
            if let [place, name, phrases] = row[..] {
                let sense = modifier_sense(place, name);
                for phrase in phrases.split('|') {
                    lexicon.add(phrase, sense);
                }
            }
        }
        for row in rows(ZONES) {
            if let [form, winter, summer, rule] = row[..] {
                lexicon.add_zone(form, winter, summer, rule);
            }
        }
        lexicon.filter = Filter::of(lexicon.entries.keys().map(AsRef::as_ref));
        for entry in lexicon.entries.values_mut() {
            entry.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
            entry.classes = Classes::of(&entry.senses);
            entry.keywords = Keywords::of(&entry.senses);
            for phrase in &mut entry.phrases {
                phrase.classes = Classes::of(&phrase.senses);
                phrase.keywords = Keywords::of(&phrase.senses);
            }
        }
        lexicon
    }

    fn add_zone(&mut self, form: &str, winter: &str, summer: &str, rule: &str) {
        let rule = match rule {
            "eu" | "lb" => ZoneRule::Europe,
            "us" => ZoneRule::America,
            "eg" => ZoneRule::Egypt,
            _ => ZoneRule::None,
        };
        if let (Ok(winter), Ok(summer), Ok(index)) = (winter.parse(), summer.parse(), u8::try_from(self.zones.len())) {
            self.zones.push(Zone { winter, summer, rule });
            self.add(form, Some(Sense::Zone(index)));
        }
    }

    fn add(&mut self, form: &str, sense: Option<Sense>) {
        debug_assert!(sense.is_some(), "a row without a meaning: {form}");
        let Some(sense) = sense else { return };
        let mut words = form.split([' ', '.']).filter(|word| !word.is_empty()).map(fold);
        let Some(first) = words.next() else { return };
        let rest: Vec<Box<str>> = words.map(Box::from).collect();
        let entry = self.entries.entry(first.into()).or_default();
        let senses = if rest.is_empty() {
            &mut entry.senses
        } else {
            let at = entry.phrases.iter().position(|phrase| phrase.rest == rest);
            let at = at.unwrap_or_else(|| {
                entry.phrases.push(Phrase { rest, ..Phrase::default() });
                entry.phrases.len() - 1
            });
            &mut entry.phrases[at].senses
        };
        if !senses.contains(&sense) {
            senses.push(sense);
        }
    }
}
