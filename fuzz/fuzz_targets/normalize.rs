//! Any text under every profile: spans map back, tokens and sentences lie in order on character bounds.
#![no_main]

use khabar_normalize::{Analyzer, NormSpan, Profile, Rule, Rules};
use libfuzzer_sys::fuzz_target;

fn check(text: &str, rules: Rules) {
    let mut worker = Analyzer::new(rules).worker();
    let layers = worker.analyze(text);
    let mut at = 0;
    for c in layers.normalized.chars() {
        let end = at + c.len_utf8() as u32;
        let span = layers.original_span(NormSpan::new(at, end));
        assert!(text.get(span.range()).is_some_and(|s| !s.is_empty()));
        at = end;
    }
    let mut reached = 0;
    for token in layers.tokens {
        assert!(token.norm.start() >= reached && !token.norm.is_empty());
        assert!(text.get(token.span.range()).is_some());
        assert!(token.proclitics.len() < token.norm.len());
        reached = token.norm.end();
    }
    let held: u32 = layers.sentences.iter().map(|s| s.tokens.end - s.tokens.start).sum();
    assert_eq!(held as usize, layers.tokens.len());
}

fuzz_target!(|data: (&str, u32)| {
    let (text, bits) = data;
    for profile in Profile::ALL {
        check(text, profile.rules());
    }
    check(text, Rule::ALL.into_iter().filter(|&r| bits >> r as u32 & 1 == 1).fold(Rules::NONE, Rules::with));
});
