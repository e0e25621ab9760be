//! The three files of a model folder.

use super::error::BertError;
use crate::ner::hash;
use rust_bert::bert::BertConfig;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tch::Tensor;
use tokenizers::Tokenizer;

/// The families of encoders that are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Bert,
    /// RoBERTa and XLM-R: positions count from two.
    Roberta,
}

/// What of `config.json` is read besides the shape of the encoder.
#[derive(Deserialize)]
struct Outline {
    model_type: String,
    #[serde(default)]
    id2label: BTreeMap<String, String>,
    pad_token_id: Option<i64>,
}

/// A folder as it was read.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    pub(crate) family: Family,
    pub(crate) config: BertConfig,
    /// By number.
    pub(crate) labels: Vec<String>,
    pub(crate) pad: i64,
    pub(crate) tokenizer: Tokenizer,
    pub(crate) tensors: Vec<(String, Tensor)>,
    hash: u64,
}

const CONFIG: &str = "config.json";
const TOKENIZER: &str = "tokenizer.json";
const WEIGHTS: &str = "model.safetensors";

impl Folder {
    /// Reads all files.
    pub(crate) fn read(path: &Path) -> Result<Self, BertError> {
        let read = |name: &str| {
            let file = path.join(name);
            std::fs::read(&file).map_err(|e| BertError::new(&file, e.to_string())).map(|bytes| (file, bytes))
        };
        let (file, bytes) = read(CONFIG)?;
        let wrong = |what: String| BertError::new(&file, what);
        let outline: Outline = serde_json::from_slice(&bytes).map_err(|e| wrong(e.to_string()))?;
        let family = match outline.model_type.as_str() {
            "bert" => Family::Bert,
            "roberta" | "xlm-roberta" => Family::Roberta,
            other => return Err(wrong(format!("model type {other}; known are bert, roberta and xlm-roberta"))),
        };
        let labels = labels(outline.id2label).map_err(wrong)?;
        let config: BertConfig = serde_json::from_slice(&bytes).map_err(|e| wrong(e.to_string()))?;
        let sizes = [
            ("hidden_size", config.hidden_size),
            ("intermediate_size", config.intermediate_size),
            ("max_position_embeddings", config.max_position_embeddings - 80),
            ("num_attention_heads", config.num_attention_heads),
            ("num_hidden_layers", config.num_hidden_layers),
            ("type_vocab_size", config.type_vocab_size),
            ("vocab_size", config.vocab_size),
        ];
        if let Some((name, _)) = sizes.iter().find(|s| s.1 < 1) {
            return Err(wrong(format!("{name} is too small")));
        }
        if config.hidden_size % config.num_attention_heads != 0 {
            return Err(wrong("hidden_size is no multiple of num_attention_heads".into()));
        }
        let mut seen = hash::bytes(0, &bytes);
        let (file, bytes) = read(TOKENIZER)?;
        let tokenizer = Tokenizer::from_bytes(&bytes).map_err(|e| BertError::new(&file, e.to_string()))?;
        seen = hash::bytes(seen, &bytes);
        let (file, bytes) = read(WEIGHTS)?;
        seen = hash::bytes(seen, &bytes);
        drop(bytes);
        let tensors = Tensor::read_safetensors(&file).map_err(|e| BertError::new(&file, e.to_string()))?;
        let pad = outline.pad_token_id.unwrap_or(0);
        if !(0..config.vocab_size).contains(&pad) {
            return Err(BertError::new(&path.join(CONFIG), "pad_token_id lies outside the vocabulary"));
        }
        Ok(Self { path: path.to_owned(), family, config, labels, pad, tokenizer, tensors, hash: seen })
    }

    /// Name and hash.
    pub(crate) fn about(&self) -> String {
        let full = self.path.canonicalize().unwrap_or_else(|_| self.path.clone());
        let name = full.file_name().map_or_else(|| "bert".into(), |name| name.to_string_lossy().into_owned());
        format!("{name} {:016x}", self.hash)
    }

    /// Pieces that fit into one input.
    pub(crate) fn positions(&self) -> usize {
        let reserved = match self.family {
            Family::Bert => 0,
            Family::Roberta => 2,
        };
        (self.config.max_position_embeddings - reserved) as usize
    }

    pub(crate) fn config_error(&self, what: impl Into<String>) -> BertError {
        BertError::new(&self.path.join(CONFIG), what)
    }

    pub(crate) fn tokenizer_error(&self, what: impl Into<String>) -> BertError {
        BertError::new(&self.path.join(TOKENIZER), what)
    }

    pub(crate) fn weights_error(&self, what: impl Into<String>) -> BertError {
        BertError::new(&self.path.join(WEIGHTS), what)
    }
}

/// The labels in the order of their numbers, which must be 0, 1, 2 …
fn labels(id2label: BTreeMap<String, String>) -> Result<Vec<String>, String> {
    let mut numbered = id2label
        .into_iter()
        .map(|(n, label)| n.parse::<usize>().map(|n| (n, label)).map_err(|_| format!("id2label: {n} is no number")))
        .collect::<Result<Vec<_>, _>>()?;
    numbered.sort();
    if numbered.is_empty() || numbered.iter().enumerate().any(|(i, (n, _))| i != *n) {
        return Err("id2label does not number its labels 0, 1, 2 …: no model of token classification".into());
    }
    Ok(numbered.into_iter().map(|(_, label)| label).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(n, l)| ((*n).to_owned(), (*l).to_owned())).collect()
    }

    #[test]
    fn labels_are_sorted_by_number() {
        let eleven: Vec<(String, String)> = (0..11).map(|n| (n.to_string(), format!("L{n}"))).collect();
        let got = labels(eleven.into_iter().collect()).unwrap();
        assert_eq!(got[2], "L2");
        assert_eq!(got[10], "L10");
        assert!(labels(map(&[("0", "O"), ("2", "B-PER")])).is_err());
        assert!(labels(map(&[("zero", "O")])).unwrap_err().contains("zero"));
        assert!(labels(map(&[])).is_err());
    }
}
