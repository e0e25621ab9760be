//! The command line as it is typed; each command resolves it once into what it does.

mod analysis;
mod model;
mod run;

pub use analysis::AnalysisArgs;
pub use model::{EvalArgs, EvalCommand, EvalNerArgs, EvalQuotesArgs, EvalValuesArgs, TagArgs, TrainArgs};
pub use run::{Plan, RunArgs};

use clap::{Args, Parser, Subcommand};
use khabar_normalize::{Profile, Rule};
use std::path::PathBuf;

/// Arabic news archives in, clean annotated exact-offset data out: main text, sentences, tokens, entities,
/// numbers and times with their values, quotations with their speakers. Works offline.
#[derive(Clone, Debug, Parser)]
#[command(
    name = "khabar",
    version,
    max_term_width = 100,
    after_help = "\
Examples:
  khabar run archive/ --out annotated        a folder of pages, in parallel
  khabar pipe < pages.jsonl > records.jsonl  JSON lines in, JSON lines out
  khabar normalize page.txt                  text in, text out

Exit status: 0 all well; 1 finished, but some documents could not be processed; 2 could not run;
130 interrupted, what was finished is kept."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Annotate an archive: files, folders, globs; in parallel; into shards and a manifest
    Run(RunArgs),
    /// Annotate a stream: JSON lines in, JSON lines out, in the same order
    Pipe(PipeArgs),
    /// Normalize text: text in, text out, line by line
    Normalize(NormalizeArgs),
    /// Tag the tokens of a column file: the same lines out with one more column
    Tag(TagArgs),
    /// Measure entities or values against checked data
    Eval(EvalArgs),
    /// Train a tagger from annotated corpora
    Train(TrainArgs),
}

/// `khabar pipe`.
#[derive(Clone, Debug, Args)]
#[command(after_help = "\
Input: one object a line, {\"id\": …, \"text\": …}, and where known \"title\", \"url\", \"published\",
\"author\"; \"clean\": false takes a text as it is. A line that cannot be processed is answered in its
place with {\"id\": …, \"error\": {\"kind\": …, \"message\": …}}.

Examples:
  khabar pipe < pages.jsonl > records.jsonl
  echo '{\"id\": 1, \"text\": \"قال الوزير: «نعم».\", \"published\": \"2022-01-24\"}' | khabar pipe --no-clean
  zstdcat news.jsonl.zst | khabar pipe --layers entities,tokens --offsets utf16 | head")]
pub struct PipeArgs {
    /// How to analyze.
    #[command(flatten)]
    pub analysis: AnalysisArgs,
}

/// `khabar normalize`.
#[derive(Clone, Debug, Args)]
#[command(after_help = "\
Profiles: `display` repairs letters and spaces and keeps diacritics, quotation marks and digits;
`news` also takes out diacritics, tatweel and direction marks, and makes all quotation marks \" and
all digits ASCII, but folds no letter; `search` also folds letters (أ إ آ to ا, ى to ي, ة to ه).

Rules: compose presentation_forms diacritics tatweel quotation_marks direction_marks zero_width
digits punctuation spaces collapse_spaces look_alikes fold_alef fold_ya fold_ta_marbuta fold_hamza
elongation

Examples:
  khabar normalize page.txt
  khabar normalize --profile search < queries.txt
  khabar normalize --profile display --on digits,tatweel --off look_alikes page.txt")]
pub struct NormalizeArgs {
    /// Files of text; standard input where none is named
    pub files: Vec<PathBuf>,
    /// The set of rules to start from [default: news]
    #[arg(long, value_parser = profile_parser())]
    pub profile: Option<Profile>,
    /// Rules to switch on, separated by commas
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = rule_parser(), hide_possible_values = true)]
    pub on: Vec<Rule>,
    /// Rules to switch off, separated by commas
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = rule_parser(), hide_possible_values = true)]
    pub off: Vec<Rule>,
    #[allow(rustdoc::broken_intra_doc_links, reason = "the help shows TOML, not links")]
    /// A TOML file whose [normalize] section says `profile` and a boolean for any rule
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Reads a profile's name.
fn profile_parser() -> impl clap::builder::TypedValueParser<Value = Profile> {
    use clap::builder::{PossibleValuesParser, TypedValueParser as _};
    PossibleValuesParser::new(["news", "search", "display"])
        .map(|name| Profile::from_name(&name).expect("each possible value is a profile"))
}

/// Reads a rule's name.
fn rule_parser() -> impl clap::builder::TypedValueParser<Value = Rule> {
    use clap::builder::{PossibleValuesParser, TypedValueParser as _};
    PossibleValuesParser::new(Rule::ALL.map(Rule::name))
        .map(|name| Rule::from_name(&name).expect("each possible value is a rule"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_help_names_every_rule_and_profile() {
        let help = Cli::command().find_subcommand_mut("normalize").unwrap().render_long_help().to_string();
        for name in Rule::ALL.map(Rule::name).into_iter().chain(Profile::ALL.map(Profile::name)) {
            assert!(help.contains(name), "{name}");
        }
    }
}
