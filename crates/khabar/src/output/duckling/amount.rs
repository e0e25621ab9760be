//! Numbers, ranks, money and measures as Duckling writes them.

use khabar_extract::{Decimal, Modifier, Number, Unit, Value, ValueKind};
use serde_json::{Map, Value as Json, json};

/// UCUM code, dimension and unit of Duckling's `Distance`, `Volume`, `Temperature` and `Quantity`.
const UNITS: [(&str, &str, &str); 20] = [
    ("km", "distance", "kilometre"),
    ("m", "distance", "metre"),
    ("cm", "distance", "centimetre"),
    ("mm", "distance", "millimetre"),
    ("[mi_i]", "distance", "mile"),
    ("[yd_i]", "distance", "yard"),
    ("[ft_i]", "distance", "foot"),
    ("[in_i]", "distance", "inch"),
    ("L", "volume", "litre"),
    ("mL", "volume", "millilitre"),
    ("hL", "volume", "hectolitre"),
    ("[gal_us]", "volume", "gallon"),
    ("Cel", "temperature", "celsius"),
    ("[degF]", "temperature", "fahrenheit"),
    ("deg", "temperature", "degree"),
    ("g", "quantity", "gram"),
    ("kg", "quantity", "kilogram"),
    ("mg", "quantity", "milligram"),
    ("[lb_av]", "quantity", "pound"),
    ("[oz_av]", "quantity", "ounce"),
];

/// The dimension and the value of a number or amount; `None` for what Duckling has no shape for.
pub(super) fn amount(value: &Value) -> Option<(&'static str, Json)> {
    let (dim, unit) = match (value.kind, &value.unit) {
        (ValueKind::Ordinal, _) => ("ordinal", None),
        (ValueKind::Percent, _) => ("percent", None),
        (ValueKind::Money, Some(unit)) => ("amount-of-money", Some(unit.code.unwrap_or("unknown"))),
        (ValueKind::Quantity, Some(unit)) => measure(unit),
        (ValueKind::Cardinal | ValueKind::Fraction | ValueKind::Quantity | ValueKind::Age, _) => ("number", None),
        _ => return None,
    };
    let bare = unit.is_none();
    let part = |number: Decimal| {
        let mut fields = Map::new();
        fields.insert("value".to_owned(), json_number(number));
        if let Some(unit) = unit {
            fields.insert("unit".to_owned(), json!(unit));
        }
        fields
    };
    let open = |side: &str, number| json!({"type": "interval", side: part(number)});
    let said = match value.number? {
        Number::Exact { value: number, .. } => match value.modifier {
            Some(Modifier::MoreThan | Modifier::AtLeast) if !bare => open("from", number),
            Some(Modifier::LessThan | Modifier::AtMost) if !bare => open("to", number),
            _ => {
                let mut fields = part(number);
                fields.insert("type".to_owned(), json!("value"));
                Json::Object(fields)
            }
        },
        Number::Range { from, to } => {
            let mut fields = Map::new();
            fields.insert("type".to_owned(), json!("interval"));
            for (side, number) in [("from", from), ("to", to)] {
                if let Some(number) = number {
                    fields.insert(side.to_owned(), Json::Object(part(number)));
                }
            }
            Json::Object(fields)
        }
        _ => return None,
    };
    Some((dim, said))
}

/// Dimension and unit of a measure; units that Duckling has not keep their UCUM code.
fn measure(unit: &Unit) -> (&'static str, Option<&'static str>) {
    let code = unit.code.unwrap_or("unknown");
    UNITS.iter().find(|(ucum, ..)| *ucum == code).map_or(("quantity", Some(code)), |&(_, dim, name)| (dim, Some(name)))
}

/// A whole number as such, another one as the nearest double.
fn json_number(number: Decimal) -> Json {
    let number = number.trimmed();
    match i64::try_from(number.mantissa) {
        Ok(whole) if number.scale == 0 => json!(whole),
        _ => json!(number.to_string().parse::<f64>().unwrap_or_default()),
    }
}
