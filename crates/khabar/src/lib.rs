//! The driver: archives of Arabic news pages in, records of the output contract `khabar/1` out.
//!
//! The only crate that knows files, formats, threads and the command line; what it does to one document
//! is the work of `khabar-page`, `khabar-normalize` and `khabar-extract`.
//!
//! ```
//! use khabar::{Config, pipe};
//! use std::sync::Mutex;
//! let input = std::io::BufReader::new(r#"{"id":"1","text":"قال نعم"}"#.as_bytes());
//! let output = Mutex::new(Vec::new());
//! pipe(&Config { clean: false, ..Config::default() }, 1, input, &output).unwrap();
//! let record: serde_json::Value = serde_json::from_slice(&output.into_inner().unwrap()).unwrap();
//! assert_eq!(record["sentences"][0]["end"], 7);
//! ```
//!
//! # Errors
//! Every failure is an [`Error`]: its kind, what failed, where, and what to do. One document that fails
//! stops no run.

#![deny(missing_docs)]

mod args;
mod batch;
mod command;
mod config;
mod error;
mod input;
mod interrupt;
mod output;
mod progress;
mod record;

pub use args::{
    AnalysisArgs, Cli, Command, EvalArgs, EvalCommand, EvalNerArgs, EvalQuotesArgs, EvalValuesArgs, NormalizeArgs,
    PipeArgs, Plan, RunArgs, TagArgs, TrainArgs,
};
pub use batch::quiet_guarded_panics;
pub use command::{Outcome, eval, normalize, pipe, run, tag, train};
pub use config::{Config, ConfigFile, Labels, Layer, LayerSet, TaggerChoice};
pub use error::{Error, ErrorKind, Place, Result};
pub use input::decode;
pub use interrupt::Interrupt;
pub use output::{Manifest, OutputFormat};
pub use record::{OffsetUnit, SCHEMA};
