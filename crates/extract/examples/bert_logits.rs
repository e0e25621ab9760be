//! Scores of a model for given inputs, and the CPU time they took: to hold against another program's.
//!
//! ```text
//! cargo run --release -p khabar-extract --features bert --example bert_logits -- MODEL_FOLDER < inputs > logits
//! ```
//! Input: a line a batch, a JSON list of lists of piece numbers of equal length. Output: the scores of the batch,
//! one after the other, as JSON numbers.

use cpu_time::ProcessTime;
use rust_bert::bert::{BertConfig, BertForTokenClassification};
use std::error::Error;
use std::io::{BufRead, Write};
use tch::nn::VarStore;
use tch::{Device, Kind, Tensor};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: bert_logits MODEL_FOLDER")?;
    tch::set_num_threads(1);
    let config: BertConfig = serde_json::from_slice(&std::fs::read(format!("{folder}/config.json"))?)?;
    let mut store = VarStore::new(Device::Cpu);
    let model = BertForTokenClassification::new(store.root(), &config)?;
    store.load(format!("{folder}/model.safetensors"))?;
    store.set_kind(Kind::Float);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let (mut pieces, mut seconds) = (0, 0.0);
    for line in std::io::stdin().lock().lines() {
        let batch: Vec<Vec<i64>> = serde_json::from_str(&line?)?;
        let length = batch.first().map_or(0, Vec::len);
        let ids = Tensor::from_slice(&batch.concat()).view([batch.len() as i64, length as i64]);
        let start = ProcessTime::now();
        let logits = tch::no_grad(|| model.forward_t(Some(&ids), None, None, None, None, false).logits);
        seconds += start.elapsed().as_secs_f64();
        pieces += batch.len() * length;
        let values: Vec<f32> = logits.flatten(0, -1).try_into()?;
        serde_json::to_writer(&mut out, &values)?;
        out.write_all(b"\n")?;
    }
    eprintln!("{pieces} pieces, {seconds:.2} CPU s, {:.0} pieces a CPU second", pieces as f64 / seconds);
    Ok(())
}
