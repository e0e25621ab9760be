//! What stands around bare digits: whether they date, count or label something.

use crate::values::time::grammar::Parser;
use crate::values::time::lexicon::{Form, Sense};
use crate::values::time::tape::{Kind, Prefix};

/// Words before a number that make it a label, not a date: decree numbers, articles, flights.
const LABELS: [&str; 16] = [
    "رقم",
    "الماده",
    "ماده",
    "القرار",
    "قرار",
    "القانون",
    "قانون",
    "المرسوم",
    "مرسوم",
    "رحله",
    "الرحله",
    "الفصل",
    "قناه",
    "الايه",
    "ايه",
    "بند",
];

impl Parser<'_> {
    /// Whether a number at `i` may be a date: nothing before it makes it a label or a part of something longer.
    pub(super) fn may_date(&self, i: usize) -> bool {
        let Some(before) = self.before(i) else { return true };
        if LABELS.contains(&self.tape.folded(i - 1)) {
            return false;
        }
        if self.mark(i - 1, ':') && i >= 2 && LABELS.contains(&self.tape.folded(i - 2)) {
            return false;
        }
        !matches!(before.kind, Kind::Mark('+' | '#' | '$' | '€' | '£' | '№' | '@' | '_' | '='))
    }

    /// Whether a mark joins the digits to what stands beside them.
    pub(super) fn glued_mark(&self, i: usize) -> bool {
        self.glued_mark_before(i) || self.goes_on(i)
    }

    /// Whether a mark joins the digits to what stands before them.
    pub(super) fn glued_mark_before(&self, i: usize) -> bool {
        self.at(i).is_some_and(|atom| !atom.spaced)
            && self
                .before(i)
                .is_some_and(|atom| matches!(atom.kind, Kind::Mark('/' | '-' | '.' | ',' | ':' | '_' | '٬' | '٫')))
    }

    /// Whether a mark joins the digits to what stands after them.
    pub(super) fn goes_on(&self, i: usize) -> bool {
        let right =
            self.at(i + 1).is_some_and(|atom| {
                !atom.spaced && matches!(atom.kind, Kind::Mark('/' | '-' | '.' | ',' | ':' | '_' | '%'))
            }) && self.at(i + 2).is_some_and(|atom| !atom.spaced && matches!(atom.kind, Kind::Digits | Kind::Word));
        right || self.at(i + 1).is_some_and(|atom| matches!(atom.kind, Kind::Mark('%' | '$' | '€' | '°')))
    }

    /// What follows a bare number: a noun that it counts, something that ends it, or a word that may be either.
    pub(super) fn counts_after(&self, end: usize) -> After {
        let Some(atom) = self.at(end) else { return After::Free };
        match atom.kind {
            Kind::Mark(_) | Kind::Opaque => return After::Free,
            Kind::Digits => return After::Unknown,
            Kind::Word => {}
        }
        if self.numeral(end).is_some_and(|(numeral, _)| numeral.norm.start() == atom.start && numeral.words)
            && atom.senses.is_empty()
        {
            return After::Counted;
        }
        if let Some((_, form)) = atom.unit()
            && !atom.article()
            && form != Form::Two
            && !atom.prefix.has(Prefix::AND)
        {
            return After::Counted;
        }
        let surface = self.surface(end);
        let folded = self.tape.folded(end);
        if surface.ends_with('ة') && !surface.starts_with("ال")
            || surface.ends_with("ا")
                && !surface.starts_with("ال")
                && surface.chars().count() > 3
                && !FREE.contains(&folded)
        {
            return After::Counted;
        }
        let joined = surface.starts_with("ال")
            || surface.starts_with("لل")
            || surface.starts_with("بال")
            || surface.starts_with("وال")
            || surface.starts_with('و')
            || surface.starts_with("لا");
        if joined || FREE.contains(&folded) || atom.senses.iter().any(|sense| matches!(sense, Sense::Keyword(_))) {
            return After::Free;
        }
        if COUNTED.contains(&folded) { After::Counted } else { After::Unknown }
    }
}

/// What stands after a bare number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    Counted,
    Free,
    Unknown,
}

/// Words after a year that cannot be counted: particles, pronouns, conjunctions, folded.
const FREE: [&str; 48] = [
    "في",
    "من",
    "علي",
    "الي",
    "عن",
    "ان",
    "انه",
    "مع",
    "بين",
    "قبل",
    "بعد",
    "منذ",
    "حتي",
    "هو",
    "هي",
    "كان",
    "كانت",
    "لم",
    "لن",
    "قد",
    "لا",
    "ما",
    "مما",
    "اي",
    "او",
    "ثم",
    "كما",
    "عندما",
    "حين",
    "حيث",
    "ضد",
    "عبر",
    "لدي",
    "تحت",
    "خلال",
    "بسبب",
    "بعدما",
    "اذ",
    "اذا",
    "عند",
    "لكن",
    "هذا",
    "هذه",
    "تم",
    "غير",
    "دون",
    "يوم",
    "ام",
];

/// Nouns that are counted in the singular after hundreds and thousands and could stand after a year, folded.
const COUNTED: [&str; 30] = [
    "شخص",
    "قتيل",
    "جريح",
    "دولار",
    "يورو",
    "ريال",
    "درهم",
    "دينار",
    "جنيه",
    "ليره",
    "طن",
    "كيلومتر",
    "متر",
    "كلم",
    "كم",
    "طالب",
    "عامل",
    "جندي",
    "مقاتل",
    "اسير",
    "مواطن",
    "لاجئ",
    "موظف",
    "منزل",
    "برميل",
    "ميغاواط",
    "ميل",
    "مشارك",
    "مريض",
    "نقطه",
];
