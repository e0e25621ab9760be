//! No text makes the time grammar panic, break a span or take more than linear time.

mod times_support;

use proptest::prelude::*;
use std::time::Instant;
use times_support::values;

const PIECES: [&str; 64] = [
    "من",
    "إلى",
    "حتى",
    "بين",
    "و",
    "في",
    "منذ",
    "قبل",
    "بعد",
    "كل",
    "يوم",
    "أيام",
    "شهر",
    "شهرين",
    "عام",
    "سنة",
    "سنوات",
    "ساعة",
    "الساعة",
    "الأحد",
    "الاثنين",
    "الجمعة",
    "أمس",
    "غدا",
    "اليوم",
    "الليلة",
    "مساء",
    "صباحا",
    "ظهر",
    "مطلع",
    "نهاية",
    "منتصف",
    "كانون",
    "الثاني",
    "شباط",
    "رمضان",
    "صفر",
    "مارس",
    "ربيع",
    "الأول",
    "الثالثة",
    "والنصف",
    "إلا",
    "ربعا",
    "الماضي",
    "المقبل",
    "هذا",
    "القرن",
    "العشرين",
    "هـ",
    "م",
    "ق.م",
    "0",
    "00",
    "31",
    "99999",
    "2022",
    "12/3/2021",
    "15:30",
    "9999999999",
    "ثلاثة",
    "وعشرين",
    "آخر",
    "بتوقيت غرينتش",
];

/// Every value lies on character boundaries of the text, in order, with an interval that does not run backwards.
fn check(text: &str, published: &str) {
    let mut last = 0;
    for value in values(text, published) {
        assert!(text.get(value.span.range()).is_some_and(|words| !words.is_empty()), "{text}");
        assert!(value.span.start() >= last, "{text}");
        last = value.span.end();
        if let Some(time) = value.resolved {
            assert!(time.from <= time.to, "{text}: {time:?}");
        }
        if let Some(timex) = value.timex {
            assert!(!timex.value.is_empty(), "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn words_in_any_order(picks in prop::collection::vec((0..PIECES.len(), prop::bool::weighted(0.85)), 0..40), anchor in 0..5usize) {
        let mut text = String::new();
        for (pick, spaced) in picks {
            text.push_str(PIECES[pick]);
            if spaced {
                text.push(' ');
            }
        }
        check(&text, ["", "2022-01-24", "2016-02-29T23:59:59", "0001-01-01", "9999-12-31"][anchor]);
    }

    #[test]
    fn any_characters(text in "\\PC{0,80}") {
        check(&text, "2022-01-24");
    }
}

#[test]
fn years_at_the_ends_of_time() {
    for text in [
        "عام 0000",
        "في 31/12/9999 الساعة 23:59:59",
        "بعد 9999 سنة",
        "قبل 99999 عام",
        "بعد 9999999999 قرن",
        "منذ مليون سنة",
        "30 شباط",
        "32/13/2020",
        "عام 9999 هـ",
    ] {
        for published in ["", "0001-01-01", "9999-12-31T23:59:59", "2022-01-24"] {
            check(text, published);
        }
    }
}

#[test]
fn long_chains_take_linear_time() {
    for piece in [
        "شهر و",
        "من ",
        "ثلاثة أيام و",
        "5 ",
        "كل يوم ",
        "الأحد و",
        "بين 5 و",
        "12/3/",
        "الساعة ",
        "بعد قبل منذ ",
        "مليون ",
    ] {
        let time = |count: usize| {
            let text = piece.repeat(count);
            let start = Instant::now();
            check(&text, "2022-01-24");
            start.elapsed().as_secs_f64()
        };
        time(200);
        let (short, long) = (time(2_000), time(16_000));
        // eight times the text; forty times the time would be far from linear
        assert!(long < 40.0 * short + 0.5, "{piece:?}: {short:.3} s, {long:.3} s");
    }
}
