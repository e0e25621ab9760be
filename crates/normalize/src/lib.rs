//! Arabic news text: normalization with exact alignment, sentences, tokens, proclitics, quotation pairs.

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
