//! Any text through all steps: spans of entities, values and quotations lie on character bounds.
#![no_main]

use khabar_extract::{Document, Engine, Worker};
use libfuzzer_sys::fuzz_target;
use std::cell::RefCell;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::builder().build());

thread_local! {
    // its buffers and caches serve all texts, as in a run
    static WORKER: RefCell<Worker<'static>> = RefCell::new(ENGINE.worker());
}

fuzz_target!(|text: &str| WORKER.with_borrow_mut(|worker| {
    let analysis = worker.analyze(&Document { text, published: Some(jiff::civil::date(2022, 1, 24).at(10, 30, 0, 0)) });
    for entity in analysis.entities {
        assert!(text.get(entity.span.range()).is_some_and(|s| !s.is_empty()));
    }
    for value in analysis.values {
        assert!(text.get(value.span.range()).is_some_and(|s| !s.is_empty()));
        assert!(value.counted.is_none_or(|span| text.get(span.range()).is_some()));
    }
    for quotation in analysis.quotations {
        assert!(text.get(quotation.span.range()).is_some_and(|s| !s.is_empty()));
        assert!(quotation.cue.is_none_or(|span| text.get(span.range()).is_some()));
    }
}));
