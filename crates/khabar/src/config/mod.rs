//! What a run is to do, resolved once from defaults, the configuration file and the command line.

mod file;
mod layers;

pub use file::ConfigFile;
pub use layers::{Layer, LayerSet};

use crate::record::OffsetUnit;
use jiff::civil::Date;
use khabar_normalize::{Profile, Rule, Rules};
use serde::{Deserialize, Serialize, Serializer};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Which classes entities carry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Labels {
    /// The twelve types of the output contract, nested.
    #[default]
    Khabar,
    /// The four classes of CoNLL and ANERcorp, outermost only.
    Conll,
}

/// Which tagger finds the entities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TaggerChoice {
    /// The linear tagger: the embedded model, or the model file named.
    #[default]
    Linear,
    /// The linear tagger with a model file of one's own (`linear:FILE`). The file's contents count, not
    /// its place: the model's hash stands beside the configuration's.
    #[serde(serialize_with = "no_path")]
    LinearFile(PathBuf),
    /// A BERT model for token classification in a folder (`bert:DIR`); the program must be built with the
    /// feature `bert`. Again the contents count, not the place.
    #[serde(serialize_with = "no_path")]
    Bert(PathBuf),
}

fn no_path<S: Serializer>(_: &PathBuf, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_unit()
}

impl std::str::FromStr for TaggerChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            None if text == "linear" => Ok(Self::Linear),
            Some(("linear", path)) if !path.is_empty() => Ok(Self::LinearFile(path.into())),
            Some(("bert", path)) if !path.is_empty() => Ok(Self::Bert(path.into())),
            _ => Err(
                "the taggers are `linear` (embedded), `linear:FILE` (a model made by `khabar train`) and `bert:DIR` \
                      (a folder with config.json, tokenizer.json and model.safetensors)"
                    .into(),
            ),
        }
    }
}

/// Everything that decides what a record says. Two runs over the same archive with equal configurations
/// and models write the same bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Config {
    /// The unit of all offsets.
    pub offsets: OffsetUnit,
    /// The layers that are written.
    pub layers: LayerSet,
    /// The classes of entities.
    pub labels: Labels,
    /// The day relative times are counted from in documents that state none.
    #[serde(serialize_with = "date")]
    pub published: Option<Date>,
    /// Whether page chrome is taken out.
    pub clean: bool,
    /// The rules behind `normalized`.
    #[serde(serialize_with = "rule_names")]
    pub rules: Rules,
    /// The tagger.
    pub tagger: TaggerChoice,
    /// The largest document that is taken, in bytes as it lies in the archive.
    pub max_document_bytes: usize,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            offsets: OffsetUnit::default(),
            layers: LayerSet::DEFAULT,
            labels: Labels::default(),
            published: None,
            clean: true,
            rules: Profile::News.rules(),
            tagger: TaggerChoice::default(),
            max_document_bytes: 16 << 20,
        }
    }
}

fn date<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    date.map(|date| date.to_string()).serialize(serializer)
}

fn rule_names<S: Serializer>(rules: &Rules, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(Rule::ALL.into_iter().filter(|&rule| rules.has(rule)).map(Rule::name))
}

impl Config {
    /// SHA-256 of the configuration as JSON, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        sha256_hex(&serde_json::to_vec(self).expect("a configuration has no maps with odd keys"))
    }
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub(crate) fn hex(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(2 * digest.len()), |mut out, byte| {
        write!(out, "{byte:02x}").expect("writing to a string");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_changes_the_hash() {
        let base = Config::default();
        let others = [
            Config { offsets: OffsetUnit::Byte, ..base.clone() },
            Config { layers: LayerSet::ALL, ..base.clone() },
            Config { labels: Labels::Conll, ..base.clone() },
            Config { published: Some(jiff::civil::date(2022, 1, 24)), ..base.clone() },
            Config { clean: false, ..base.clone() },
            Config { rules: Profile::Search.rules(), ..base.clone() },
            Config { tagger: TaggerChoice::LinearFile("m".into()), ..base.clone() },
            Config { tagger: TaggerChoice::Bert("m".into()), ..base.clone() },
            Config { max_document_bytes: 1, ..base.clone() },
        ];
        for other in others {
            assert_ne!(other.sha256(), base.sha256(), "{other:?}");
        }
        assert_eq!(base.sha256(), Config::default().sha256());
    }

    #[test]
    fn the_place_of_a_model_file_is_no_setting() {
        let at = |path: &str| Config { tagger: format!("linear:{path}").parse().unwrap(), ..Config::default() };
        assert_eq!(at("a/model.crf").sha256(), at("b/model.crf").sha256());
        assert!("neural".parse::<TaggerChoice>().unwrap_err().contains("linear"));
    }
}
