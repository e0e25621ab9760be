//! The configuration file: TOML whose keys are the long options of the command line.

use super::{Labels, LayerSet, TaggerChoice};
use crate::output::OutputFormat;
use crate::record::OffsetUnit;
use crate::{Error, ErrorKind, Result};
use jiff::civil::Date;
use khabar_normalize::Rules;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;

/// What a configuration file states; every key may be missing.
///
/// ```
/// let file = khabar::ConfigFile::parse("layers = ['entities', 'tokens']\n[normalize]\nprofile = 'search'").unwrap();
/// assert!(file.layers.unwrap().has(khabar::Layer::Tokens));
/// let e = khabar::ConfigFile::parse("jobs = 2\nlayer = []").unwrap_err();
/// assert_eq!(e.place().line, Some(2));
/// ```
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConfigFile {
    /// As `--offsets`.
    pub offsets: Option<OffsetUnit>,
    /// As `--layers`, a list.
    #[serde(default, deserialize_with = "layer_names")]
    pub layers: Option<LayerSet>,
    /// As `--labels`.
    pub labels: Option<Labels>,
    /// As `--published`, a string.
    #[serde(default, deserialize_with = "parsed")]
    pub published: Option<Date>,
    /// `false` as `--no-clean`.
    pub clean: Option<bool>,
    /// As `--tagger`.
    #[serde(default, deserialize_with = "parsed")]
    pub tagger: Option<TaggerChoice>,
    /// The largest document that is taken, in bytes.
    pub max_document_bytes: Option<usize>,
    /// As `--jobs`.
    pub jobs: Option<usize>,
    /// As `--format`, a list.
    pub format: Option<Vec<OutputFormat>>,
    /// As `--shard-documents`.
    pub shard_documents: Option<u64>,
    /// `profile` and a boolean for each normalization rule.
    #[serde(default)]
    normalize: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
    /// The rules of `[normalize]`.
    #[serde(skip)]
    pub rules: Option<Rules>,
}

fn layer_names<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<LayerSet>, D::Error> {
    let names = Vec::<String>::deserialize(deserializer)?;
    LayerSet::from_names(names.iter().map(String::as_str)).map(Some).map_err(D::Error::custom)
}

fn parsed<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr<Err: std::fmt::Display>,
{
    String::deserialize(deserializer)?.parse().map(Some).map_err(D::Error::custom)
}

impl ConfigFile {
    /// Reads a file.
    ///
    /// # Errors
    /// As [`parse`](Self::parse), and when the file cannot be read.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|e| Error::io("read", path, e))?;
        Self::parse(&text).map_err(|e| e.at_path(&path.display().to_string()))
    }

    /// Reads TOML.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] with the line of the first thing that is wrong: broken TOML, an unknown key
    /// or value.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = |message: String, span: Option<Range<usize>>| {
            let error = Error::new(ErrorKind::Usage, message);
            match span {
                Some(span) => error.at_line(1 + text[..span.start].matches('\n').count() as u64),
                None => error,
            }
        };
        let mut file: Self = toml::from_str(text).map_err(|e| wrong(e.message().to_owned(), e.span()))?;
        if !file.normalize.is_empty() {
            let mut table = toml::Table::new();
            for (key, value) in &file.normalize {
                let one = toml::Table::from_iter([(key.get_ref().clone(), value.get_ref().clone())]);
                Rules::from_table(&one).map_err(|e| wrong(e.to_string(), Some(key.span())))?;
                table.extend(one);
            }
            file.rules = Some(Rules::from_table(&table).map_err(|e| wrong(e.to_string(), None))?);
        }
        Ok(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use khabar_normalize::Rule;

    fn wrong(text: &str) -> String {
        ConfigFile::parse(text).unwrap_err().at_path("khabar.toml").to_string()
    }

    #[test]
    fn reads_every_key() {
        let text = "offsets = 'utf16'\nlayers = ['all']\nlabels = 'conll'\npublished = '2022-01-24'\nclean = false\n\
                    tagger = 'linear'\nmax_document_bytes = 10\njobs = 3\nformat = ['jsonl', 'parquet']\nshard_documents = 7\n\
                    [normalize]\nprofile = 'search'\nfold_alef = false\n";
        let file = ConfigFile::parse(text).unwrap();
        assert_eq!(file.offsets, Some(OffsetUnit::Utf16));
        assert_eq!(file.layers, Some(LayerSet::ALL));
        assert_eq!(file.labels, Some(Labels::Conll));
        assert_eq!(file.published, Some(jiff::civil::date(2022, 1, 24)));
        assert_eq!((file.clean, file.max_document_bytes, file.jobs), (Some(false), Some(10), Some(3)));
        assert_eq!(file.format, Some(vec![OutputFormat::Jsonl, OutputFormat::Parquet]));
        let rules = file.rules.unwrap();
        assert!(rules.has(Rule::FoldYa) && !rules.has(Rule::FoldAlef));
    }

    #[test]
    fn names_the_line() {
        assert!(wrong("clean = true\ntokns = 1").starts_with("khabar.toml:2: unknown field `tokns`, expected one of"));
        assert!(wrong("\n\noffsets = 'words'").starts_with("khabar.toml:3: unknown variant `words`"));
        assert!(
            wrong("[normalize]\nprofile='news'\ntatwil = true").starts_with("khabar.toml:3: no normalization rule")
        );
        assert!(wrong("published = '2022-13-01'").starts_with("khabar.toml:1: "));
        assert!(wrong("layers = ['verbs']").contains("there is no layer `verbs`"));
        assert!(wrong("clean = ").starts_with("khabar.toml:1: "));
    }
}
