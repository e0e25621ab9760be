//! Foreign and hostile text: no panic, spans on character boundaries, time that grows with the length.

use khabar_extract::{Value, ValueExtractor, ValueScratch};
use khabar_normalize::{Analyzer, Profile};
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn extract(text: &str) -> Vec<Value> {
    let mut worker = Analyzer::new(Profile::News).worker();
    let mut values = Vec::new();
    let layers = worker.analyze(text);
    ValueExtractor::new().extract(&layers, None, &mut ValueScratch::default(), &mut values);
    values
}

fn check(text: &str) {
    let values = extract(text);
    for value in &values {
        assert!(text.get(value.span.range()).is_some_and(|s| !s.is_empty()), "{:?} in {text:?}", value.span);
        for span in value.counted.into_iter().chain(value.unit.as_ref().map(|u| u.span)) {
            assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
        }
    }
    assert!(values.windows(2).all(|w| w[0].span.end() <= w[1].span.start()), "overlap in {text:?}");
}

/// Words and marks that the grammars know, in any order.
const PIECES: [&str; 60] = [
    "خمس",
    "خمسة",
    "و",
    "وعشرون",
    "مئة",
    "ألف",
    "ألفا",
    "مليون",
    "ملايين",
    "نصف",
    "ونصف",
    "أرباع",
    "ثلثا",
    "الأول",
    "الثاني",
    "عشر",
    "عشرة",
    "أحد",
    "واحد",
    "من",
    "إلى",
    "بين",
    "ما",
    "على",
    "في",
    "المئة",
    "بالمئة",
    "%",
    "$",
    "دولار",
    "دينار",
    "أردني",
    "سنت",
    "متر",
    "مربع",
    "كم",
    "درجة",
    "تحت",
    "الصفر",
    "أكثر",
    "لا",
    "يقل",
    "عن",
    "أو",
    "أقل",
    "(",
    ")",
    "\"",
    "-",
    "+",
    "/",
    "3",
    "12.5",
    "1,250",
    "٣/٤",
    "½",
    "عاما",
    "عمره",
    "هدفين",
    "لهدف",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text(text in "\\PC{0,80}") {
        check(&text);
    }

    #[test]
    fn arabic_letters_digits_and_marks(text in "[ء-يًٌٍَُِّْـ0-9٠-٩۰-۹ .,،٫٬/:%$€+()\"«»\u{200f}\n-]{0,80}") {
        check(&text);
    }

    #[test]
    fn words_of_the_grammar(picks in prop::collection::vec((0..PIECES.len(), any::<bool>()), 0..24)) {
        let text: String = picks.iter().flat_map(|&(n, space)| [PIECES[n], if space { " " } else { "" }]).collect();
        check(&text);
    }
}

#[test]
fn long_runs_take_linear_time() {
    let runs = [
        "1",
        "و",
        "1 ",
        "1-",
        "1,",
        "1/",
        "(",
        "خمسة ",
        "و خمسة ",
        "مئة ",
        "ألف ",
        "بين ",
        "بين 1 و",
        "من 1 إلى ",
        "أكثر من ",
        "+",
        "%",
        "واحد ",
    ];
    for piece in runs {
        let text = piece.repeat(400_000 / piece.len());
        let start = Instant::now();
        check(&text);
        // Four hundred kilobytes take a fraction of a second; a quadratic rule would take minutes.
        assert!(start.elapsed() < Duration::from_secs(20), "{piece:?} took {:?}", start.elapsed());
    }
}

#[test]
fn a_million_digits_and_a_million_conjunctions() {
    check(&"7".repeat(1_000_000));
    check(&"و".repeat(1_000_000));
}
