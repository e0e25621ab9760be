//! What a word of a time expression may mean.

use crate::Modifier;

/// A calendar that a month name belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::values::time) enum Calendar {
    Gregorian,
    Islamic,
}

/// What a month name needs beside it to be one (`data/months.tsv`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::values::time) enum Guard {
    Free,
    Dated,
    Strict,
    /// As `Dated`, and spelled with the madda.
    Exact,
}

/// Units of time, finest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::values::time) enum Unit {
    Second,
    Minute,
    Hour,
    Night,
    Day,
    Week,
    Month,
    Quarter,
    /// Six months.
    Half,
    /// A sports season.
    Season,
    Year,
    Decade,
    Century,
}

/// The grammatical number of a unit's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::values::time) enum Form {
    One,
    Two,
    Many,
    /// The accusative after eleven and more (`يوما`), or an adverb.
    Counted,
}

/// Parts of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::values::time) enum Part {
    Dawn,
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
}

/// A piece of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::values::time) enum Edge {
    Start,
    /// The middle third.
    Mid,
    /// The point in the middle.
    Middle,
    End,
    FirstDay,
    LastDay,
}

/// The four seasons of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::values::time) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Which era a year counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::values::time) enum Era {
    BeforeChrist,
    Gregorian,
    Hijri,
}

/// Feasts that the words date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::values::time) enum Holiday {
    EidFitr,
    EidAdha,
    HijriNewYear,
    NewYear,
    Christmas,
    Easter,
    Arafa,
    Tarwiya,
    Ashura,
    Mawlid,
    WomensDay,
    LabourDay,
}

/// Words whose place in the grammar is their meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::values::time) enum Keyword {
    In,
    From,
    To,
    Until,
    Between,
    Since,
    Ago,
    After,
    During,
    Term,
    Every,
    Or,
    At,
    Matching,
    HourMark,
    Except,
    Beginning,
    Early,
    Late,
    Hereafter,
    DateWord,
    By,
    Weekend,
    ZoneWord,
    TimeOf,
    And,
    This,
    That,
    Same,
    Last,
    LastOf,
    First,
    Few,
    Whole,
    Rest,
    Now,
    Soon,
    Today,
    Manner,
    DecadeLead,
}

/// The part a number word plays in a compound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::values::time) enum Digit {
    Unit,
    Ten,
    Teen,
    Tens,
}

/// What a word tells of the tense of its clause (`data/tense-words.tsv`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::values::time) enum Cue {
    /// A verb of saying, which dates itself.
    Told,
    /// An event that was.
    Past,
    Future,
    /// An imperfect of what is on a calendar.
    Planned,
}

/// One meaning of a word or phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::values::time) enum Sense {
    Month {
        calendar: Calendar,
        month: u8,
        guard: Guard,
    },
    /// ISO number, Monday is 1.
    Weekday(u8),
    Unit(Unit, Form),
    /// A dual in construct: `عامي 2019 و2021`.
    Pair(Unit),
    /// `يوميا`
    Adverb(Unit),
    /// `يومي`
    Adjective(Unit),
    /// −2 … +2: `الماضي` is −1.
    Direction(i8),
    /// Days from today.
    Deictic(i8),
    Part {
        part: Part,
        adverb: bool,
    },
    /// An hour of the day by its name: `منتصف الليل`.
    Clock(u8),
    Meridiem {
        pm: bool,
    },
    Edge(Edge),
    Ordinal {
        value: u8,
        feminine: bool,
    },
    Number(Digit, u8),
    Season(Season),
    /// Years within the century: 60 for `ستينيات`.
    Decade(u8),
    Era(Era),
    Fraction(u8, u8),
    /// `الثلاثية`, `السداسية`: a piece of the year in Tunisia and Algeria, by how many make a year.
    Piece(u8),
    Holiday(Holiday),
    Keyword(Keyword),
    /// A number of [`Lexicon::zone`].
    Zone(u8),
    /// `نحو`, `أكثر من`; `after` for the words that follow (`على الأقل`).
    Modifier {
        modifier: Modifier,
        after: bool,
    },
    Cue(Cue),
    /// A word that no proclitic is cut from.
    Plain,
}
