//! Word lists for training, from the tables in `data`.

use super::super::fold::folded;
use super::super::hash;
use super::super::lexicon::{CLUSTERINGS, LexiconData, List, PhraseBuilder, word_hash};
use std::collections::BTreeMap;

/// The texts of the tables in `data`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lists<'a> {
    /// `gazetteers/countries.tsv` and `gazetteers/country_usages.tsv`: name first.
    pub countries: &'a [&'a str],
    /// `gazetteers/places.tsv`: name first, `big` last.
    pub places: &'a str,
    /// `gazetteers/names.tsv` and `gazetteers/organisations.tsv`: list, name.
    pub names: &'a [&'a str],
    /// `triggers.tsv`: list, word.
    pub triggers: &'a str,
    /// Word clusters: folded word, then one number a clustering, coarse first.
    pub clusters: &'a str,
}

/// Word lists and clusters, ready for a model.
#[derive(Debug, Default)]
pub struct Gazetteers {
    phrases: PhraseBuilder,
    clusters: BTreeMap<u64, [u16; CLUSTERINGS]>,
}

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().skip(1).map(|line| line.split('\t').collect())
}

impl Gazetteers {
    /// Reads the tables. Unknown lists and short lines are passed over.
    #[must_use]
    pub fn new(lists: &Lists<'_>) -> Self {
        let mut new = Self::default();
        for row in lists.countries.iter().flat_map(|t| rows(t)) {
            new.phrases.add(&folded(row[0]), List::Country);
        }
        for row in rows(lists.places) {
            let name = folded(row[0]);
            new.phrases.add(&name, List::Place);
            if row.last() == Some(&"1") {
                new.phrases.add(&name, List::BigPlace);
            }
        }
        for row in lists.names.iter().flat_map(|t| rows(t)).chain(rows(lists.triggers)) {
            if let [list, name] = row[..]
                && let Some(list) = List::of(list)
            {
                new.phrases.add(&folded(name), list);
            }
        }
        for row in lists.clusters.lines().map(|line| line.split('\t').collect::<Vec<_>>()) {
            let mut numbers = [0; CLUSTERINGS];
            for (number, field) in numbers.iter_mut().zip(&row[1..]) {
                *number = field.parse().unwrap_or(0);
            }
            new.clusters.insert(hash::key(word_hash(row[0])), numbers);
        }
        new
    }

    pub(crate) fn build(self) -> LexiconData {
        LexiconData { phrases: self.phrases.build(), clusters: self.clusters.into_iter().collect() }
    }
}
