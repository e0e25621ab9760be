//! Arabic news text: normalization with exact alignment, sentences, tokens, proclitics, quotation pairs.
//!
//! A page says `التابعة لـ”قسد”، قُتل ٢٥٫٣٪`; programs want `التابعة ل"قسد"، قتل 25.3%` and to know where
//! each piece stood on the page. [`Normalizer`] gives both texts and the map between them; [`Analyzer`]
//! also cuts sentences and tokens, finds the proclitics of each word and says which quotation mark closes
//! which.
//!
//! ```
//! use khabar_normalize::{Analyzer, Profile, Proclitic};
//!
//! let analyzer = Analyzer::new(Profile::News); // one for all threads
//! let mut worker = analyzer.worker(); // one a thread: buffers that are used again
//! let layers = worker.analyze("قُتل عناصر التابعة لـ”قسد”. وبالعراق أيضًا.");
//! assert_eq!(layers.normalized, "قتل عناصر التابعة ل\"قسد\". وبالعراق أيضا.");
//!
//! let second = &layers.sentences[1];
//! let word = layers.tokens_of(second)[0];
//! assert!(word.proclitics.has(Proclitic::Waw) && word.proclitics.has(Proclitic::Ba));
//! assert_eq!(word.stem(layers.normalized), "العراق");
//! assert_eq!(layers.tokens_of(second)[1].span.slice(layers.original), "أيضًا");
//! assert_eq!(layers.quote_pairs[0].inner().slice(layers.normalized), "قسد");
//! ```
//!
//! # Offsets
//! [`Span`]s count bytes of the original text, [`NormSpan`]s bytes of the normalized one.
//! [`Alignment`] maps both ways.
//!
//! # Errors
//! Analyzing a `&str` never fails; only a configuration can be wrong ([`RulesError`]).
//!
//! # Panics
//! Only for a text of 2 GiB or more, and for spans that lie outside their text.
#![deny(missing_docs)]
#![warn(clippy::cast_lossless, clippy::cast_sign_loss, clippy::cast_possible_wrap)]

mod address;
mod alignment;
mod chars;
mod layers;
mod look_alike;
mod normalizer;
mod pass;
mod proclitic;
mod quote_pair;
mod rules;
mod scan;
mod sentence;
mod span;
mod token;
mod worker;

pub use alignment::{Alignment, Cursor};
pub use layers::{Layers, Proclitic, Proclitics, QuotePair, Sentence, Token, TokenKind};
pub use normalizer::{Buffer, NormalizedText, Normalizer};
pub use rules::{Profile, Rule, Rules, RulesError};
pub use span::{NormSpan, Span};
pub use worker::{Analyzer, Worker};
