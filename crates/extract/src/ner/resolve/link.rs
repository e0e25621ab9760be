//! Identifiers of places: ISO 3166 for countries, GeoNames for towns.

use super::super::fold::folded;
use super::super::lexicon::word_hash;
use super::name::key;
use rustc_hash::FxHashMap;

static COUNTRIES: &str = include_str!("../../../../../data/gazetteers/countries.tsv");
static COUNTRY_USAGES: &str = include_str!("../../../../../data/gazetteers/country_usages.tsv");
static PLACES: &str = include_str!("../../../../../data/gazetteers/places.tsv");

/// What a name is known to name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// ISO 3166 alpha-2.
    Country([u8; 2]),
    /// GeoNames number.
    Town(u32),
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Country([a, b]) => write!(f, "iso3166:{}{}", char::from(*a), char::from(*b)),
            Self::Town(id) => write!(f, "geonames:{id}"),
        }
    }
}

/// Names of places that name one place.
#[derive(Debug, Default)]
pub(crate) struct Places {
    known: FxHashMap<u64, Place>,
}

/// A town's name is taken for it when it has this many times the people of its namesakes together.
const DOMINANCE: u64 = 10;

/// Smaller towns share their names with too many villages, families and common words.
const LEAST_PEOPLE: u64 = 15_000;

impl Places {
    pub(crate) fn embedded() -> Self {
        // For each name: its largest place, that one's people, the others' people.
        let mut towns: FxHashMap<u64, (u32, u64, u64)> = FxHashMap::default();
        for row in rows(PLACES) {
            let [name, id, _, people, ..] = row[..] else { continue };
            let (Ok(id), Ok(people)) = (id.parse::<u32>(), people.parse::<u64>()) else { continue };
            let best = towns.entry(name_key(name)).or_insert((id, people, 0));
            if best.0 == id {
                continue;
            }
            if people > best.1 {
                *best = (id, people, best.2 + best.1);
            } else {
                best.2 += people;
            }
        }
        let mut known: FxHashMap<u64, Place> = towns
            .into_iter()
            .filter(|(_, (_, people, others))| *people >= LEAST_PEOPLE && *people >= DOMINANCE * others)
            .map(|(name, (id, ..))| (name, Place::Town(id)))
            .collect();
        for row in rows(COUNTRIES).chain(rows(COUNTRY_USAGES)) {
            if let [name, code] = row[..]
                && let [a, b] = *code.as_bytes()
            {
                known.insert(name_key(name), Place::Country([a, b]));
            }
        }
        Self { known }
    }

    /// What a name names, by its [`key`].
    pub(crate) fn get(&self, key: u64) -> Option<Place> {
        self.known.get(&key).copied()
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split('\t').collect())
}

/// The key of a name as gazetteers write it.
pub(crate) fn name_key(name: &str) -> u64 {
    let words: Vec<u64> = folded(name).split_whitespace().map(word_hash).collect();
    key(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_and_dominant_towns() {
        let places = Places::embedded();
        assert_eq!(places.get(name_key("العراق")), Some(Place::Country(*b"IQ")));
        assert_eq!(places.get(name_key("سورية")), Some(Place::Country(*b"SY")));
        assert_eq!(places.get(name_key("دمشق")).map(|p| p.to_string()).as_deref(), Some("geonames:170654"));
        assert_eq!(places.get(name_key("الكلام")), None);
    }
}
