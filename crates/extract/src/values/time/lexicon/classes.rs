//! Kinds of senses as bits, so that a rule is tried only where a word can begin it.

use crate::values::time::lexicon::{Keyword, Sense};

/// The kinds of senses that a word has, as bits: what a rule can begin with is looked up before the rule is tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::values::time) struct Classes(u32);

impl Classes {
    pub(in crate::values::time) const NONE: Self = Self(0);
    pub(in crate::values::time) const MONTH: Self = Self(1);
    pub(in crate::values::time) const WEEKDAY: Self = Self(1 << 1);
    pub(in crate::values::time) const UNIT: Self = Self(1 << 2);
    pub(in crate::values::time) const PAIR: Self = Self(1 << 3);
    pub(in crate::values::time) const PERIODIC: Self = Self(1 << 4);
    pub(in crate::values::time) const DIRECTION: Self = Self(1 << 5);
    pub(in crate::values::time) const DEICTIC: Self = Self(1 << 6);
    pub(in crate::values::time) const PART: Self = Self(1 << 7);
    pub(in crate::values::time) const CLOCK: Self = Self(1 << 8);
    pub(in crate::values::time) const EDGE: Self = Self(1 << 9);
    pub(in crate::values::time) const ORDINAL: Self = Self(1 << 10);
    /// Number words, digits and the article before digits.
    pub(in crate::values::time) const NUMBER: Self = Self(1 << 11);
    pub(in crate::values::time) const SEASON: Self = Self(1 << 12);
    pub(in crate::values::time) const DECADE: Self = Self(1 << 13);
    pub(in crate::values::time) const FRACTION: Self = Self(1 << 14);
    pub(in crate::values::time) const HOLIDAY: Self = Self(1 << 15);
    /// `نحو`, `أكثر من`.
    pub(in crate::values::time) const MODIFIER: Self = Self(1 << 16);
    /// `منذ`, `قبل`, `بعد`.
    pub(in crate::values::time) const SHIFT: Self = Self(1 << 17);
    pub(in crate::values::time) const THIS: Self = Self(1 << 18);
    pub(in crate::values::time) const IN: Self = Self(1 << 19);
    /// `الساعة`, `عند`.
    pub(in crate::values::time) const HOUR: Self = Self(1 << 20);
    /// `من`, `بين`.
    pub(in crate::values::time) const OPENS_RANGE: Self = Self(1 << 21);
    pub(in crate::values::time) const EVERY: Self = Self(1 << 22);
    /// `آخر`, `بقية`, `نهاية الأسبوع`, `وقت` and others that begin one rule each.
    pub(in crate::values::time) const OTHER: Self = Self(1 << 23);

    /// What begins an expression only together with the word after it: `في`, `من`, `قبل`, `نحو`, `كل`, `هذا`.
    pub(in crate::values::time) const LEADS: Self = Self::IN
        .with(Self::OPENS_RANGE)
        .with(Self::SHIFT)
        .with(Self::THIS)
        .with(Self::EVERY)
        .with(Self::HOUR)
        .with(Self::MODIFIER)
        .with(Self::EDGE)
        .with(Self::DIRECTION);

    /// Both.
    pub(in crate::values::time) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether there is no class but those of `all`.
    pub(in crate::values::time) const fn within(self, all: Self) -> bool {
        self.0 & !all.0 == 0
    }

    /// Whether the two share a class.
    pub(in crate::values::time) const fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn of(senses: &[Sense]) -> Self {
        senses.iter().fold(Self::NONE, |all, &sense| all.with(Self::one(sense)))
    }

    const fn one(sense: Sense) -> Self {
        match sense {
            Sense::Month { .. } => Self::MONTH,
            Sense::Weekday(_) => Self::WEEKDAY,
            Sense::Unit(..) => Self::UNIT,
            Sense::Pair(_) => Self::PAIR,
            Sense::Adverb(_) | Sense::Adjective(_) => Self::PERIODIC,
            Sense::Direction(_) => Self::DIRECTION,
            Sense::Deictic(_) => Self::DEICTIC,
            Sense::Part { .. } => Self::PART,
            Sense::Clock(_) => Self::CLOCK,
            Sense::Edge(_) => Self::EDGE,
            Sense::Ordinal { .. } => Self::ORDINAL,
            Sense::Number(..) => Self::NUMBER,
            Sense::Season(_) => Self::SEASON,
            Sense::Decade(_) => Self::DECADE,
            Sense::Fraction(..) | Sense::Piece(_) => Self::FRACTION,
            Sense::Holiday(_) => Self::HOLIDAY,
            Sense::Modifier { after: false, .. } => Self::MODIFIER,
            Sense::Keyword(keyword) => Self::of_keyword(keyword),
            Sense::Meridiem { .. }
            | Sense::Cue(_)
            | Sense::Era(_)
            | Sense::Zone(_)
            | Sense::Plain
            | Sense::Modifier { .. } => Self::NONE,
        }
    }

    const fn of_keyword(keyword: Keyword) -> Self {
        match keyword {
            Keyword::Since | Keyword::Ago | Keyword::After => Self::SHIFT,
            Keyword::This => Self::THIS,
            Keyword::In => Self::IN,
            Keyword::HourMark | Keyword::At => Self::HOUR,
            Keyword::From | Keyword::Between => Self::OPENS_RANGE,
            Keyword::Every => Self::EVERY,
            Keyword::LastOf
            | Keyword::Rest
            | Keyword::Weekend
            | Keyword::TimeOf
            | Keyword::Now
            | Keyword::Today
            | Keyword::Few
            | Keyword::Manner
            | Keyword::DecadeLead => Self::OTHER,
            _ => Self::NONE,
        }
    }
}

/// The keywords among the senses of a word, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::values::time) struct Keywords(u64);

impl Keywords {
    /// Whether the keyword is one of them.
    pub(in crate::values::time) const fn has(self, keyword: Keyword) -> bool {
        self.0 & (1 << keyword as u32) != 0
    }

    pub(super) fn of(senses: &[Sense]) -> Self {
        Self(senses.iter().fold(0, |bits, sense| match sense {
            Sense::Keyword(keyword) => bits | 1 << *keyword as u32,
            _ => bits,
        }))
    }
}
