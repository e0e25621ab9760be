//! What the tagger knows of words before any training: gazetteers, trigger words, word clusters.

use super::hash::{self, mix};
use super::table::KeyTable;
use serde::{Deserialize, Serialize};

/// The lists a name can stand in; a bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub(crate) enum List {
    Country,
    Place,
    BigPlace,
    Region,
    Given,
    Surname,
    Person,
    Club,
    Organisation,
    Company,
    Nationality,
    Occupation,
    Language,
    University,
    Title,
    OrganisationHead,
    SettlementHead,
    LandHead,
    FacilityHead,
    EventHead,
    LawHead,
    ProductHead,
    WorkHead,
    ReportVerb,
    Currency,
    Calendar,
    Kunya,
}

impl List {
    /// All, in the order of their bits.
    pub(crate) const ALL: [Self; 27] = [
        Self::Country,
        Self::Place,
        Self::BigPlace,
        Self::Region,
        Self::Given,
        Self::Surname,
        Self::Person,
        Self::Club,
        Self::Organisation,
        Self::Company,
        Self::Nationality,
        Self::Occupation,
        Self::Language,
        Self::University,
        Self::Title,
        Self::OrganisationHead,
        Self::SettlementHead,
        Self::LandHead,
        Self::FacilityHead,
        Self::EventHead,
        Self::LawHead,
        Self::ProductHead,
        Self::WorkHead,
        Self::ReportVerb,
        Self::Currency,
        Self::Calendar,
        Self::Kunya,
    ];

    /// The name in `data/gazetteers` and `data/triggers.tsv`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Place => "place",
            Self::BigPlace => "big_place",
            Self::Region => "region",
            Self::Given => "given",
            Self::Surname => "surname",
            Self::Person => "person",
            Self::Club => "club",
            Self::Organisation => "organisation",
            Self::Company => "company",
            Self::Nationality => "nationality",
            Self::Occupation => "occupation",
            Self::Language => "language",
            Self::University => "university",
            Self::Title => "title",
            Self::OrganisationHead => "organisation_head",
            Self::SettlementHead => "settlement_head",
            Self::LandHead => "land_head",
            Self::FacilityHead => "facility_head",
            Self::EventHead => "event_head",
            Self::LawHead => "law_head",
            Self::ProductHead => "product_head",
            Self::WorkHead => "work_head",
            Self::ReportVerb => "report_verb",
            Self::Currency => "currency",
            Self::Calendar => "calendar",
            Self::Kunya => "kunya",
        }
    }

    /// Its bit.
    pub(crate) const fn bit(self) -> u32 {
        1 << self as u8
    }

    /// The list of a name.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.name() == name)
    }
}

/// The bits of all trigger lists.
pub(crate) const TRIGGERS: u32 = List::Title.bit()
    | List::OrganisationHead.bit()
    | List::SettlementHead.bit()
    | List::LandHead.bit()
    | List::FacilityHead.bit()
    | List::EventHead.bit()
    | List::LawHead.bit()
    | List::ProductHead.bit()
    | List::WorkHead.bit();

/// In a phrase table's value: longer phrases begin with this one.
const LONGER: u32 = 1 << 31;

/// Words of the longest phrase looked for.
const MAX_WORDS: usize = 8;

/// Cluster numbers of a word, fine to coarse; 0 is unknown.
pub(crate) type Clusters = [u16; CLUSTERINGS];

/// How many clusterings the model holds.
pub(crate) const CLUSTERINGS: usize = 3;

/// As stored in the model file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct LexiconData {
    /// Phrase keys and their lists.
    pub(crate) phrases: Vec<(u64, u32)>,
    /// Word keys and their clusters.
    pub(crate) clusters: Vec<(u64, Clusters)>,
}

/// Read-only lookups.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    data: LexiconData,
    phrases: KeyTable,
    clusters: KeyTable,
}

/// The hash of a folded word.
pub(crate) fn word_hash(folded: &str) -> u64 {
    hash::bytes(11, folded.as_bytes())
}

/// The hash of a phrase one word longer; a phrase begins from 0.
pub(crate) fn phrase_hash(before: u64, word: u64) -> u64 {
    mix(before.wrapping_add(17), word)
}

impl Lexicon {
    /// Builds the lookups.
    pub(crate) fn new(data: LexiconData) -> Self {
        let phrases = KeyTable::new(data.phrases.iter().map(|p| p.0));
        let clusters = KeyTable::new(data.clusters.iter().map(|c| c.0));
        Self { data, phrases, clusters }
    }

    /// As to be stored.
    pub(crate) fn data(&self) -> &LexiconData {
        &self.data
    }

    fn phrase(&self, hash: u64) -> u32 {
        self.phrases.get(hash::key(hash)).map_or(0, |at| self.data.phrases[at as usize].1)
    }

    /// The lists that hold this single word.
    pub(crate) fn lists(&self, word: u64) -> u32 {
        self.phrase(phrase_hash(0, word)) & !LONGER
    }

    /// Whether longer phrases begin with this word.
    pub(crate) fn longer(&self, word: u64) -> bool {
        self.phrase(phrase_hash(0, word)) & LONGER != 0
    }

    /// The clusters of a word.
    pub(crate) fn clusters(&self, word: u64) -> Option<Clusters> {
        self.clusters.get(hash::key(word)).map(|at| self.data.clusters[at as usize].1)
    }

    /// The longest match of each list from a first word (`first` holds the ways to read it) and the words
    /// after it: calls `found(words, lists)` for each length at which some list has a phrase.
    pub(crate) fn matches(
        &self,
        first: &[u64],
        rest: &(impl Iterator<Item = u64> + Clone),
        mut found: impl FnMut(usize, u32),
    ) {
        for &word in first {
            let mut state = phrase_hash(0, word);
            let mut value = self.phrase(state);
            if value & !LONGER != 0 {
                found(1, value & !LONGER);
            }
            for (n, next) in rest.clone().take(MAX_WORDS - 1).enumerate() {
                if value & LONGER == 0 {
                    break;
                }
                state = phrase_hash(state, next);
                value = self.phrase(state);
                if value & !LONGER != 0 {
                    found(n + 2, value & !LONGER);
                }
            }
        }
    }
}

/// Collects phrases for a [`LexiconData`].
#[derive(Debug, Default)]
pub(crate) struct PhraseBuilder {
    values: std::collections::BTreeMap<u64, u32>,
}

impl PhraseBuilder {
    /// Adds a folded phrase, its words between single spaces, to a list.
    pub(crate) fn add(&mut self, folded: &str, list: List) {
        let words: Vec<u64> = folded.split_whitespace().map(word_hash).collect();
        if words.is_empty() || words.len() > MAX_WORDS {
            return;
        }
        let mut state = 0;
        for (n, &word) in words.iter().enumerate() {
            state = phrase_hash(state, word);
            let value = if n + 1 == words.len() { list.bit() } else { LONGER };
            *self.values.entry(hash::key(state)).or_default() |= value;
        }
    }

    /// All phrases, by key.
    pub(crate) fn build(self) -> Vec<(u64, u32)> {
        self.values.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_and_shorter_phrases() {
        let mut b = PhraseBuilder::default();
        b.add("مجلس الامن", List::Organisation);
        b.add("مجلس الامن الدولي", List::Organisation);
        b.add("مجلس", List::OrganisationHead);
        let lexicon = Lexicon::new(LexiconData { phrases: b.build(), clusters: vec![] });
        let words: Vec<u64> = "مجلس الامن الدولي قال".split(' ').map(word_hash).collect();
        let mut got = vec![];
        lexicon.matches(&words[..1], &words[1..].iter().copied(), |n, lists| got.push((n, lists)));
        let (org, head) = (List::Organisation.bit(), List::OrganisationHead.bit());
        assert_eq!(got, [(1, head), (2, org), (3, org)]);
        assert_eq!(lexicon.lists(word_hash("مجلس")), head);
    }
}
