//! The lexicon of reporting: verbs with their frames and the words that matter around them.
//!
//! Read from `data/report-cues.tsv` and `data/report-cue-words.tsv` when an extractor is built. Words are
//! compared with أ إ آ folded to ا, since the news writes them carelessly (`اضاف`, `ان`).

use super::inflect::{self, Form, Gender, Shape};
use rustc_hash::FxHashMap;

static CUES: &str = include_str!("../../../../data/report-cues.tsv");
static WORDS: &str = include_str!("../../../../data/report-cue-words.tsv");

/// No reporting word.
pub(crate) const NO_CUE: u16 = u16::MAX;

/// What a lemma reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A statement.
    Say,
    /// An opinion, a finding, an expectation.
    Hold,
    /// Speech without a clause of its own: `دعا`, `أدان`.
    Act,
}

/// What may follow a verb.
pub(crate) mod frame {
    /// `أن` or `إن`
    pub(crate) const AN: u16 = 1;
    /// `بأن`
    pub(crate) const BI: u16 = 2;
    /// `إلى أن`
    pub(crate) const ILA: u16 = 4;
    /// `على أن`
    pub(crate) const ALA: u16 = 8;
    /// `عن أن`
    pub(crate) const ABOUT: u16 = 16;
    /// a statement after a colon
    pub(crate) const COLON: u16 = 32;
    /// a statement in quotation marks
    pub(crate) const QUOTE: u16 = 64;
    /// `نقل … عن قائل`
    pub(crate) const FROM: u16 = 128;
    /// also another word
    pub(crate) const WEAK: u16 = 256;
    /// the quoted words describe something
    pub(crate) const NAME: u16 = 512;
    /// without a subject it is the editor's own voice
    pub(crate) const FILLER: u16 = 1024;
    /// `من أن`
    pub(crate) const OF: u16 = 2048;
    /// `أن … إلى … على …`: any clause
    pub(crate) const CLAUSE: u16 = AN | BI | ILA | ALA | ABOUT | OF;
}

/// The parts that words play around a cue, as bits.
pub(crate) mod role {
    /// Ends a noun phrase.
    pub(crate) const PREPOSITION: u32 = 1;
    /// Owns a following أن.
    pub(crate) const GOVERNOR: u32 = 2;
    /// Begins a relative clause.
    pub(crate) const RELATIVE: u32 = 4;
    /// Begins an adjunct of time or manner.
    pub(crate) const TIME: u32 = 8;
    /// Heads an office or a source.
    pub(crate) const TITLE: u32 = 16;
    /// Stands before a name in quotation marks.
    pub(crate) const NAME: u32 = 32;
    /// Begins the newsroom's own clause after a comma.
    pub(crate) const CONTRAST: u32 = 64;
    /// No speaker when inside a report.
    pub(crate) const EVIDENCE: u32 = 128;
    /// Stands before the subject at the head of a clause.
    pub(crate) const OPENER: u32 = 256;
    /// No speaker before a headline's colon.
    pub(crate) const HEADLINE: u32 = 512;
    /// Names the source of a clause: `بحسب`.
    pub(crate) const TAIL: u32 = 1024;
    /// `أن إن ان` with any pronoun.
    pub(crate) const AN: u32 = 2048;
}

/// A reporting form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cue {
    /// What it reports.
    pub kind: Kind,
    /// Its lemma: the row of the table.
    pub lemma: u16,
    /// What may follow, of [`frame`].
    pub frames: u16,
    /// Its grammar.
    pub form: Form,
}

/// What the lexicon knows of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Entry {
    /// Index of its cue, or [`NO_CUE`].
    pub cue: u16,
    /// Bits of [`role`].
    pub roles: u32,
}

/// Reporting verbs and their surroundings.
#[derive(Debug)]
pub(crate) struct Lexicon {
    entries: FxHashMap<Box<[u8]>, Entry>,
    cues: Vec<Cue>,
    /// The lemma قال, whose participle continues another verb (`تابع قائلا`).
    pub(crate) say: u16,
    /// The lemma جاء (`جاء في البيان أن`).
    pub(crate) come: u16,
}

/// Longest word that is looked up, in bytes; the longest form of the tables has 26.
const LONGEST: usize = 40;

impl Lexicon {
    /// Reads the tables. They are part of the program; a row that does not parse fails the tests.
    pub(crate) fn new() -> Self {
        let mut lexicon = Self { entries: FxHashMap::default(), cues: Vec::new(), say: NO_CUE, come: NO_CUE };
        for (lemma, row) in rows(CUES).enumerate() {
            lexicon.verb(lemma as u16, row);
        }
        for row in rows(WORDS) {
            let Some((name, words)) = row.split_once('\t') else { continue };
            let bit = role_of(name);
            for word in words.split(' ').filter(|w| !w.is_empty()) {
                lexicon.entry(word).roles |= bit;
                if bit == role::TAIL {
                    let form = Form { shape: Shape::Source, gender: Gender::Masculine, plural: false, pronoun: false };
                    lexicon.cue(word, Cue { kind: Kind::Say, lemma: NO_CUE, frames: 0, form });
                }
            }
        }
        for an in ["أن", "بأن", "فأن"] {
            for pronoun in ["", "ه", "ها", "هم", "هما", "هن", "نا", "ني", "ك", "كم", "ي"] {
                lexicon.entry(&format!("{an}{pronoun}")).roles |= role::AN;
            }
        }
        lexicon
    }

    fn verb(&mut self, lemma: u16, row: &str) {
        let columns: Vec<&str> = row.split('\t').collect();
        let &[kind, past, present, participle, masdar, frames, flags] = &columns[..] else { return };
        let kind = match kind {
            "say" => Kind::Say,
            "hold" => Kind::Hold,
            _ => Kind::Act,
        };
        match past {
            "قال" => self.say = lemma,
            "جاء" => self.come = lemma,
            _ => {}
        }
        let bits = frames.split(' ').chain(flags.split(' ')).fold(0, |bits, name| bits | frame_of(name));
        let objects = flags.split(' ').any(|f| f == "obj") || kind == Kind::Hold;
        let mut push = |text: String, form: Form| self.cue(&text, Cue { kind, lemma, frames: bits, form });
        if past != "-" {
            inflect::past(past, objects, &mut push);
        }
        if present != "-" {
            inflect::present(present, objects, &mut push);
        }
        if participle != "-" {
            inflect::participle(participle, &mut push);
        }
        if masdar != "-" {
            inflect::masdar(masdar, &mut push);
        }
    }

    fn entry(&mut self, word: &str) -> &mut Entry {
        let mut key = Vec::with_capacity(word.len());
        fold(word.as_bytes(), |b| key.push(b));
        self.entries.entry(key.into_boxed_slice()).or_insert(Entry { cue: NO_CUE, roles: 0 })
    }

    /// Enters a form; the first of two equal ones stays.
    fn cue(&mut self, word: &str, cue: Cue) {
        let index = self.cues.len() as u16;
        let entry = self.entry(word);
        if entry.cue == NO_CUE {
            entry.cue = index;
            self.cues.push(cue);
        }
    }

    /// What is known of a word.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> Option<Entry> {
        if word.len() > LONGEST {
            return None;
        }
        let mut key = [0_u8; LONGEST];
        let mut length = 0;
        fold(word.as_bytes(), |b| {
            key[length] = b;
            length += 1;
        });
        self.entries.get(&key[..length]).copied()
    }

    /// A cue by its index.
    #[inline]
    pub(crate) fn cue_of(&self, index: u16) -> Option<&Cue> {
        self.cues.get(usize::from(index))
    }
}

/// The bytes of a word with أ إ آ as ا.
#[inline]
fn fold(word: &[u8], mut push: impl FnMut(u8)) {
    let mut before = 0;
    for &byte in word {
        let folded = if before == 0xD8 && matches!(byte, 0xA2 | 0xA3 | 0xA5) { 0xA7 } else { byte };
        push(folded);
        before = byte;
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn role_of(name: &str) -> u32 {
    match name {
        "preposition" => role::PREPOSITION,
        "governor" => role::GOVERNOR,
        "relative" => role::RELATIVE,
        "time" => role::TIME,
        "title" => role::TITLE,
        "name" => role::NAME,
        "contrast" => role::CONTRAST,
        "evidence" => role::EVIDENCE,
        "opener" => role::OPENER,
        "headline" => role::HEADLINE,
        "tail" => role::TAIL,
        _ => 0,
    }
}

fn frame_of(name: &str) -> u16 {
    match name {
        "أن" => frame::AN,
        "بأن" => frame::BI,
        "إلى" => frame::ILA,
        "على" => frame::ALA,
        "عن" => frame::ABOUT,
        "من-أن" => frame::OF,
        ":" => frame::COLON,
        "\"" => frame::QUOTE,
        "من" => frame::FROM,
        "weak" => frame::WEAK,
        "name" => frame::NAME,
        "filler" => frame::FILLER,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_parses() {
        for row in rows(CUES) {
            let columns: Vec<&str> = row.split('\t').collect();
            assert_eq!(columns.len(), 7, "{row}");
            assert!(matches!(columns[0], "say" | "hold" | "act"), "{row}");
            let known = |name: &str| frame_of(name) != 0 || matches!(name, "-" | "obj");
            assert!(columns[5].split(' ').chain(columns[6].split(' ')).all(known), "{row}");
        }
        for row in rows(WORDS) {
            assert_ne!(role_of(row.split('\t').next().unwrap_or_default()), 0, "{row}");
        }
    }

    #[test]
    fn careless_hamzas_are_found() {
        let lexicon = Lexicon::new();
        let of = |word| lexicon.cue_of(lexicon.get(word)?.cue).copied();
        assert_eq!(of("اضاف").map(|c| c.form.shape), Some(Shape::Past));
        assert_eq!(of("قالت").map(|c| c.form.gender), Some(Gender::Feminine));
        assert_eq!(of("مشيرا").map(|c| c.form.shape), Some(Shape::Participle));
        assert_eq!(of("قوله").map(|c| (c.form.shape, c.form.pronoun)), Some((Shape::Masdar, true)));
        assert_eq!(of("يرون").map(|c| c.form.plural), Some(true));
        assert!(lexicon.get("بأنها").is_some_and(|e| e.roles & role::AN != 0));
        assert!(of("كتاب").is_none());
    }
}
