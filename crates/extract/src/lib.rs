//! Entities, values and quotations over normalized Arabic news text.
//!
//! An [`Engine`] is built once and shared by all threads; each thread owns a [`Worker`], whose buffers are
//! used again from document to document.
//!
//! ```
//! use khabar_extract::{Document, Engine};
//!
//! let engine = Engine::builder().build();
//! let mut worker = engine.worker();
//! let text = "قال جون برينان إن “قسد” خسرت 27 عنصرًا الأحد 23 من كانون الثاني.";
//! let published = Some(jiff::civil::date(2022, 1, 24).at(0, 0, 0, 0));
//! let analysis = worker.analyze(&Document { text, published });
//!
//! let value = &analysis.values[0];
//! assert_eq!(value.span.slice(text), "27 عنصرًا");
//! assert_eq!(value.counted.unwrap().slice(text), "عنصرًا");
//! let day = analysis.values[1].timex.as_ref().unwrap();
//! assert_eq!((day.value.as_str(), day.partial.as_deref()), ("2022-01-23", Some("XXXX-01-23")));
//!
//! let quotation = &analysis.quotations[0];
//! assert_eq!(quotation.speaker.as_ref().unwrap().span.slice(text), "جون برينان");
//! ```
//!
//! # Offsets
//! [`Span`](khabar_normalize::Span)s count bytes of the document's text.
//!
//! # Errors
//! Analyzing a text never fails; only a model file can be wrong ([`ner::ModelError`]).
//!
//! # Panics
//! Only for a text of 2 GiB or more.
#![deny(missing_docs)]

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
pub use value::{Decimal, HijriDate, Interval, Modifier, Number, Timex, Unit, Value, ValueKind};
pub use values::{Anchor, ValueExtractor, ValueScratch};
