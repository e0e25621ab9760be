//! The commands around the tagger and its measures.

use crate::config::{Labels, TaggerChoice};
use clap::{Args, Subcommand};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// `khabar tag`.
#[derive(Clone, Debug, Args)]
#[command(after_help = "\
Input: one token a line in the first column, a blank line between sentences, -DOCSTART- between
documents where known (names are then consistent over a document). Output: the same lines with the
predicted BIO tag as one more column.

Examples:
  khabar tag sentences.conll > tagged.conll
  khabar tag --labels conll < gold.conll > tagged.conll")]
pub struct TagArgs {
    /// A column file; standard input where none is named
    pub file: Option<PathBuf>,
    /// Entity classes: `khabar` has twelve, `conll` the four of CoNLL and ANERcorp
    #[arg(long, value_enum, value_name = "SET", default_value = "khabar", hide_possible_values = true)]
    pub labels: Labels,
    /// A model file made by `khabar train` [default: the embedded model]
    #[arg(long, value_name = "FILE", conflicts_with = "tagger")]
    pub model: Option<PathBuf>,
    /// The tagger, as in `khabar run`: `linear`, `linear:FILE` or `bert:DIR`
    #[arg(long, value_name = "TAGGER")]
    pub tagger: Option<TaggerChoice>,
    /// Threads [default: one a core]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}

/// `khabar eval`.
#[derive(Clone, Debug, Args)]
pub struct EvalArgs {
    /// What to measure.
    #[command(subcommand)]
    pub what: EvalCommand,
}

/// What `khabar eval` measures.
#[derive(Clone, Debug, Subcommand)]
pub enum EvalCommand {
    /// Entities against column files or span files
    Ner(EvalNerArgs),
    /// Numbers, amounts and times against checked records
    Values(EvalValuesArgs),
    /// Quotations and their speakers against checked sentences or records
    Quotes(EvalQuotesArgs),
}

/// `khabar eval ner`.
#[derive(Clone, Debug, Args)]
#[command(after_help = "\
Gold: column files (token, BIO tag; scored as conlleval does, in the four classes), and span files
(.jsonl with \"text\" and \"ents\": [[start, end, label], …] in characters; lines of one \"doc\" follow
each other; scored nested, outermost, and in the four classes).

Examples:
  khabar eval ner dev.conll
  khabar eval ner dev.jsonl --model mine.bin")]
pub struct EvalNerArgs {
    /// Files with checked entities
    #[arg(required = true, value_name = "GOLD")]
    pub gold: Vec<PathBuf>,
    /// A model file made by `khabar train` [default: the embedded model]
    #[arg(long, value_name = "FILE", conflicts_with = "tagger")]
    pub model: Option<PathBuf>,
    /// The tagger, as in `khabar run`: `linear`, `linear:FILE` or `bert:DIR`
    #[arg(long, value_name = "TAGGER")]
    pub tagger: Option<TaggerChoice>,
    /// Wrong names to show in their context, those that the tagger was surest of
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub errors: usize,
}

/// `khabar eval values`.
#[derive(Clone, Debug, Args)]
#[command(after_help = "\
Gold: records as `khabar pipe` writes them, with \"values\" that a person has checked; offsets in
characters. A value is right where its span and kind are, and its number, unit code and TIMEX value
where the gold states them.

Or cases of one stated value: {\"text\", \"kind\", \"expect\": {\"value\", \"unit\", …}, \"span\",
\"ref_time\"} a line. A case is right where a value that overlaps its span says the same; the table
counts them by kind.

Example:
  khabar pipe --no-clean < texts.jsonl > gold.jsonl   (then correct gold.jsonl)
  khabar eval values gold.jsonl --failures 20")]
pub struct EvalValuesArgs {
    /// Files of checked records
    #[arg(required = true, value_name = "GOLD")]
    pub gold: Vec<PathBuf>,
    /// Show up to N values that are missing or wrong
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub failures: usize,
}

/// `khabar eval quotes`.
#[derive(Clone, Debug, Args)]
#[command(after_help = "\
Gold: a sentence or a document a line, with \"id\", \"text\" and \"quotes\" ([{start, end, direct,
speaker}, …], offsets in characters); lines of one \"doc\" are its sentences, one after the other.
A quotation is right where it is of the same kind and shares half of its characters with a checked
one, quotation marks and an introducing أن or إن aside. A speaker fits where one name holds the other.

Example:
  khabar eval quotes gold.jsonl --failures 20")]
pub struct EvalQuotesArgs {
    /// Files of checked sentences or records
    #[arg(required = true, value_name = "GOLD")]
    pub gold: Vec<PathBuf>,
    /// Show up to N quotations that are missing, wrong or said by another
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub failures: usize,
}

/// `khabar train`.
#[derive(Clone, Debug, Args)]
#[command(after_help = "\
Corpora: column files (.conll: token, one or more BIO columns, blank line between sentences) and span
files (.jsonl with \"text\" and \"ents\": [[start, end, label], …] in characters). Column files that use
PERS, LOC, ORG and MISC alone are taken as four-class corpora, which leave nationalities and offices
unmarked; all others as nested ones. The same corpora and lists give the same bytes.

Examples:
  khabar train train.conll modern.jsonl --out mine.bin --lists data
  khabar run archive/ --out annotated --tagger linear:mine.bin")]
pub struct TrainArgs {
    /// Annotated corpora
    #[arg(required = true, value_name = "CORPUS")]
    pub corpora: Vec<PathBuf>,
    /// The model file to write
    #[arg(long, short, value_name = "FILE")]
    pub out: PathBuf,
    /// A folder with word lists: gazetteers/{countries,country_usages,places,names,organisations}.tsv and
    /// triggers.tsv
    #[arg(long, value_name = "DIR")]
    pub lists: Option<PathBuf>,
    /// Word clusters: folded word, then one number a clustering, coarse first
    #[arg(long, value_name = "FILE")]
    pub clusters: Option<PathBuf>,
    /// Name kept in the model and in the provenance of records
    #[arg(long, default_value = "khabar-ner")]
    pub name: String,
    /// Passes over the corpora [default: the tuned number]
    #[arg(long, value_name = "N")]
    pub epochs: Option<NonZeroUsize>,
}
