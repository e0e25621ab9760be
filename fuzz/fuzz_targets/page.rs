//! Any page text: every visible character is in a paragraph or among the dropped lines, and spans agree.
#![no_main]

use khabar_page::{Hints, PageReader};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static READER: LazyLock<PageReader> = LazyLock::new(PageReader::new);

fuzz_target!(|source: &str| {
    let page = READER.read(source, Hints::default());
    let mut covered = vec![false; source.len()];
    for paragraph in &page.paragraphs {
        assert_eq!(paragraph.span.slice(&page.text), paragraph.source.slice(source));
        covered[paragraph.source.range()].fill(true);
    }
    for dropped in &page.dropped {
        covered[dropped.source.range()].fill(true);
    }
    for (at, c) in source.char_indices() {
        assert!(covered[at] || c.is_whitespace() || c == '\u{feff}', "U+{:04X} at {at} is lost", c as u32);
    }
});
