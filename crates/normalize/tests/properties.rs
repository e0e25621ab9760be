//! Properties of the alignment and of the rules, on any text.

use khabar_normalize::{Buffer, NormSpan, Normalizer, Profile, Rule, Rules, Span};
use proptest::prelude::*;

/// Text as news has it: letters, marks, tatweel, quotation marks, digits, invisible characters.
fn newsy() -> impl Strategy<Value = String> {
    "([ا-غف-ي]{1,4}|[ً-ْٰٓٔ]|ـ{1,2}|[«»“”„\"'‘’<>`]{1,2}|[0-9٠-٩۰-۹]|[٫٬٪،؛؟.…!-]|[ \u{a0}\u{2009}]{1,2}|\n|[\u{200b}-\u{200f}\u{202a}\u{feff}]|[ﻻﷺﹰﺍﻟ]|[کیەگپ]|[a-zé]{1,3}|e\u{301}|👨\u{200d}👩){0,40}"
}

fn any_rules() -> impl Strategy<Value = Rules> {
    (0u32..1 << 17)
        .prop_map(|bits| Rule::ALL.into_iter().filter(|&r| bits & 1 << r as u32 != 0).fold(Rules::NONE, Rules::with))
}

/// Every character and every stretch of the normalized text maps to a piece of the original, in order.
fn check(rules: Rules, text: &str) {
    let normalizer = Normalizer::new(rules);
    let normalized = normalizer.normalize(text);
    let out = normalized.text();
    let mut cursor = normalized.alignment().cursor(text);
    let mut reached = Span::default();
    for (at, c) in out.char_indices() {
        let span = NormSpan::new(at as u32, (at + c.len_utf8()) as u32);
        let original = normalized.to_original(span);
        assert_eq!(cursor.to_original(span), original, "cursor and search differ at {at} of {out:?}");
        assert!(text.get(original.range()).is_some(), "{original:?} cuts a character of {text:?}");
        assert!(!original.is_empty(), "{span:?} of {out:?} comes from nothing in {text:?}");
        // characters that one original character gave share it; others follow each other
        assert!(original.start() >= reached.end() || original.start() == reached.start());
        assert!(original.end() >= reached.end());
        reached = original;
        let back = normalized.to_normalized(original);
        assert!(back.start() <= span.start() && span.end() <= back.end(), "{span:?} of {out:?} comes back as {back:?}");
        if c.is_alphanumeric()
            && original.len() == c.len_utf8() as u32
            && text.get(original.range()) == Some(c.to_string().as_str())
        {
            assert_eq!(back, span);
        }
    }
    let whole = Span::new(0, text.len() as u32);
    assert_eq!(normalized.to_normalized(whole), NormSpan::new(0, out.len() as u32));
    for (at, c) in text.char_indices() {
        let span = normalized.to_normalized(Span::new(at as u32, (at + c.len_utf8()) as u32));
        assert!(out.get(span.range()).is_some(), "{span:?} cuts a character of {out:?}");
    }
    // a span with a kept end never ends in white space that was deleted
    let all = normalized.to_original(NormSpan::new(0, out.len() as u32));
    assert!(out.is_empty() || all.end() <= text.len() as u32);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) })]

    #[test]
    fn spans_of_news_map_both_ways(text in newsy(), rules in any_rules()) {
        check(rules, &text);
        for profile in Profile::ALL {
            check(profile.rules(), &text);
        }
    }

    #[test]
    fn spans_of_anything_map_both_ways(text in "\\PC{0,60}", rules in any_rules()) {
        check(rules, &text);
    }

    #[test]
    fn normalizing_twice_changes_nothing_more(text in newsy()) {
        for profile in Profile::ALL {
            // a letter three times, partly in presentation forms, is not seen as elongation
            let forms = text.contains(['ﻻ', 'ﷺ', 'ﺍ', 'ﻟ']);
            if forms && profile == Profile::Search {
                continue;
            }
            let normalizer = Normalizer::new(profile);
            let once = normalizer.normalize(&text).into_text().into_owned();
            let twice = normalizer.normalize(&once).into_text().into_owned();
            prop_assert_eq!(&once, &twice, "{} of {:?}", profile.name(), text);
        }
    }

    #[test]
    fn rules_that_touch_plain_letters_agree_with_those_that_do_not(text in newsy()) {
        // elongation alone switches to the other scanner; without a letter thrice it must change nothing
        let news = Profile::News.rules();
        let thrice = Normalizer::new(news.with(Rule::Elongation)).normalize(&text).into_text().into_owned();
        let plain = Normalizer::new(news).normalize(&text).into_text().into_owned();
        let chars: Vec<char> = plain.chars().collect();
        prop_assume!(!chars.windows(3).any(|w| w[0] == w[1] && w[1] == w[2] && w[0].is_alphabetic()));
        prop_assert_eq!(thrice, plain);
    }

    #[test]
    fn a_used_buffer_gives_the_same(first in newsy(), second in newsy()) {
        let normalizer = Normalizer::new(Profile::News);
        let mut buffer = Buffer::default();
        normalizer.normalize_into(&first, &mut buffer);
        normalizer.normalize_into(&second, &mut buffer);
        let fresh = normalizer.normalize(&second);
        prop_assert_eq!(buffer.text(&second), fresh.text());
        prop_assert_eq!(buffer.alignment(), fresh.alignment());
    }
}

/// Every token and sentence lies where it says, cuts no grapheme, and misses nothing visible.
fn check_layers(text: &str) {
    use unicode_segmentation::UnicodeSegmentation;
    for profile in Profile::ALL {
        let mut worker = khabar_normalize::Analyzer::new(profile).worker();
        let layers = worker.analyze(text);
        let bounds: std::collections::BTreeSet<usize> =
            layers.normalized.grapheme_indices(true).map(|(i, _)| i).chain([layers.normalized.len()]).collect();
        let mut reached = 0;
        let unseen = |c: char| {
            c.is_whitespace()
                || c.is_control()
                || matches!(c, '\u{61c}' | '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        };
        for token in layers.tokens {
            assert!(!token.norm.is_empty());
            let gap = &layers.normalized[reached..token.norm.start() as usize];
            assert!(gap.chars().all(unseen), "{gap:?} is in no token of {text:?}");
            // a mark that stands on a space is a token without the space
            let bare_mark = layers.normalized[..token.norm.start() as usize].ends_with(unseen);
            assert!(
                (bare_mark || bounds.contains(&(token.norm.start() as usize)))
                    && bounds.contains(&(token.norm.end() as usize)),
                "{:?} cuts a grapheme of {:?}",
                token,
                layers.normalized
            );
            assert!(token.proclitics.len() < token.norm.len());
            assert_eq!(layers.original_span(token.norm), token.span);
            assert!(text.get(token.span.range()).is_some());
            assert!(!token.text(layers.normalized).contains('\n'));
            reached = token.norm.end() as usize;
        }
        let rest = &layers.normalized[reached..];
        assert!(rest.chars().all(unseen));
        let mut next = 0;
        let mut end = 0;
        for sentence in layers.sentences {
            assert!(sentence.norm.start() >= end && !sentence.norm.slice(layers.normalized).contains('\n'));
            end = sentence.norm.end();
            assert!(text.get(sentence.span.range()).is_some());
            if !sentence.tokens.is_empty() {
                assert_eq!(sentence.tokens.start, next, "a token in no sentence of {text:?}");
                next = sentence.tokens.end;
                for token in layers.tokens_of(sentence) {
                    assert!(sentence.norm.contains(token.norm), "{token:?} crosses a sentence of {text:?}");
                }
            }
        }
        assert_eq!(next as usize, layers.tokens.len());
        for pair in layers.quote_pairs {
            assert!(pair.open.end() <= pair.close.start() && !pair.inner().slice(layers.normalized).contains('\n'));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) })]

    #[test]
    fn layers_of_news_are_exact(text in newsy()) {
        check_layers(&text);
    }

    #[test]
    fn layers_of_anything_are_exact(text in "(\\PC|[\u{600}\u{6dd}\u{1f1e6}\u{1f1f8}\u{fe0f}\u{20e3}\r\n\u{0}#@+.:/-]){0,40}") {
        check_layers(&text);
    }
}
