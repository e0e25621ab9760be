//! The options of `run`, and the plan they come to.

use super::AnalysisArgs;
use crate::Result;
use crate::config::Config;
use crate::output::OutputFormat;
use clap::Args;
use std::num::NonZeroU64;
use std::path::PathBuf;

/// Documents of the archive in one shard, where nothing else is said.
const SHARD_DOCUMENTS: u64 = 10_000;

/// `khabar run`.
#[derive(Clone, Debug, Args)]
#[command(after_help = "\
Input: page text (.txt, UTF-8 or UTF-16 with a byte order mark) and JSON lines (.jsonl, .ndjson,
with \"id\", \"text\" and where known \"title\", \"url\", \"published\", \"author\"), each also with
.zst after it.

Output: part-00000.jsonl and so on in the folder of --out; manifest.json, which lists the finished
shards; quarantine.jsonl, with every document that could not be processed, its place and the
reason. The bytes are the same for any number of threads. Times go to part-00000.timeml with
--format timex3 (TimeML, a whole XML document a line), numbers and times to
part-00000.duckling.jsonl with --format duckling (the shape of Duckling's answers, a document a
line).

Examples:
  khabar run archive/ --out annotated
  khabar run 'archive/2022-*/*.txt' news.jsonl.zst --out annotated --format jsonl,parquet --jobs 4
  khabar run page.txt --out annotated --published 2022-01-24 --layers entities,tokens --format conll
  khabar run archive/ --out times --format timex3,duckling --published 2022-01-24")]
pub struct RunArgs {
    /// Files, folders and globs of the archive; `-` is JSON lines on standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// The folder to write into: new, empty, or with output of the same configuration
    #[arg(long, short, value_name = "DIR")]
    pub out: PathBuf,
    /// Formats to write, separated by commas: jsonl parquet conll timex3 duckling
    /// [default: jsonl,parquet]
    #[arg(long, short, value_enum, value_name = "FORMATS", value_delimiter = ',', hide_possible_values = true)]
    pub format: Vec<OutputFormat>,
    /// Documents in one shard [default: 10000]
    #[arg(long, value_name = "N")]
    pub shard_documents: Option<NonZeroU64>,
    /// Write into a folder that holds something else: earlier output goes, other files stay
    #[arg(long)]
    pub overwrite: bool,
    /// No progress bar and no summary
    #[arg(long, short)]
    pub quiet: bool,
    /// Say at the end where the time went
    #[arg(long)]
    pub timings: bool,
    /// How to analyze.
    #[command(flatten)]
    pub analysis: AnalysisArgs,
}

/// What a run is to do.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What decides the records.
    pub config: Config,
    /// Threads.
    pub jobs: usize,
    /// The arguments that name the archive.
    pub inputs: Vec<PathBuf>,
    /// The output folder.
    pub out: PathBuf,
    /// Formats, each once.
    pub formats: Vec<OutputFormat>,
    /// Documents in one shard.
    pub shard_documents: u64,
    /// Whether a foreign folder may be written.
    pub overwrite: bool,
    /// No progress bar and no summary.
    pub quiet: bool,
    /// Print where the time went.
    pub timings: bool,
}

impl RunArgs {
    /// Resolves the options with the configuration file.
    ///
    /// # Errors
    /// When the configuration file is wrong.
    pub fn plan(self) -> Result<Plan> {
        let file = self.analysis.file()?;
        let chosen = if self.format.is_empty() { file.format.clone().unwrap_or_default() } else { self.format };
        let mut formats = Vec::new();
        for format in if chosen.is_empty() { vec![OutputFormat::Jsonl, OutputFormat::Parquet] } else { chosen } {
            if !formats.contains(&format) {
                formats.push(format);
            }
        }
        let shard_documents = self.shard_documents.map(NonZeroU64::get).or(file.shard_documents);
        Ok(Plan {
            config: self.analysis.resolve(&file),
            jobs: self.analysis.threads(&file),
            inputs: self.inputs,
            out: self.out,
            formats,
            shard_documents: shard_documents.unwrap_or(SHARD_DOCUMENTS).max(1),
            overwrite: self.overwrite,
            quiet: self.quiet,
            timings: self.timings,
        })
    }
}
