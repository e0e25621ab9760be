//! Named entities: the tagger trait, the embedded linear tagger, its training and its measures; with the feature
//! `bert`, a tagger for local BERT models.

mod any;
#[cfg(feature = "bert")]
mod bert;
mod chain;
mod context;
mod dense;
mod document;
pub mod eval;
mod fold;
mod hash;
mod lexicon;
mod linear;
mod model;
mod quantized;
mod resolve;
mod sentence;
mod spans;
mod table;
mod tagger;
mod tags;
pub mod train;
mod weights;
mod word;

pub use any::{AnyTagger, AnyWorker};
#[cfg(feature = "bert")]
pub use bert::{BertError, BertTagger, BertWorker};
pub use linear::{LinearTagger, LinearWorker};
pub use model::ModelError;
pub use resolve::Resolver;
pub use tagger::{Mention, Tagger};
