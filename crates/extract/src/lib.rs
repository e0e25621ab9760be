//! Entities, values and quotations over normalized Arabic news text.

mod engine;
mod entity;
pub mod ner;
mod quotation;
mod quote;
mod value;
mod values;

pub use engine::{Analysis, Document, Engine, EngineBuilder, Step, Worker};
pub use entity::{Entity, Label};
pub use quotation::{Quotation, Speaker};
pub use quote::{QuoteExtractor, QuoteScratch};
pub use values::{Anchor, ValueExtractor, ValueScratch};
pub use value::{Decimal, HijriDate, Interval, Modifier, Number, Timex, Unit, Value, ValueKind};
