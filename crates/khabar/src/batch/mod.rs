//! Documents through the analysis, in parallel, in order.

mod analysis;
mod guard;
mod idle;
mod ordered;
mod process;
mod timing;

pub(crate) use analysis::{Analysis, Analyst, tagger_of};
pub use guard::quiet_guarded_panics;
pub(crate) use idle::Idle;
pub(crate) use ordered::ordered;
pub(crate) use process::{Portion, Processor};
pub(crate) use timing::{Stage, Timings};
