//! The record's fields as Arrow columns, for Parquet.

use crate::config::{Layer, LayerSet};
use arrow::datatypes::{DataType, Field, Fields, Schema, SchemaRef};
use std::sync::Arc;

/// The columns of a record with these layers: the same names and nesting as in JSON. Layers are lists
/// of structures; offsets are 32-bit integers; a field that JSON leaves out is null.
#[must_use]
pub(crate) fn arrow_schema(layers: LayerSet) -> SchemaRef {
    let mut fields = vec![text("schema"), text("id"), text("source")];
    fields.extend(["url", "title", "published", "author", "agency"].map(maybe_text));
    fields.push(text("text"));
    fields.extend(layers.iter().map(layer));
    let provenance = [text("khabar"), text("config"), maybe_text("model")];
    fields.push(Field::new("provenance", DataType::Struct(Fields::from_iter(provenance)), false));
    Arc::new(Schema::new(fields))
}

fn layer(layer: Layer) -> Field {
    match layer {
        Layer::Normalized => text("normalized"),
        Layer::Paragraphs => {
            let fields = span().chain([text("role"), number("source_start"), number("source_end")]);
            list("paragraphs", fields)
        }
        Layer::Dropped => list("dropped", [text("text"), number("source_start"), number("source_end"), text("reason")]),
        Layer::Sentences => list("sentences", span()),
        Layer::Tokens => {
            let clitics = list("clitics", span().chain([text("form")])).with_nullable(true);
            list("tokens", span().chain([text("norm"), text("kind"), maybe_text("subkind"), clitics]))
        }
        Layer::Entities => list(
            "entities",
            span_text().chain([
                text("label"),
                Field::new("score", DataType::Float32, false),
                text("canonical"),
                number("cluster"),
                number("depth"),
                maybe_text("link"),
            ]),
        ),
        Layer::Values => {
            let alternatives = list("alternatives", value()).with_nullable(true);
            list("values", value().chain([alternatives]))
        }
        Layer::Quotes => list(
            "quotes",
            span_text().chain([
                Field::new("direct", DataType::Boolean, false),
                maybe("speaker", span_text().chain([number("entity").with_nullable(true)])),
                maybe("cue", span_text()),
            ]),
        ),
    }
}

/// The fields of a value, its alternatives left out.
fn value() -> impl Iterator<Item = Field> {
    let whole = |name: &str| Field::new(name, DataType::Int64, true);
    let small = |name: &str| number(name).with_nullable(true);
    let code_list = DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, false)));
    let number_fields =
        [maybe_text("value"), maybe_text("from"), maybe_text("to"), whole("num"), whole("den"), maybe_text("vague")];
    let unit = [maybe_text("code"), text("system")]
        .into_iter()
        .chain(span_text())
        .chain([Field::new("candidates", code_list, false), maybe_text("per")]);
    let timex = [text("type"), text("value"), maybe_text("mod"), maybe_text("partial"), maybe_text("quant")];
    let resolved = [text("from"), text("to"), text("grain"), small("utc_offset")];
    span_text().chain([
        text("kind"),
        maybe("number", number_fields),
        maybe_text("modifier"),
        maybe("unit", unit),
        maybe("counted", span_text()),
        maybe("timex", timex),
        maybe("resolved", resolved),
        maybe_text("calendar"),
        maybe("hijri", [small("year"), small("month"), small("day")]),
        maybe_text("conflict"),
    ])
}

fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, false)
}

fn maybe_text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

fn number(name: &str) -> Field {
    Field::new(name, DataType::Int32, false)
}

fn span() -> impl Iterator<Item = Field> {
    [number("start"), number("end")].into_iter()
}

fn span_text() -> impl Iterator<Item = Field> {
    span().chain([text("text")])
}

fn maybe(name: &str, fields: impl IntoIterator<Item = Field>) -> Field {
    Field::new(name, DataType::Struct(fields.into_iter().collect()), true)
}

fn list(name: &str, fields: impl IntoIterator<Item = Field>) -> Field {
    let item = Field::new_list_field(DataType::Struct(fields.into_iter().collect()), false);
    Field::new(name, DataType::List(Arc::new(item)), false)
}
