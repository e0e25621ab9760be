//! What holds for every text: spans lie on character boundaries, in order, and hostile input costs linear time.

use khabar_extract::{Quotation, QuoteExtractor, QuoteScratch};
use khabar_normalize::{Analyzer, Profile};
use proptest::prelude::*;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static EXTRACTOR: LazyLock<QuoteExtractor> = LazyLock::new(QuoteExtractor::new);

fn extract(text: &str) -> Vec<Quotation> {
    let analyzer = Analyzer::new(Profile::News);
    let mut worker = analyzer.worker();
    let layers = worker.analyze(text);
    let mut out = Vec::new();
    EXTRACTOR.extract(&layers, &[], &mut QuoteScratch::default(), &mut out);
    out
}

fn check(text: &str) {
    let quotes = extract(text);
    for q in &quotes {
        assert!(!q.span.is_empty(), "{q:?} in {text}");
        for span in [Some(q.span), q.cue, q.speaker.as_ref().map(|s| s.span)].into_iter().flatten() {
            assert!(text.get(span.range()).is_some(), "{span:?} cuts a character of {text}");
        }
    }
    assert!(quotes.is_sorted_by_key(|q| (q.span.start(), std::cmp::Reverse(q.span.end()))), "{text}");
}

/// Texts of the words that the rules look at, in any order.
fn reports() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "قال",
        "وأضافت",
        "الوزير",
        "إن",
        "أن",
        "بأن",
        "وأن",
        "فإن",
        "إلى",
        "على",
        "عن",
        "نقلت",
        "وكالة",
        "قوله",
        "قائلا",
        "مشيرا",
        "بحسب",
        "وفقا",
        "الذي",
        "جاء",
        "في",
        "البيان",
        "“",
        "”",
        "\"",
        "«",
        "»",
        "(",
        ")",
        "-",
        ":",
        "،",
        ".",
        "..",
        "؟",
        "\n",
        "لـ",
        "د.",
        "كما",
        "ما",
        "هل",
        "القول",
        "سامي",
        "كتاب",
        "مدير",
        "حد",
        "مع",
        "وصفها",
        "كان",
        "أما",
        "5",
        "BBC",
    ]);
    prop::collection::vec((word, prop::bool::weighted(0.85)), 0..60).prop_map(|words| {
        words.into_iter().map(|(w, spaced)| if spaced { format!("{w} ") } else { w.to_owned() }).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn reports_in_any_order(text in reports()) {
        check(&text);
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        check(&text);
    }
}

#[test]
fn hostile_input_costs_linear_time() {
    let seeds = [
        "قال ",
        "قال إن ",
        "“",
        "قال “",
        "وأضاف، ",
        "( ",
        "- ",
        "بحسب ",
        "نقلت عن ",
        "قوله ",
        ": ",
        "مشيرا إلى أن ",
        "“نعم” ",
        "إن “ ",
        "\n“",
        "قال:\n",
        "قال: “أ\n",
        "الذي قال ",
        "“ قال ”، ",
        "جاء في ",
        "، بحسب أ",
        "د. ",
        "قال زيد إن ",
        "قال “أ. ",
        "قال: أ ب. ",
        "قال زيد إن “أ ",
    ];
    for seed in seeds {
        let small = best_of_three(&seed.repeat(4_000));
        let large = best_of_three(&seed.repeat(16_000));
        // four times the text; sixteen times the time were quadratic
        assert!(large < small * 9 + Duration::from_millis(20), "{seed:?}: {small:?} then {large:?}");
    }
}

fn best_of_three(text: &str) -> Duration {
    let analyzer = Analyzer::new(Profile::News);
    let mut worker = analyzer.worker();
    let layers = worker.analyze(text);
    let (mut out, mut scratch) = (Vec::new(), QuoteScratch::default());
    (0..3)
        .map(|_| {
            let start = Instant::now();
            EXTRACTOR.extract(&layers, &[], &mut scratch, &mut out);
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}
