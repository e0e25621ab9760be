//! The commands of the program.

mod normalize;
mod pipe;
mod run;

pub use normalize::normalize;
pub use pipe::pipe;
pub use run::run;

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
