//! Currencies and measuring units: nouns with the adjectives that tell them apart, and symbols.
//!
//! `دينار` alone may be any of seven currencies; `دينار أردني` is one. The same rule makes a square
//! metre of a metre and a degree Celsius of a degree, so both live in one table of nouns.

use super::lexeme::{Lexed, Shape};
use super::lexicon::{Lexicon, NounForm, Phrase, fold, rows};
use rustc_hash::FxHashMap;

const CURRENCIES: &str = include_str!("../../../../data/currencies.tsv");
const SUBUNITS: &str = include_str!("../../../../data/subunits.tsv");
const UNITS: &str = include_str!("../../../../data/units.tsv");

/// `iso4217`.
const ISO_4217: &str = "iso4217";
/// `ucum`.
const UCUM: &str = "ucum";

/// A currency, a part of one, or a measuring unit.
#[derive(Clone, Debug)]
pub(crate) struct Measure {
    /// `None` where the noun leaves it open.
    pub(crate) code: Option<&'static str>,
    /// What an open noun may be.
    pub(crate) candidates: Vec<&'static str>,
    /// `iso4217` or `ucum`.
    pub(crate) system: &'static str,
    /// How many of it make one of the code: 100 cents.
    pub(crate) parts: u16,
    /// Digits after the point that amounts of the currency have.
    pub(crate) decimals: u8,
}

impl Measure {
    /// Whether it is money.
    pub(crate) fn is_money(&self) -> bool {
        self.system == ISO_4217
    }
}

/// All measures of the tables.
#[derive(Debug, Default)]
pub(crate) struct Measures {
    all: Vec<Measure>,
    /// For each noun: what it means alone.
    nouns: Vec<Option<u16>>,
    /// Adjective → noun and measure.
    adjectives: FxHashMap<Box<str>, Vec<(u16, u16)>>,
    symbols: FxHashMap<Box<str>, u16>,
}

/// A measure found beside a number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MeasureMatch {
    pub(crate) measure: &'static Measure,
    /// First lexeme.
    pub(crate) first: usize,
    /// Last lexeme, adjective included.
    pub(crate) last: usize,
    /// The form of the noun; singular for a symbol.
    pub(crate) form: NounForm,
}

impl Measures {
    fn push(&mut self, measure: Measure) -> u16 {
        self.all.push(measure);
        self.all.len() as u16 - 1
    }
}

/// Duals that are other words: سنتين "two years", طنين "a ringing".
const NOT_DUALS: [&str; 14] = [
    "سنتين",
    "سنتان",
    "طنين",
    "ينين",
    "ينان",
    "برين",
    "بران",
    "بتين",
    "باتين",
    "ليفين",
    "ليفان",
    "بارين",
    "قدمان",
    "سولين",
];

impl Lexicon {
    /// Compiles the tables of currencies and units.
    pub(crate) fn add_measures(&mut self) {
        let mut nouns: FxHashMap<String, u16> = FxHashMap::default();
        for [code, singulars, plurals, adjectives, symbols, digits, alone] in rows(CURRENCIES) {
            let decimals = digits.parse().expect("minor digits in currencies.tsv");
            let measure = Measure { code: Some(code), candidates: Vec::new(), system: ISO_4217, parts: 1, decimals };
            let id = self.measures.push(measure);
            let noun = self.noun(&mut nouns, singulars, plurals);
            self.add_adjectives(noun, id, adjectives);
            self.add_symbols(id, symbols);
            let open = self.measures.nouns[noun as usize];
            match alone {
                "default" => self.measures.nouns[noun as usize] = Some(id),
                "open" => {
                    let open = open.unwrap_or_else(|| {
                        let measure =
                            Measure { code: None, candidates: Vec::new(), system: ISO_4217, parts: 1, decimals };
                        let id = self.measures.push(measure);
                        self.measures.nouns[noun as usize] = Some(id);
                        id
                    });
                    let open = &mut self.measures.all[open as usize];
                    open.candidates.push(code);
                    open.decimals = open.decimals.max(decimals);
                }
                _ => {}
            }
        }
        // The Maghreb press writes د for the dinar of the country.
        if let Some(id) = nouns.get("دينار").and_then(|&noun| self.measures.nouns[usize::from(noun)]) {
            self.add_symbols(id, "د");
        }
        for [singulars, plurals, parts, codes] in rows(SUBUNITS) {
            let codes: Vec<_> = codes.split('|').collect();
            let parts = parts.parse().expect("a ratio in subunits.tsv");
            let code = if codes.len() == 1 { Some(codes[0]) } else { None };
            let candidates = if codes.len() == 1 { Vec::new() } else { codes };
            let id = self.measures.push(Measure { code, candidates, system: ISO_4217, parts, decimals: 0 });
            let noun = self.noun(&mut nouns, singulars, plurals);
            self.measures.nouns[noun as usize] = Some(id);
        }
        for [code, singulars, plurals, adjectives, symbols] in rows(UNITS) {
            let measure = Measure { code: Some(code), candidates: Vec::new(), system: UCUM, parts: 1, decimals: 0 };
            let id = self.measures.push(measure);
            let noun = self.noun(&mut nouns, singulars, plurals);
            if adjectives == "-" {
                self.measures.nouns[noun as usize] = Some(id);
            } else {
                self.add_adjectives(noun, id, adjectives);
            }
            self.add_symbols(id, symbols);
        }
    }

    /// The noun of these spellings; the first spelling tells nouns apart.
    fn noun(&mut self, nouns: &mut FxHashMap<String, u16>, singulars: &'static str, plurals: &'static str) -> u16 {
        let key = fold(singulars.split('|').next().unwrap_or_default());
        if let Some(&noun) = nouns.get(&key) {
            return noun;
        }
        let noun = self.measures.nouns.len() as u16;
        self.measures.nouns.push(None);
        nouns.insert(key, noun);
        for singular in singulars.split('|').filter(|s| *s != "-") {
            for (form, word) in noun_forms(singular) {
                if !NOT_DUALS.contains(&word.as_str()) {
                    self.add_phrase(&word, Phrase::Measure { noun, form });
                }
            }
        }
        for plural in plurals.split('|').filter(|p| *p != "-") {
            self.add_phrase(plural, Phrase::Measure { noun, form: NounForm::Plural });
        }
        noun
    }

    fn add_adjectives(&mut self, noun: u16, measure: u16, adjectives: &str) {
        for stem in adjectives.split('|').filter(|a| *a != "-") {
            for ending in ["", "ة", "ا", "ان", "ين", "تان", "تين", "ات", "تي"] {
                let word: Box<str> = fold(&format!("{stem}{ending}")).into();
                self.know(&word);
                self.measures.adjectives.entry(word).or_default().push((noun, measure));
            }
        }
    }

    fn add_symbols(&mut self, measure: u16, symbols: &str) {
        for symbol in symbols.split('|').filter(|s| *s != "-" && !s.is_empty()) {
            if symbol.chars().count() > 1 && symbol.chars().all(|c| ('ء'..='ي').contains(&c)) {
                self.know(symbol);
            }
            self.measures.symbols.entry(symbol.into()).or_insert(measure);
        }
    }
}

/// درهم, درهما, درهمان, درهمين; of several words the last is inflected.
fn noun_forms(singular: &str) -> Vec<(NounForm, String)> {
    let mut forms = vec![(NounForm::Singular, singular.to_owned())];
    let folded = fold(singular);
    if let Some(stem) = folded.strip_suffix('ه') {
        forms.push((NounForm::Dual, format!("{stem}تان")));
        forms.push((NounForm::Dual, format!("{stem}تين")));
    } else if !folded.ends_with(['و', 'ا', 'ي']) {
        forms.push((NounForm::Tanwin, format!("{singular}ا")));
        forms.push((NounForm::Dual, format!("{singular}ان")));
        forms.push((NounForm::Dual, format!("{singular}ين")));
    }
    forms
}

/// The noun of a measure at lexeme `i`, with its adjective.
pub(crate) fn measure_noun(lexed: &Lexed<'_>, i: usize) -> Option<MeasureMatch> {
    let (last, (noun, form)) = lexed.phrase(i, |phrase| match phrase {
        Phrase::Measure { noun, form } => Some((*noun, *form)),
        _ => None,
    })?;
    let measures = &lexed.lexicon.measures;
    let (id, last) = adjective(lexed, last, noun).or_else(|| measures.nouns[usize::from(noun)].map(|id| (id, last)))?;
    Some(MeasureMatch { measure: &measures.all[usize::from(id)], first: i, last, form })
}

/// سعودي, إسترليني, مربع, هونغ كونغ after the noun.
fn adjective(lexed: &Lexed<'_>, last: usize, noun: u16) -> Option<(u16, usize)> {
    let next = last + 1;
    if !lexed.plain_word(next, last) {
        return None;
    }
    let item = &lexed.items[next];
    (next..next + 2).rev().find_map(|end| {
        let to = lexed.beside(end, last)?.norm.end();
        let words = &lexed.folded[item.bare as usize..to as usize];
        let found = lexed.lexicon.measures.adjectives.get(words)?;
        found.iter().find(|(n, _)| *n == noun).map(|&(_, measure)| (measure, end))
    })
}

/// Longest symbol in characters.
const LONGEST_SYMBOL: usize = 9;

/// A symbol or abbreviation at lexeme `i`: `$`, `ر.س`, `كم`, `USD`.
pub(crate) fn measure_symbol(lexed: &Lexed<'_>, i: usize) -> Option<MeasureMatch> {
    let item = lexed.items.get(i)?;
    if item.conjunction || matches!(item.shape, Shape::Digits(_) | Shape::Opaque) {
        return None;
    }
    let start = item.norm.start() as usize;
    let rest = &lexed.text[start..];
    let mut ends = [0usize; LONGEST_SYMBOL];
    let mut count = 0;
    for (at, c) in rest.char_indices().take(LONGEST_SYMBOL) {
        ends[count] = at + c.len_utf8();
        count += 1;
    }
    let measures = &lexed.lexicon.measures;
    ends[..count].iter().rev().find_map(|&len| {
        let &id = measures.symbols.get(&rest[..len])?;
        let end = (start + len) as u32;
        // A symbol ends where a lexeme ends, and no letter follows it.
        let last = (i..lexed.items.len().min(i + LONGEST_SYMBOL)).find(|&k| lexed.items[k].norm.end() >= end)?;
        let letter_after = rest[len..].starts_with(char::is_alphabetic) && rest[..len].ends_with(char::is_alphabetic);
        (lexed.items[last].norm.end() == end && !letter_after).then(|| MeasureMatch {
            measure: &measures.all[usize::from(id)],
            first: i,
            last,
            form: NounForm::Singular,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::testing::with_lexed;

    fn code(text: &str) -> Option<String> {
        with_lexed(text, |lexed| {
            let found = measure_noun(lexed, 0).or_else(|| measure_symbol(lexed, 0))?;
            (found.last + 1 == lexed.items.len())
                .then(|| found.measure.code.map_or(found.measure.candidates.join(","), str::to_owned))
        })
    }

    #[test]
    fn adjectives_choose_the_currency() {
        for (text, want) in [
            ("دينار أردني", "JOD"),
            ("دنانير كويتية", "KWD"),
            ("ريالين قطريين", "QAR"),
            ("دولارًا أمريكيًا", "USD"),
            ("دولار", "USD"),
            ("جنيهات استرلينية", "GBP"),
            ("ليرة سورية", "SYP"),
            ("دولار هونغ كونغ", "HKD"),
            ("درهم", "AED,MAD"),
            ("ر.س", "SAR"),
            ("€", "EUR"),
        ] {
            assert_eq!(code(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn adjectives_choose_the_unit() {
        for (text, want) in [
            ("متر", "m"),
            ("أمتار مربعة", "m2"),
            ("كيلو متر", "km"),
            ("درجة مئوية", "Cel"),
            ("درجة فهرنهايت", "[degF]"),
            ("كم في الساعة", "km/h"),
            ("ميغاوات", "MW"),
            ("قدم مكعبة", "[ft_i]3"),
        ] {
            assert_eq!(code(text).as_deref(), Some(want), "{text}");
        }
        assert_eq!(code("كتاب"), None);
    }
}
