//! A small model with weights at random, written and opened again.

use super::*;
use khabar_normalize::{Analyzer, Profile};
use rust_bert::bert::{BertConfig, BertForTokenClassification};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use tch::nn::VarStore;
use tch::{Device, Kind, Tensor};

/// A folder that goes away with its value.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn config() -> Value {
    json!({
        "model_type": "bert", "hidden_act": "gelu", "attention_probs_dropout_prob": 0.1, "hidden_dropout_prob": 0.1,
        "hidden_size": 8, "initializer_range": 0.02, "intermediate_size": 16, "max_position_embeddings": 96,
        "num_attention_heads": 2, "num_hidden_layers": 1, "type_vocab_size": 2, "vocab_size": 6, "pad_token_id": 1,
        "id2label": {"0": "O", "1": "B-LOC", "2": "I-LOC"}, "label2id": {"O": 0, "B-LOC": 1, "I-LOC": 2}
    })
}

fn tokenizer() -> Value {
    json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": null,
        "pre_tokenizer": {"type": "WhitespaceSplit"}, "decoder": null,
        "post_processor": {"type": "TemplateProcessing",
            "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                       {"SpecialToken": {"id": "</s>", "type_id": 0}}],
            "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
            "special_tokens": {"<s>": {"id": "<s>", "ids": [0], "tokens": ["<s>"]},
                               "</s>": {"id": "</s>", "ids": [2], "tokens": ["</s>"]}}},
        "model": {"type": "WordLevel", "unk_token": "<unk>",
                  "vocab": {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3, "دمشق": 4, "في": 5}}
    })
}

/// Writes a model folder; its classifier calls the word دمشق a place and nothing else.
fn write(name: &str, config: &Value, tokenizer: &Value) -> Scratch {
    let folder = std::env::temp_dir().join(format!("khabar-bert-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let shape: BertConfig = serde_json::from_value(self::config()).unwrap();
    let store = VarStore::new(Device::Cpu);
    let model = BertForTokenClassification::new(store.root(), &shape).unwrap();
    drop(model);
    tch::no_grad(|| {
        for (name, mut tensor) in store.variables() {
            let size = tensor.size();
            // No attention and no feed-forward: what comes out is the embedding of the piece itself.
            if name.ends_with("word_embeddings.weight") {
                let mut rows = [[0.0f32; 8]; 6];
                rows[4] = [4.0, -4.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
                tensor.copy_(&Tensor::from_slice(&rows.concat()).view([6, 8]));
            } else if name == "classifier.weight" {
                let mut rows = [[0.0f32; 8]; 3];
                rows[1] = [2.0, -2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
                tensor.copy_(&Tensor::from_slice(&rows.concat()).view([3, 8]));
            } else if name == "classifier.bias" {
                tensor.copy_(&Tensor::from_slice(&[3.0f32, 0.0, -9.0]));
            } else if name.ends_with("LayerNorm.weight") {
                tensor.copy_(&Tensor::ones(size, (Kind::Float, Device::Cpu)));
            } else {
                tensor.copy_(&Tensor::zeros(size, (Kind::Float, Device::Cpu)));
            }
        }
    });
    store.save(folder.join("model.safetensors")).unwrap();
    fs::write(folder.join("config.json"), config.to_string()).unwrap();
    fs::write(folder.join("tokenizer.json"), tokenizer.to_string()).unwrap();
    Scratch(folder)
}

fn names(tagger: &BertTagger, texts: &[&str]) -> Vec<Vec<String>> {
    let mut workers: Vec<_> = texts.iter().map(|_| Analyzer::new(Profile::News).worker()).collect();
    let layers: Vec<_> = workers.iter_mut().zip(texts).map(|(worker, text)| worker.analyze(text)).collect();
    let mut mentions = Vec::new();
    tagger.worker().tag(&layers, &mut mentions);
    let text = |n: usize, m: &Mention| layers[n].original_span(m.norm).slice(texts[n]).to_owned();
    mentions.iter().enumerate().map(|(n, found)| found.iter().map(|m| text(n, m)).collect()).collect()
}

#[test]
fn names_come_back_to_their_documents_and_places() {
    let folder = write("names", &config(), &tokenizer());
    let tagger = BertTagger::open(&folder.0).unwrap();
    assert!(tagger.model().starts_with("khabar-bert-"), "{}", tagger.model());
    let long = "في دِمشق في حلب ".repeat(700);
    let texts = ["دمشق.\nقال في دمشق نعم.", "", "لا شيء هنا", &long];
    let found = names(&tagger, &texts);
    assert_eq!(found[0], ["دمشق", "دمشق"]);
    assert!(found[1].is_empty() && found[2].is_empty());
    // One sentence of 2,800 words over many windows: each place once, as it is written.
    assert_eq!(found[3], vec!["دِمشق"; 700]);
}

#[test]
fn two_threads_share_the_weights() {
    let folder = write("threads", &config(), &tokenizer());
    let tagger = BertTagger::open(&folder.0).unwrap();
    std::thread::scope(|scope| {
        for thread in [scope.spawn(|| names(&tagger, &["في دمشق"])), scope.spawn(|| names(&tagger, &["دمشق في"]))]
        {
            assert_eq!(thread.join().unwrap(), [["دمشق"]]);
        }
    });
}

fn refused(name: &str, config: &Value, tokenizer: &Value) -> String {
    let folder = write(name, config, tokenizer);
    BertTagger::open(&folder.0).unwrap_err().to_string()
}

#[test]
fn what_does_not_belong_together_is_named() {
    let mut labels = config();
    labels["id2label"] = json!({"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"});
    let error = refused("labels", &labels, &tokenizer());
    assert!(error.contains("config.json") && error.contains("no label O"), "{error}");

    let mut family = config();
    family["model_type"] = json!("t5");
    assert!(refused("family", &family, &tokenizer()).contains("model type t5"));

    let mut other = tokenizer();
    other["model"]["vocab"]["حلب"] = json!(70);
    let error = refused("vocabulary", &config(), &other);
    assert!(error.contains("tokenizer.json") && error.contains("another model"), "{error}");

    let mut wide = config();
    wide["vocab_size"] = json!(9);
    let error = refused("shape", &wide, &tokenizer());
    assert!(error.contains("word_embeddings") && error.contains("[6, 8]"), "{error}");

    let mut deep = config();
    deep["num_hidden_layers"] = json!(2);
    assert!(refused("depth", &deep, &tokenizer()).contains("no tensor bert.encoder.layer.1"));

    let folder = write("missing", &config(), &tokenizer());
    fs::remove_file(folder.0.join("model.safetensors")).unwrap();
    assert!(BertTagger::open(&folder.0).unwrap_err().to_string().contains("model.safetensors"));
    fs::write(folder.0.join("config.json"), "{").unwrap();
    assert!(BertTagger::open(&folder.0).unwrap_err().to_string().contains("config.json"));
}
