//! Which layers of a record are written.

use clap::ValueEnum;
use serde::{Serialize, Serializer};

/// One layer of a record, by its field's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[repr(u8)]
pub enum Layer {
    /// The text after normalization.
    Normalized,
    /// Paragraphs with their roles.
    Paragraphs,
    /// Page chrome that was taken out, with reasons.
    Dropped,
    /// Sentences.
    Sentences,
    /// Tokens with their proclitics.
    Tokens,
    /// Named entities.
    Entities,
    /// Numbers, amounts and times.
    Values,
    /// Quotations with their speakers.
    Quotes,
}

impl Layer {
    /// The field's name.
    #[must_use]
    pub fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// A set of layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayerSet(u8);

impl LayerSet {
    /// No layer: only text and metadata.
    pub const NONE: Self = Self(0);
    /// Every layer.
    pub const ALL: Self = Self(0xFF);
    /// All but `tokens` and `normalized`, which double a record's size.
    pub const DEFAULT: Self = Self(!(1 << Layer::Tokens as u8) & !(1 << Layer::Normalized as u8));

    /// With this layer too.
    #[must_use]
    pub const fn with(self, layer: Layer) -> Self {
        Self(self.0 | 1 << layer as u8)
    }

    /// Whether this layer is written.
    #[must_use]
    pub const fn has(self, layer: Layer) -> bool {
        self.0 & 1 << layer as u8 != 0
    }

    /// The layers in the order of their fields.
    pub fn iter(self) -> impl Iterator<Item = Layer> {
        Layer::value_variants().iter().copied().filter(move |&layer| self.has(layer))
    }

    /// Reads a list of names; `all`, `default` and `none` stand for sets.
    ///
    /// ```
    /// use khabar::{Layer, LayerSet};
    /// assert_eq!(LayerSet::from_names(["default", "tokens", "normalized"]).unwrap(), LayerSet::ALL);
    /// assert!(LayerSet::from_names(["verbs"]).unwrap_err().contains("entities"));
    /// ```
    ///
    /// # Errors
    /// An unknown name, with the names there are.
    pub fn from_names<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        let mut set = Self::NONE;
        for name in names {
            set = match name.trim() {
                "all" => Self::ALL,
                "default" => Self(set.0 | Self::DEFAULT.0),
                "none" => set,
                name => set.with(Layer::from_str(name, false).map_err(|_| unknown(name))?),
            };
        }
        Ok(set)
    }
}

fn unknown(name: &str) -> String {
    let names: Vec<_> = LayerSet::ALL.iter().map(Layer::name).collect();
    format!("there is no layer `{name}`; the layers are {}, or all, default, none", names.join(", "))
}

/// A comma-separated list.
impl std::str::FromStr for LayerSet {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::from_names(text.split(','))
    }
}

impl Serialize for LayerSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Layer::name))
    }
}
