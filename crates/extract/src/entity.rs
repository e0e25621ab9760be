//! Named entities as data.

use khabar_normalize::{NormSpan, Span};

/// The twelve types of the output contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Label {
    Pers,
    Org,
    Gpe,
    Loc,
    Fac,
    Norp,
    Occ,
    Event,
    Product,
    Work,
    Law,
    Lang,
}

impl Label {
    /// All, in the order of their numbers.
    pub const ALL: [Self; 12] = [
        Self::Pers,
        Self::Org,
        Self::Gpe,
        Self::Loc,
        Self::Fac,
        Self::Norp,
        Self::Occ,
        Self::Event,
        Self::Product,
        Self::Work,
        Self::Law,
        Self::Lang,
    ];

    /// The name in the output contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pers => "PERS",
            Self::Org => "ORG",
            Self::Gpe => "GPE",
            Self::Loc => "LOC",
            Self::Fac => "FAC",
            Self::Norp => "NORP",
            Self::Occ => "OCC",
            Self::Event => "EVENT",
            Self::Product => "PRODUCT",
            Self::Work => "WORK",
            Self::Law => "LAW",
            Self::Lang => "LANG",
        }
    }

    /// The class of CoNLL and ANERcorp; `None` for OCC and NORP, which those leave unmarked.
    #[must_use]
    pub const fn conll(self) -> Option<&'static str> {
        match self {
            Self::Pers => Some("PERS"),
            Self::Org => Some("ORG"),
            Self::Gpe | Self::Loc | Self::Fac => Some("LOC"),
            Self::Event | Self::Product | Self::Work | Self::Law | Self::Lang => Some("MISC"),
            Self::Norp | Self::Occ => None,
        }
    }
}

/// One named entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// In the original text, without joined proclitics and enclosing quotation marks.
    pub span: Span,
    /// In the normalized text.
    pub norm: NormSpan,
    /// Its type.
    pub label: Label,
    /// The tagger's probability, 0 to 1.
    pub score: f32,
    /// 0 for an outermost entity.
    pub depth: u8,
    /// Number of its in-document cluster, from 0.
    pub cluster: u32,
    /// The longest name of the cluster without quotation marks, tatweel and diacritics.
    pub canonical: String,
    /// An identifier of what it names (`geonames:172408`, `iso3166:IQ`), where it is unambiguous.
    pub link: Option<String>,
}
