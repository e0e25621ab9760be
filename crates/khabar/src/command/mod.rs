//! The commands of the program.

mod eval;
mod eval_cases;
mod eval_quotes;
mod eval_values;
mod normalize;
mod pipe;
mod run;
mod tag;
mod train;

pub use eval::eval;
pub use normalize::normalize;
pub use pipe::pipe;
pub use run::run;
pub use tag::tag;
pub use train::train;

use crate::Result;
use crate::batch::tagger_of;
use crate::config::TaggerChoice;
use khabar_extract::ner::AnyTagger;
use std::path::Path;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All well.
    Done,
    /// Finished; some documents could not be processed.
    SomeFailed,
    /// Interrupted; what was finished is kept.
    Interrupted,
}

impl Outcome {
    /// The exit status.
    #[must_use]
    pub const fn status(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::SomeFailed => 1,
            Self::Interrupted => crate::interrupt::EXIT_INTERRUPTED,
        }
    }
}

/// The tagger that is named, that of a model file, or the embedded one.
fn tagger(choice: Option<&TaggerChoice>, model: Option<&Path>) -> Result<AnyTagger> {
    let file = model.map(|path| TaggerChoice::LinearFile(path.to_owned()));
    tagger_of(choice.or(file.as_ref()).unwrap_or(&TaggerChoice::Linear))
}
