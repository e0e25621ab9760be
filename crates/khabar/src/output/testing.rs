//! Records for the tests of the formats.

use crate::config::{Config, Layer, LayerSet};
use crate::record::{Built, Head, Provenance, RecordBuilder};
use jiff::civil::{Date, DateTime};
use khabar_extract::{Document, Engine, Step};
use khabar_page::{Hints, PageReader};

/// Runs `check` on the record of a text taken as it is, with its values.
pub(super) fn with_built<T>(text: &str, published: Option<&str>, check: impl FnOnce(&Built<'_>) -> T) -> T {
    let config = Config { layers: LayerSet::NONE.with(Layer::Values), ..Config::default() };
    let anchor: Option<DateTime> = published.map(|day| day.parse::<Date>().unwrap().into());
    let engine = Engine::builder().without(Step::Entities).without(Step::Quotations).build();
    let page = PageReader::new().read_as_is(text, Hints::default());
    let mut worker = engine.worker();
    let found = worker.analyze(&Document { text: &page.text, published: anchor });
    let head = Head { id: "1", source: "1.txt", published, anchor, ..Head::default() };
    let provenance = Provenance { khabar: "0", config: String::new(), model: None };
    let mut builder = RecordBuilder::new(&config);
    check(&builder.build(head, text, &page, found.layers.normalized, &found, &provenance))
}
