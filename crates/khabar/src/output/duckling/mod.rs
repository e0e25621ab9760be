//! JSON in the shape of Duckling's answers: one line a document, its entities as a list.
//!
//! ```json
//! {"id":"1","entities":[{"body":"3.5 مليون دولار","start":4,"end":19,"dim":"amount-of-money","latent":false,
//!  "value":{"type":"value","value":3500000,"unit":"USD"}}]}
//! ```
//!
//! Dimensions: `number ordinal amount-of-money quantity distance volume temperature duration time
//! phone-number` as in Duckling, and `percent`, which Duckling has not. Offsets count in the unit of the run
//! (Duckling's are characters). Currencies are ISO 4217 codes, `unknown` where the words leave them open.
//! What Duckling has no shape for is left out: vague amounts, results of matches, repeated times, and times
//! that no known day anchors.

mod amount;
mod time;

use super::encode::{Encoded, Encoder, internal};
use super::jsonl::Lines;
use crate::Result;
use crate::record::Built;
use khabar_extract::{Value, ValueKind};
use khabar_normalize::Span;
use serde_json::{Value as Json, json};

/// Encodes documents as Duckling's entities.
#[derive(Debug, Default)]
pub(super) struct DucklingEncoder {
    lines: Lines,
}

impl Encoder for DucklingEncoder {
    fn push(&mut self, built: &Built<'_>) -> Result<()> {
        self.lines.add(|out| {
            serde_json::to_writer(&mut *out, &document(built)).map_err(internal)?;
            out.push(b'\n');
            Ok(())
        })
    }

    fn take(&mut self) -> Result<Option<Encoded>> {
        Ok(self.lines.take())
    }
}

fn document(built: &Built<'_>) -> Json {
    let entities: Vec<Json> = built.values.iter().filter_map(|value| entity(value, built)).collect();
    json!({"id": built.record.id, "entities": entities})
}

fn entity(value: &Value, built: &Built<'_>) -> Option<Json> {
    let text = built.record.text;
    let (dim, said) = match value.kind {
        ValueKind::Date | ValueKind::Time | ValueKind::DateTime | ValueKind::Range => ("time", time::time(value)?),
        ValueKind::Duration => ("duration", time::duration(value)?),
        ValueKind::Phone => ("phone-number", json!({"value": digits(value.span.slice(text))})),
        _ => amount::amount(value)?,
    };
    let span = if dim == "number" { number_span(value, text) } else { value.span };
    let words = built.places.span_text(span);
    Some(json!({
        "body": words.text, "start": words.start, "end": words.end, "dim": dim, "latent": false, "value": said
    }))
}

/// The words of a number without the noun it counts; a dual keeps its noun, which says the number.
fn number_span(value: &Value, text: &str) -> Span {
    let Some(counted) = value.counted.filter(|c| value.span.contains(*c)) else { return value.span };
    let before = text[value.span.start() as usize..counted.start() as usize].trim_end();
    if !before.is_empty() {
        return Span::new(value.span.start(), value.span.start() + before.len() as u32);
    }
    let after = text[counted.end() as usize..value.span.end() as usize].trim_start();
    if after.is_empty() { value.span } else { Span::new(value.span.end() - after.len() as u32, value.span.end()) }
}

/// The digits of a telephone number, in ASCII, with the plus sign of an international one.
fn digits(words: &str) -> String {
    let plus = words.contains('+').then_some('+');
    let ascii = |c: char| match c {
        '0'..='9' => Some(c),
        '٠'..='٩' => char::from_digit(u32::from(c) - u32::from('٠'), 10),
        '۰'..='۹' => char::from_digit(u32::from(c) - u32::from('۰'), 10),
        _ => None,
    };
    plus.into_iter().chain(words.chars().filter_map(ascii)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::testing::with_built;

    fn entities(text: &str) -> Vec<Json> {
        let document = with_built(text, Some("2022-01-24"), document);
        document["entities"].as_array().unwrap().clone()
    }

    #[test]
    fn numbers_and_amounts() {
        for (text, want) in [
            (
                "175 عنصرًا",
                json!({"body":"175","start":0,"end":3,"dim":"number","latent":false,"value":{"type":"value","value":175}}),
            ),
            (
                "المركز الثالث",
                json!({"body":"الثالث","start":7,"end":13,"dim":"ordinal","latent":false,"value":{"type":"value","value":3}}),
            ),
            (
                "3.5 مليون دولار",
                json!({"body":"3.5 مليون دولار","start":0,"end":15,"dim":"amount-of-money","latent":false,
                "value":{"type":"value","value":3_500_000,"unit":"USD"}}),
            ),
            (
                "أكثر من 10 دولارات",
                json!({"body":"أكثر من 10 دولارات","start":0,"end":18,"dim":"amount-of-money","latent":false,
                "value":{"type":"interval","from":{"value":10,"unit":"USD"}}}),
            ),
            (
                "من 5 إلى 10 كيلومترات",
                json!({"body":"من 5 إلى 10 كيلومترات","start":0,"end":21,"dim":"distance","latent":false,
                "value":{"type":"interval","from":{"value":5,"unit":"kilometre"},"to":{"value":10,"unit":"kilometre"}}}),
            ),
            (
                "37.5 درجة مئوية",
                json!({"body":"37.5 درجة مئوية","start":0,"end":15,"dim":"temperature","latent":false,
                "value":{"type":"value","value":37.5,"unit":"celsius"}}),
            ),
        ] {
            assert_eq!(entities(text), [want], "{text}");
        }
        assert_eq!(entities("100 دينار")[0]["value"]["unit"], "unknown");
        assert_eq!(entities("25%")[0]["dim"], "percent");
        assert_eq!(entities("عشرات القتلى"), [] as [Json; 0]);
    }

    #[test]
    fn times_and_lengths() {
        let day = json!({"type":"value","value":"2022-01-23T00:00:00.000+00:00","grain":"day"});
        let mut said = day.clone();
        said["values"] = json!([day]);
        assert_eq!(entities("أمس")[0]["value"], said);
        let range = &entities("من 4 إلى 6 ماي 2022")[0]["value"];
        assert_eq!(range["type"], "interval");
        assert_eq!(range["to"], json!({"value":"2022-05-07T00:00:00.000+00:00","grain":"day"}));
        assert_eq!(
            entities("ثلاثة أيام")[0]["value"],
            json!({"type":"value","value":3,"day":3,"unit":"day","normalized":{"value":259_200,"unit":"second"}})
        );
        assert_eq!(entities("شهرين وعشرة أيام")[0]["value"]["day"], 70);
    }

    #[test]
    fn offsets_are_those_of_the_record() {
        let found = &entities("قال 🇮🇶 <&> \u{1}: 20 شخصا")[0];
        assert_eq!((&found["start"], &found["end"], &found["body"]), (&json!(14), &json!(16), &json!("20")));
    }
}
