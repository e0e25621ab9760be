//! The options that `run` and `pipe` share.

use crate::Result;
use crate::config::{Config, ConfigFile, Labels, LayerSet, TaggerChoice};
use crate::record::OffsetUnit;
use clap::Args;
use jiff::civil::Date;
use khabar_normalize::Profile;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// How to analyze.
#[derive(Clone, Debug, Default, Args)]
pub struct AnalysisArgs {
    /// Layers to write, separated by commas: normalized paragraphs dropped sentences tokens entities
    /// values quotes; `default` is all but normalized and tokens, `all` is all, `none` only the text
    #[arg(long, value_name = "LAYERS", help_heading = "Analysis")]
    pub layers: Option<LayerSet>,
    /// What offsets count: characters (Python), bytes (Rust, Go) or UTF-16 units (JavaScript, Java)
    /// [default: char]
    #[arg(long, value_enum, value_name = "UNIT", help_heading = "Analysis", hide_possible_values = true)]
    pub offsets: Option<OffsetUnit>,
    /// Entity classes: `khabar` has twelve, nested; `conll` the four of CoNLL and ANERcorp, flat
    /// [default: khabar]
    #[arg(long, value_enum, value_name = "SET", help_heading = "Analysis", hide_possible_values = true)]
    pub labels: Option<Labels>,
    /// The day (YYYY-MM-DD) that أمس and الماضي count from where a document states none
    #[arg(long, value_name = "DATE", value_parser = date, help_heading = "Analysis")]
    pub published: Option<Date>,
    /// Take texts as they are; page chrome stays
    #[arg(long, help_heading = "Analysis")]
    pub no_clean: bool,
    /// The normalization of the layer `normalized` [default: news]
    #[arg(long, value_parser = super::profile_parser(), help_heading = "Analysis")]
    pub profile: Option<Profile>,
    /// The tagger: `linear` is embedded, `linear:FILE` a model made by `khabar train`, `bert:DIR` a BERT model
    /// (needs the build feature `bert`) [default: linear]
    #[arg(long, value_name = "TAGGER", help_heading = "Analysis")]
    pub tagger: Option<TaggerChoice>,
    /// A TOML file whose keys are these options; the command line overrides it
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Threads [default: one a core]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a day is written YYYY-MM-DD, as in 2022-01-24".to_owned())
}

impl AnalysisArgs {
    /// The configuration file, where one is named.
    ///
    /// # Errors
    /// As [`ConfigFile::read`].
    pub fn file(&self) -> Result<ConfigFile> {
        self.config.as_deref().map_or_else(|| Ok(ConfigFile::default()), ConfigFile::read)
    }

    /// Defaults, then the file, then the command line.
    #[must_use]
    pub fn resolve(&self, file: &ConfigFile) -> Config {
        let default = Config::default();
        Config {
            offsets: self.offsets.or(file.offsets).unwrap_or(default.offsets),
            layers: self.layers.or(file.layers).unwrap_or(default.layers),
            labels: self.labels.or(file.labels).unwrap_or(default.labels),
            published: self.published.or(file.published),
            clean: !self.no_clean && file.clean.unwrap_or(default.clean),
            rules: self.profile.map(Profile::rules).or(file.rules).unwrap_or(default.rules),
            tagger: self.tagger.clone().or_else(|| file.tagger.clone()).unwrap_or(default.tagger),
            max_document_bytes: file.max_document_bytes.unwrap_or(default.max_document_bytes),
        }
    }

    /// How many threads to use.
    #[must_use]
    pub fn threads(&self, file: &ConfigFile) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        self.jobs.map(NonZeroUsize::get).or(file.jobs).unwrap_or_else(cores).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_overrides_the_file() {
        let file =
            ConfigFile::parse("offsets = 'byte'\nlabels = 'conll'\njobs = 3\n[normalize]\nprofile = 'search'").unwrap();
        let args = AnalysisArgs { offsets: Some(OffsetUnit::Utf16), no_clean: true, ..AnalysisArgs::default() };
        let config = args.resolve(&file);
        assert_eq!((config.offsets, config.labels, config.clean), (OffsetUnit::Utf16, Labels::Conll, false));
        assert_eq!(config.rules, Profile::Search.rules());
        assert_eq!(args.threads(&file), 3);
        assert_eq!(AnalysisArgs::default().resolve(&ConfigFile::default()), Config::default());
    }
}
