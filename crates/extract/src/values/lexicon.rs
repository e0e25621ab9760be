//! The words that the number grammar knows, compiled from the tables under `data/`.
//!
//! Words are compared after [`fold`]: alef with hamza or madda is alef, `ى` is `ي`, `ة` is `ه`. All
//! of these letters take two bytes of UTF-8, so a folded text keeps its offsets.

use super::measure::Measures;
use crate::Modifier;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word does in a number phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberWord {
    /// 0 to 9; `construct`: اثنا, which needs عشر or another number after it.
    Unit { value: u8, construct: bool },
    /// أحد, إحدى
    OneOf,
    /// عشر
    Ten,
    /// 11 to 19 in one word
    Teen(u8),
    /// 20 to 90
    Tens(u8),
    /// 100 to 900 in one word
    Hundred { value: u16, weak: bool },
    /// مئة
    HundredNoun,
    /// مئات
    HundredPlural,
    /// A power of ten.
    Scale { power: u8, form: NounForm },
    /// دزينة: twelve
    Dozen(NounForm),
}

/// The form of a counted noun or a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NounForm {
    /// ألف
    Singular,
    /// ألفا: an accusative, or the construct of the dual
    Tanwin,
    /// ألفان, ألفين
    Dual,
    /// ألفي
    Construct,
    /// آلاف
    Plural,
}

/// نصف … عشر
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FractionWord {
    /// 2 to 10.
    pub(crate) denominator: u8,
    /// Singular: one part; dual or construct: two; plural: as many as the number before it says.
    pub(crate) form: NounForm,
    /// A pronoun is joined: ثلثها
    pub(crate) possessed: bool,
}

/// All that one word may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) number: Option<NumberWord>,
    pub(crate) ordinal: Option<u8>,
    pub(crate) fraction: Option<FractionWord>,
    /// What the word tells of a number beside it.
    pub(crate) roles: Roles,
    /// A noun in the dual: شاحنتين
    pub(crate) dual: Option<Dual>,
    /// What nobody counted: عشرات
    pub(crate) vague: Option<&'static str>,
    /// الثلاثينات
    pub(crate) decade: Option<u8>,
    /// The first word of at least one phrase of the tables.
    pub(crate) begins_phrase: bool,
}

/// The state of a noun in the dual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dual {
    /// شاحنتان, ملفيه
    Free,
    /// شاحنتي, before another noun
    Construct,
}

/// What a word beside a number tells of it; a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Roles(u16);

impl Roles {
    /// No counted noun.
    pub(crate) const FUNCTION: Self = Self(1);
    /// Digits after it name something.
    pub(crate) const IDENTIFIER: Self = Self(2);
    /// A name that goes on in digits.
    pub(crate) const MODEL: Self = Self(4);
    /// A name before the ordinal of a ruler.
    pub(crate) const REGNAL: Self = Self(8);
    /// "from … to" after it are two values.
    pub(crate) const CHANGE: Self = Self(16);
    /// Years after it are an age.
    pub(crate) const AGE: Self = Self(32);
    /// Digits joined by a hyphen after it are a result.
    pub(crate) const SCORE: Self = Self(64);
    /// Counted by the time grammar.
    pub(crate) const TIME_UNIT: Self = Self(128);
    /// The units of ages.
    pub(crate) const YEAR: Self = Self(256);
    /// Digits after it are a telephone number.
    pub(crate) const PHONE: Self = Self(512);

    /// Whether all of `other` are in the set.
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    fn named(name: &str) -> Self {
        match name {
            "function" => Self::FUNCTION,
            "identifier" => Self::IDENTIFIER,
            "model" => Self::MODEL,
            "regnal" => Self::REGNAL,
            "change" => Self::CHANGE,
            "age" => Self::AGE,
            "score" => Self::SCORE,
            "timeunit" => Self::TIME_UNIT,
            "year" => Self(Self::TIME_UNIT.0 | Self::YEAR.0),
            "phone" => Self::PHONE,
            _ => panic!("class {name} in number-context.tsv"),
        }
    }
}

/// What a phrase of one or more words means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phrase {
    /// Before a number.
    ModifierBefore(Modifier),
    /// After a number, or after its unit.
    ModifierAfter(Modifier),
    /// A currency or unit.
    Measure { noun: u16, form: NounForm },
}

/// Words of the longest phrase.
pub(crate) const LONGEST_PHRASE: usize = 5;

/// Word → [`Entry`], phrase → [`Phrase`].
#[derive(Debug)]
pub(crate) struct Lexicon {
    index: FxHashMap<Box<str>, u32>,
    entries: Vec<Entry>,
    phrases: FxHashMap<Box<str>, Vec<Phrase>>,
    pub(crate) measures: Measures,
}

const NUMBER_WORDS: &str = include_str!("../../../../data/number-words.tsv");
const DUALS: &str = include_str!("../../../../data/dual-nouns.tsv");
const CONTEXT: &str = include_str!("../../../../data/number-context.tsv");
const MODIFIERS: &str = include_str!("../../../../data/modifiers.tsv");

impl Lexicon {
    /// The compiled tables, made at the first call.
    pub(crate) fn get_or_compile() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::compile);
        &LEXICON
    }

    fn compile() -> Self {
        let mut lexicon = Self {
            index: FxHashMap::default(),
            entries: vec![Entry::default()],
            phrases: FxHashMap::default(),
            measures: Measures::default(),
        };
        for [class, value, form, spellings] in rows(NUMBER_WORDS) {
            for spelling in spellings.split('|') {
                lexicon.add_number_word(class, value, form, spelling);
            }
        }
        lexicon.add_joined_hundreds();
        lexicon.add_ordinal_suffixes();
        lexicon.add_measures();
        for [class, nouns] in rows(DUALS) {
            nouns.split('|').for_each(|noun| lexicon.add_duals(class, noun));
        }
        for [class, words] in rows(CONTEXT) {
            for word in words.split('|') {
                let entry = lexicon.entry_mut(word);
                entry.roles = Roles(entry.roles.0 | Roles::named(class).0);
            }
        }
        for [place, modifier, phrases] in rows(MODIFIERS) {
            let modifier = modifier_named(modifier);
            let phrase =
                if place == "before" { Phrase::ModifierBefore(modifier) } else { Phrase::ModifierAfter(modifier) };
            phrases.split('|').for_each(|words| lexicon.add_phrase(words, phrase));
        }
        lexicon
    }

    /// The meanings of a folded phrase.
    pub(crate) fn phrase(&self, folded: &str) -> &[Phrase] {
        self.phrases.get(folded).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn add_phrase(&mut self, words: &str, phrase: Phrase) {
        let head = words.split(' ').next().unwrap_or_default();
        self.entry_mut(head).begins_phrase = true;
        self.phrases.entry(fold(words).into()).or_default().push(phrase);
    }

    /// The entry of a folded word.
    pub(crate) fn get(&self, folded: &str) -> Option<u32> {
        self.index.get(folded).copied()
    }

    /// An entry by its number; 0 is the empty entry.
    pub(crate) fn entry(&self, id: u32) -> &Entry {
        &self.entries[id as usize]
    }

    /// Makes the first of `words` a word of its own, so that no proclitic is cut from it.
    pub(crate) fn know(&mut self, words: &str) {
        let _ = self.entry_mut(words.split(' ').next().unwrap_or_default());
    }

    fn entry_mut(&mut self, word: &str) -> &mut Entry {
        let id = *self.index.entry(fold(word).into()).or_insert_with(|| {
            self.entries.push(Entry::default());
            self.entries.len() as u32 - 1
        });
        &mut self.entries[id as usize]
    }

    fn add_number_word(&mut self, class: &str, value: &str, form: &str, spelling: &str) {
        let entry = self.entry_mut(spelling);
        let small = || value.parse::<u8>().expect("a small number in number-words.tsv");
        let large = || value.parse::<u16>().expect("a number in number-words.tsv");
        match class {
            "unit" => entry.number = Some(NumberWord::Unit { value: small(), construct: form == "construct" }),
            "oneof" => entry.number = Some(NumberWord::OneOf),
            "ten" => entry.number = Some(NumberWord::Ten),
            "teen" => entry.number = Some(NumberWord::Teen(small())),
            "tens" => entry.number = Some(NumberWord::Tens(small())),
            "hundred" => entry.number = Some(NumberWord::Hundred { value: large(), weak: form == "weak" }),
            "hundreds" => entry.number = Some(NumberWord::HundredNoun),
            "hundredpl" => entry.number = Some(NumberWord::HundredPlural),
            "scale" => entry.number = Some(NumberWord::Scale { power: small(), form: noun_form(form) }),
            "dozen" => entry.number = Some(NumberWord::Dozen(noun_form(form))),
            "vague" => entry.vague = Some("tens"),
            "few" => {}
            "decade" => entry.decade = Some(small()),
            "ordinal" => entry.ordinal = Some(small()),
            "fraction" => {
                let (denominator, form) = (small(), noun_form(form));
                entry.fraction = Some(FractionWord { denominator, form, possessed: false });
                self.add_possessed_fractions(spelling, denominator, form);
            }
            _ => panic!("class {class} in number-words.tsv"),
        }
    }

    /// ثلثها, ثلثيهم, أرباعها: fractions with a pronoun.
    fn add_possessed_fractions(&mut self, spelling: &str, denominator: u8, form: NounForm) {
        if form == NounForm::Dual || matches!(spelling, "نص" | "ثمن" | "سبع" | "تسع" | "عشر") {
            return;
        }
        for pronoun in ["ه", "ها", "هم", "هما", "هن", "نا"] {
            let entry = self.entry_mut(&format!("{spelling}{pronoun}"));
            if entry.number.is_none() && entry.fraction.is_none() {
                entry.fraction = Some(FractionWord { denominator, form, possessed: true });
            }
        }
    }

    /// أولها, ثانيهما: ordinals with a pronoun.
    fn add_ordinal_suffixes(&mut self) {
        const STEMS: [(u8, &str); 10] = [
            (1, "أول"),
            (2, "ثاني"),
            (3, "ثالث"),
            (4, "رابع"),
            (5, "خامس"),
            (6, "سادس"),
            (7, "سابع"),
            (8, "ثامن"),
            (9, "تاسع"),
            (10, "عاشر"),
        ];
        for (value, stem) in STEMS {
            for pronoun in ["ها", "هم", "هما", "هن"] {
                self.entry_mut(&format!("{stem}{pronoun}")).ordinal = Some(value);
            }
        }
        self.entry_mut("أولاها").ordinal = Some(1);
        self.entry_mut("أولاهما").ordinal = Some(1);
    }

    /// The duals of a noun of dual-nouns.tsv.
    fn add_duals(&mut self, class: &str, noun: &str) {
        let folded = fold(noun);
        let pronouns = ["يه", "يها", "يهما", "يهم", "ينا"];
        let mut add = |form: String, dual| {
            let entry = self.entry_mut(&form);
            if entry.number.is_none() && !entry.begins_phrase {
                entry.dual = Some(dual);
            }
        };
        if let (Some(stem), "feminine") = (folded.strip_suffix('ه'), class) {
            for ending in ["تان", "تين", "تاه", "تاها"] {
                add(format!("{stem}{ending}"), Dual::Free);
            }
            for pronoun in pronouns {
                add(format!("{stem}ت{pronoun}"), Dual::Free);
            }
            add(format!("{stem}تا"), Dual::Construct);
            // سيدتي, عائلتي are "my lady", "my family".
            if !matches!(noun, "سيدة" | "عائلة" | "أسرة" | "زوجة" | "ابنة" | "طفلة" | "صديقة" | "حبيبة" | "تجربة")
            {
                add(format!("{stem}تي"), Dual::Construct);
            }
            return;
        }
        // جزء is written جزأين, جزئين or جزءين.
        let stems = match folded.strip_suffix('ء') {
            Some(stem) if !stem.ends_with('ا') => vec![folded.clone(), format!("{stem}ا"), format!("{stem}ئ")],
            _ => vec![folded.clone()],
        };
        for stem in stems {
            if class != "oblique" {
                add(format!("{stem}ان"), Dual::Free);
            }
            if class == "person" {
                continue;
            }
            add(format!("{stem}ين"), Dual::Free);
            for pronoun in pronouns {
                add(format!("{stem}{pronoun}"), Dual::Free);
            }
            if class == "construct" {
                add(format!("{stem}ي"), Dual::Construct);
            }
        }
    }

    /// ثلاثمئة … تسعمية: the unit and the hundred written as one word.
    fn add_joined_hundreds(&mut self) {
        const UNITS: [(u16, &[&str]); 7] = [
            (3, &["ثلاث", "ثلاثة", "تلات", "تلت", "ثلث"]),
            (4, &["أربع", "أربعة", "ربع"]),
            (5, &["خمس", "خمسة"]),
            (6, &["ست", "ستة"]),
            (7, &["سبع", "سبعة"]),
            (8, &["ثمان", "ثماني", "ثمانية", "ثمن", "تمان", "تمن", "تماني"]),
            (9, &["تسع", "تسعة"]),
        ];
        for (unit, stems) in UNITS {
            for stem in stems {
                for hundred in ["مئة", "مائة", "مية", "مئه", "ماية", "ميت", "مئت", "ميا"] {
                    self.entry_mut(&format!("{stem}{hundred}")).number =
                        Some(NumberWord::Hundred { value: unit * 100, weak: false });
                }
            }
        }
    }
}

fn noun_form(form: &str) -> NounForm {
    match form {
        "singular" => NounForm::Singular,
        "tanwin" => NounForm::Tanwin,
        "dual" => NounForm::Dual,
        "construct" => NounForm::Construct,
        "plural" => NounForm::Plural,
        _ => panic!("form {form} in a table of words"),
    }
}

fn modifier_named(name: &str) -> Modifier {
    [Modifier::MoreThan, Modifier::LessThan, Modifier::AtLeast, Modifier::AtMost, Modifier::Approx]
        .into_iter()
        .find(|m| m.name() == name)
        .unwrap_or_else(|| panic!("modifier {name} in modifiers.tsv"))
}

/// The rows of a table: tab-separated, comments after `#`.
pub(crate) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(|line| {
        let mut cells = [""; N];
        for (cell, text) in cells.iter_mut().zip(line.split('\t')) {
            *cell = text.trim();
        }
        cells
    })
}

/// The word with أ إ آ ٱ as ا, ى as ي, ة as ه; of the same length in bytes.
pub(crate) fn fold(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' => 'ي',
            'ة' => 'ه',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold_together() {
        let lexicon = Lexicon::get_or_compile();
        let number = |word: &str| lexicon.get(&fold(word)).and_then(|id| lexicon.entry(id).number);
        assert_eq!(number("أربعة"), number("اربعه"));
        assert_eq!(number("ثمانمائة"), Some(NumberWord::Hundred { value: 800, weak: false }));
        assert_eq!(number("تلتميه"), Some(NumberWord::Hundred { value: 300, weak: false }));
        assert_eq!(number("آلاف"), Some(NumberWord::Scale { power: 3, form: NounForm::Plural }));
        assert_eq!(number("كتاب"), None);
        assert_eq!(fold("إحدى").len(), "إحدى".len());
    }

    #[test]
    fn a_word_may_be_two_things() {
        let lexicon = Lexicon::get_or_compile();
        let entry = lexicon.entry(lexicon.get("خمس").unwrap());
        assert!(entry.number.is_some() && entry.fraction.is_some());
    }
}
