//! Arabic news text: normalization with exact alignment, sentences, tokens, proclitics, quotation pairs.

mod alignment;
mod layers;
mod span;

pub use alignment::{Alignment, Cursor};
pub use layers::{Layers, Proclitic, Proclitics, QuotePair, Sentence, Token, TokenKind};
pub use span::{NormSpan, Span};
