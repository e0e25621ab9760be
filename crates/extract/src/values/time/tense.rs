//! Whether a clause speaks of what was or of what is to come: it decides which Friday or which March is meant.

use super::grammar::Parser;
use super::lexicon::{Cue, Keyword, Sense};
use super::tape::{Kind, Prefix};

/// The time of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    /// An imperfect or `حتى`, `إلى`: rather ahead.
    Planned,
    Future,
    /// Nothing near says it.
    Open,
}

/// Words that a clause looks back over; longer ones start anew.
const REACH: usize = 14;
/// Words between a verb of saying and its own time: `قال وزير الخارجية الأمريكي الجمعة`. What stands farther is the
/// time of what was said.
const TOLD_REACH: usize = 4;
/// Words between another perfect and its time.
const PAST_REACH: usize = 9;

impl Parser<'_> {
    /// The tense at a time that stands from `start` to `end`: the nearest cue before it counts, at the head of a
    /// clause the first one after it.
    pub(super) fn tense(&self, start: usize, end: usize) -> Tense {
        if self.before(start).is_some_and(|atom| atom.is(Keyword::To) || atom.is(Keyword::Until)) {
            return Tense::Planned;
        }
        for (away, i) in (start.saturating_sub(REACH)..start).rev().enumerate() {
            match self.cue(i) {
                Some(Cue::Future) => return Tense::Future,
                Some(Cue::Planned) => return self.planned(i),
                Some(Cue::Told) if away < TOLD_REACH || self.opens_clause(end) => return Tense::Past,
                Some(Cue::Past) if away < PAST_REACH => return Tense::Past,
                Some(Cue::Told | Cue::Past) => return Tense::Open,
                None => {}
            }
        }
        if self.opens_clause(end) {
            return Tense::Past;
        }
        if start > 2 {
            return Tense::Open;
        }
        match (end..end + 3).find_map(|i| Some((i, self.cue(i)?))) {
            Some((_, Cue::Told | Cue::Past)) => Tense::Past,
            Some((_, Cue::Future)) => Tense::Planned,
            Some((i, Cue::Planned)) => self.planned(i),
            None => Tense::Open,
        }
    }

    /// An imperfect of the calendar looks ahead unless `كان`, `لم` stands before it.
    fn planned(&self, i: usize) -> Tense {
        let before = self.tape.folded(i.wrapping_sub(1));
        if i > 0 && matches!(before, "كان" | "كانت" | "كانوا" | "وكان" | "وكانت" | "لم" | "ولم")
        {
            Tense::Past
        } else {
            Tense::Planned
        }
    }

    /// Whether `أن`, `إن` opens the words of the verb that the time belongs to: `أعلنت الوزارة الجمعة أن`.
    fn opens_clause(&self, end: usize) -> bool {
        matches!(self.tape.folded(end), "ان" | "انه" | "انها" | "انهم" | "بان" | "بانه" | "بانها" | "عن")
    }

    fn cue(&self, i: usize) -> Option<Cue> {
        let atom = self.at(i).filter(|atom| atom.kind == Kind::Word)?;
        if atom.prefix.preposition() {
            return None;
        }
        match atom.find(|sense| if let Sense::Cue(cue) = sense { Some(cue) } else { None }) {
            None if self.looks_ahead(i) => Some(Cue::Future),
            cue => cue,
        }
    }

    /// Whether the word at `i` speaks of the future: `سوف`, `المقرر`, `سيعقد`.
    pub(super) fn looks_ahead(&self, i: usize) -> bool {
        let Some(atom) = self.at(i).filter(|atom| atom.kind == Kind::Word && !atom.prefix.has(Prefix::BI)) else {
            return false;
        };
        atom.senses.contains(&Sense::Cue(Cue::Future)) || will(self.tape.folded(i))
    }
}

/// Whether a folded word is an imperfect with the particle س: `سيعقد`, `ستزور`, `سنبدأ`.
fn will(word: &str) -> bool {
    let word = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    let Some(rest) = word.strip_prefix('س') else { return false };
    match word.chars().count() {
        0..=3 => false,
        4 => rest.starts_with(['ي', 'ت']) && !NO_VERBS.contains(&word),
        _ => rest.starts_with(['ي', 'ت', 'ن', 'ا']) && !NO_VERB_STARTS.iter().any(|start| word.starts_with(start)),
    }
}

/// Words of four letters that look like a future verb, folded.
const NO_VERBS: [&str; 22] = [
    "سيده", "سيدي", "سيدا", "سيره", "سيرا", "سيرك", "سيول", "سيطر", "سيما", "سينا", "سيئه", "سياج", "سيوف", "سيله",
    "ستين", "ستون", "ستار", "ستره", "ستيف", "ستان", "ستات", "ستوب",
];

/// Beginnings of longer ones.
const NO_VERB_STARTS: [&str; 41] = [
    "سياس",
    "سياد",
    "سيار",
    "سيناء",
    "سيناريو",
    "سيطر",
    "سينما",
    "سيره",
    "سيدات",
    "ستين",
    "ستون",
    "ستار",
    "ستراتيج",
    "سنوات",
    "سنوي",
    "ساعه",
    "ساعات",
    "ساعد",
    "ساهم",
    "ساحه",
    "ساحل",
    "سابق",
    "سادس",
    "سابع",
    "سائق",
    "ساده",
    "ساخن",
    "سالم",
    "سامي",
    "ساري",
    "سيول",
    "سنتين",
    "سنتان",
    "ستمائه",
    "ساند",
    "سارع",
    "سافر",
    "ساكن",
    "سيتي",
    "سنغاف",
    "سنغال",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_particle_of_the_future() {
        for verb in ["سيعقد", "وستزور", "سنبدا", "ساعود", "سيتم", "ستقام"] {
            assert!(will(verb), "{verb}");
        }
        for noun in ["سياسه", "سنوات", "سيده", "وساعات", "ستين", "سابق", "سوق", "مساء"]
        {
            assert!(!will(noun), "{noun}");
        }
    }
}
