//! The network: weights that all threads share, and the modules of one thread over them.

use super::error::BertError;
use super::folder::{Family, Folder};
use rust_bert::bert::{BertConfig, BertForTokenClassification};
use rust_bert::roberta::RobertaForTokenClassification;
use std::cell::Cell;
use std::collections::HashMap;
use std::sync::Mutex;
use tch::nn::VarStore;
use tch::{Device, Kind, Tensor};

/// The weights of a model in single precision, by name.
#[derive(Debug)]
pub(crate) struct Weights {
    family: Family,
    config: BertConfig,
    tensors: Mutex<HashMap<String, Tensor>>,
}

impl Weights {
    /// Takes the weights the model has a place for out of the file; others are left.
    pub(crate) fn new(folder: &Folder) -> Result<Self, BertError> {
        let (store, _) = modules(folder.family, &folder.config);
        let mut tensors = HashMap::new();
        for (name, place) in store.variables() {
            let found = folder.tensors.iter().find(|(n, _)| *n == name);
            let Some((_, tensor)) = found else {
                return Err(folder.weights_error(format!("no tensor {name}: not the weights of this configuration")));
            };
            if tensor.size() != place.size() {
                return Err(folder.weights_error(format!(
                    "tensor {name} has the shape {:?}, by the configuration it is {:?}",
                    tensor.size(),
                    place.size()
                )));
            }
            tensors.insert(name, tensor.to_kind(Kind::Float));
        }
        Ok(Self { family: folder.family, config: folder.config.clone(), tensors: Mutex::new(tensors) })
    }

    /// Modules of one thread; the memory of the weights is shared.
    pub(crate) fn net(&self) -> Net {
        let (store, model) = modules(self.family, &self.config);
        let tensors = self.tensors.lock().expect("nothing panics under this lock");
        for (name, mut place) in store.variables() {
            place.set_data(&tensors[&name]);
        }
        Net { model }
    }
}

enum Model {
    Bert(BertForTokenClassification),
    Roberta(RobertaForTokenClassification),
}

/// The modules of a family with weights at random.
fn modules(family: Family, config: &BertConfig) -> (VarStore, Model) {
    let mut store = VarStore::new(Device::Cpu);
    let model = match family {
        Family::Bert => Model::Bert(
            BertForTokenClassification::new(store.root(), config).expect("a folder without labels is refused"),
        ),
        Family::Roberta => Model::Roberta(
            RobertaForTokenClassification::new(store.root(), config).expect("a folder without labels is refused"),
        ),
    };
    store.freeze();
    (store, model)
}

/// The modules of one thread.
pub(crate) struct Net {
    model: Model,
}

impl std::fmt::Debug for Net {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Net")
    }
}

thread_local! {
    static SINGLE: Cell<bool> = const { Cell::new(false) };
}

impl Net {
    /// The classifier's scores of a batch of inputs.
    pub(crate) fn scores(&mut self, inputs: &[&[i64]], pad: i64) -> Scores {
        // libtorch keeps the number of its threads for each calling thread.
        if !SINGLE.replace(true) {
            tch::set_num_threads(1);
        }
        let length = inputs.iter().map(|input| input.len()).max().unwrap_or(0);
        let shape = [inputs.len() as i64, length as i64];
        let mut ids = vec![pad; inputs.len() * length];
        let mut mask = vec![0i64; ids.len()];
        for (n, input) in inputs.iter().enumerate() {
            ids[n * length..][..input.len()].copy_from_slice(input);
            mask[n * length..][..input.len()].fill(1);
        }
        let ids = Tensor::from_slice(&ids).view(shape);
        let mask = Tensor::from_slice(&mask).view(shape);
        let logits = tch::no_grad(|| match &self.model {
            Model::Bert(model) => model.forward_t(Some(&ids), Some(&mask), None, None, None, false).logits,
            Model::Roberta(model) => model.forward_t(Some(&ids), Some(&mask), None, None, None, false).logits,
        });
        let width = logits.size().last().map_or(0, |&width| width as usize);
        let mut values = vec![0.0; inputs.len() * length * width];
        let count = values.len();
        logits.to_kind(Kind::Float).contiguous().copy_data(&mut values, count);
        Scores { length, width, values }
    }
}

/// Scores of a batch.
#[derive(Debug)]
pub(crate) struct Scores {
    length: usize,
    width: usize,
    values: Vec<f32>,
}

impl Scores {
    /// The scores of the labels at one piece of one input.
    pub(crate) fn at(&self, input: usize, piece: usize) -> &[f32] {
        &self.values[(input * self.length + piece) * self.width..][..self.width]
    }
}
