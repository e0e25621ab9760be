//! What each rule does, on words and lines a person checked.

use khabar_normalize::{NormSpan, Normalizer, Profile, Rule, Rules};

fn with(rules: impl Into<Rules>, cases: &[(&str, &str)]) {
    let normalizer = Normalizer::new(rules);
    for (before, after) in cases {
        assert_eq!(normalizer.normalize(before).text(), *after, "from {before:?}");
    }
}

fn only(rule: Rule, cases: &[(&str, &str)]) {
    with(Rules::NONE.with(rule), cases);
}

#[test]
fn no_rule_changes_nothing() {
    with(Rules::NONE, &[("قُتـــل ٣ “من” ﻻ\u{200f} آ", "قُتـــل ٣ “من” ﻻ\u{200f} آ")]);
}

#[test]
fn letters_and_marks_compose() {
    only(
        Rule::Compose,
        &[
            ("ا\u{0653}ب", "آب"),
            ("ا\u{0654}حمد", "أحمد"),
            ("مو\u{0654}تمر", "مؤتمر"),
            ("ا\u{0655}لى", "إلى"),
            ("cafe\u{0301}", "café"),
            // shadda before fatha is the typed order, fatha before shadda the canonical one
            ("مح\u{0651}\u{064e}", "مح\u{064e}\u{0651}"),
        ],
    );
}

#[test]
fn presentation_forms_become_letters() {
    only(
        Rule::PresentationForms,
        &[
            ("ﻻ", "لا"),
            ("ﻷن", "لأن"),
            ("ﷲ", "الله"),
            ("النبي ﷺ", "النبي صلى الله عليه وسلم"),
            ("100 ﷼", "100 ریال"),
            ("ﺍﻟﻌﺮﺍﻕ", "العراق"),
            ("ﷻ", "جل جلاله"),
            ("﷽", "بسم الله الرحمن الرحيم"),
            ("ﹰ", "\u{064b}"),
        ],
    );
    with(Profile::News, &[("100 ﷼", "100 ريال"), ("ﹰ", ""), ("﴿قل﴾", "﴿قل﴾"), ("ﻣُﺤﻤﺪ", "محمد")]);
}

#[test]
fn diacritics_go() {
    only(
        Rule::Diacritics,
        &[
            ("حكمًا", "حكما"),
            ("يشكّلون", "يشكلون"),
            ("المهاجرَين", "المهاجرين"),
            ("هٰذا الرحمٰن", "هذا الرحمن"),
            ("قُلْ هُوَ ٱللَّهُ أَحَدٌ", "قل هو ٱلله أحد"),
            ("كُلٌّۖ", "كل"),
            ("naïve é", "naïve é"),
        ],
    );
}

#[test]
fn tatweel_joins_stretches_and_dashes() {
    with(
        Profile::News,
        &[
            ("لـ”قسد”", "ل\"قسد\""),
            ("بـ”استشهاديين”", "ب\"استشهاديين\""),
            ("محـــمد", "محمد"),
            ("عـــاجل", "عاجل"),
            ("1442 هـ.", "1442 ه."),
            ("الكويت ـ أ ف ب:", "الكويت - أ ف ب:"),
            ("ـ بند أول", "- بند أول"),
            ("قال ـ وهو يبتسم ـ نعم", "قال - وهو يبتسم - نعم"),
            ("2010ـ2011", "2010-2011"),
            ("٢٠١٠ـ٢٠١١", "2010-2011"),
            ("لـ 20 شخصا", "ل 20 شخصا"),
            ("ـــــــــــ", "-"),
            ("حكمـًا", "حكما"),
            ("لـ(فرانس برس)", "ل(فرانس برس)"),
        ],
    );
}

#[test]
fn every_quotation_glyph_is_one() {
    with(
        Profile::News,
        &[
            ("“الدولة الإسلامية”", "\"الدولة الإسلامية\""),
            ("”مقلوب“", "\"مقلوب\""),
            (
                "«خبر» „خبر‟ ‹خبر› ‘خبر’ ''خبر'' <<خبر>> ``خبر``",
                "\"خبر\" \"خبر\" \"خبر\" \"خبر\" \"خبر\" \"خبر\" \"خبر\"",
            ),
            ("'خبر عاجل' من هنا", "\"خبر عاجل\" من هنا"),
            ("l’Aube et d'or", "l'Aube et d'or"),
            ("5' و6 < 7", "5' و6 < 7"),
        ],
    );
}

#[test]
fn invisible_characters_go() {
    with(
        Profile::News,
        &[
            ("\u{feff}خبر", "خبر"),
            ("\u{200f}12%\u{200e}", "12%"),
            ("كو\u{200c}رونا", "كورونا"),
            ("\u{202b}نص\u{202c}", "نص"),
            ("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧"),
        ],
    );
    with(Profile::Display, &[("\u{200f}12%", "\u{200f}12%"), ("\u{feff}خبر", "خبر")]);
}

#[test]
fn digits_of_all_scripts() {
    only(Rule::Digits, &[("٢٥٫٣٪", "25.3%"), ("١٬٢٥٠", "1,250"), ("۱۲/۳/۲۰۲۱", "12/3/2021"), ("３", "3")]);
}

#[test]
fn spaces_of_all_widths() {
    only(Rule::Spaces, &[("أ\u{00a0}ب\u{2009}ج\u{3000}د", "أ ب ج د"), ("أ\u{2028}ب", "أ\nب")]);
    with(
        Rules::NONE.with(Rule::Spaces).with(Rule::CollapseSpaces),
        &[("أ  \u{00a0} ب", "أ ب"), ("أ \u{00a0}\u{00a0}ب", "أ ب")],
    );
}

#[test]
fn look_alikes_in_arabic_text_only() {
    only(
        Rule::LookAlikes,
        &[
            ("کتاب فی بیروت علی الطاولة", "كتاب في بيروت على الطاولة"),
            ("وجهە", "وجهه"),
            ("این گزارش را خبرگزاری منتشر کرد", "این گزارش را خبرگزاری منتشر کرد"),
            ("این گزارش\nفی القاهرة", "این گزارش\nفي القاهرة"),
        ],
    );
}

#[test]
fn search_folds_and_news_does_not() {
    with(Profile::News, &[("إلى أحمد آية هدى مدرسة مسؤول شائع", "إلى أحمد آية هدى مدرسة مسؤول شائع")]);
    with(
        Profile::Search,
        &[
            ("إلى أحمد آية هدى مدرسة مسؤول شائع", "الي احمد ايه هدي مدرسه مسوول شايع"),
            ("جداااا", "جدا"),
            ("جداـاـاا", "جدا"),
            ("هههههه", "ه"),
            ("نعم، لا؟", "نعم, لا?"),
            ("الله للغة", "الله للغه"),
        ],
    );
}

#[test]
fn a_span_takes_its_deleted_marks_along() {
    let news = Normalizer::new(Profile::News);
    let of = |text: &str, needle: &str| {
        let normalized = news.normalize(text);
        let at = normalized.text().find(needle).unwrap() as u32;
        let span = NormSpan::new(at, at + needle.len() as u32);
        normalized.to_original(span).slice(text).to_owned()
    };
    assert_eq!(of("قُتلَ الرجلُ", "قتل"), "قُتلَ");
    assert_eq!(of("قُتلَ الرجلُ", "الرجل"), "الرجلُ");
    assert_eq!(of("لـ”قسد”", "ل"), "ل");
    assert_eq!(of("لـ”قسد”", "قسد"), "قسد");
    assert_eq!(of("حكمـًا", "حكم"), "حكمـً");
    assert_eq!(of("نص\u{200f} آخر", "نص"), "نص");
    assert_eq!(of("ﻷُمٍّ", "لأ"), "ﻷُ");
    assert_eq!(of("٢٥٫٣٪ منها", "25.3%"), "٢٥٫٣٪");
    assert_eq!(of("ا\u{0653}ب", "آ"), "ا\u{0653}");
    assert_eq!(of("ﷺ", "الله"), "ﷺ");
}

#[test]
fn original_spans_find_their_normalized_place() {
    let news = Normalizer::new(Profile::News);
    let text = "“قُتلَ” ٢٥";
    let normalized = news.normalize(text);
    let start = text.find("قُ").unwrap() as u32;
    let span = khabar_normalize::Span::new(start, start + "قُتلَ".len() as u32);
    assert_eq!(normalized.to_normalized(span).slice(normalized.text()), "قتل");
}

#[test]
fn presentation_forms_are_those_of_compatibility_composition() {
    use unicode_normalization::UnicodeNormalization;
    let forms = Normalizer::new(Rules::NONE.with(Rule::PresentationForms));
    let decomposable =
        ('\u{FB50}'..='\u{FDFC}').chain('\u{FE70}'..='\u{FEFC}').filter(|&c| [c].into_iter().nfkc().ne([c]));
    for c in decomposable {
        let expected: String = [c].into_iter().nfkc().collect();
        let expected =
            expected.strip_prefix(' ').filter(|_| !matches!(c, '\u{FDFA}' | '\u{FDFB}')).unwrap_or(&expected);
        assert_eq!(forms.normalize(&c.to_string()).text(), expected, "U+{:04X}", c as u32);
    }
}

#[test]
fn every_character_is_passed_by_the_tokenizer() {
    // U+061C stayed in place without its rule and gave empty tokens without end
    let mut worker = khabar_normalize::Analyzer::new(Rules::NONE).worker();
    assert!(worker.analyze("\u{061C}").tokens.is_empty());
    for c in '\0'..=char::MAX {
        let text = format!("ا{c} {c}ا {c}");
        let mut reached = 0;
        for token in worker.analyze(&text).tokens {
            assert!(token.norm.start() >= reached && !token.norm.is_empty(), "U+{:04X}", c as u32);
            reached = token.norm.end();
        }
    }
}
