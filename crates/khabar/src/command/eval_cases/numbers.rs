//! Numbers, money and measures of a case against found ones.

use super::case::{Case, Found, said};
use serde_json::Value as Json;

/// A number from its digits, thousands commas aside.
pub(super) fn number(text: &str) -> Option<f64> {
    let ascii = |c: char| match c {
        '٠'..='٩' => char::from_digit(u32::from(c) - u32::from('٠'), 10),
        '۰'..='۹' => char::from_digit(u32::from(c) - u32::from('۰'), 10),
        ',' => None,
        c => Some(c),
    };
    text.chars().filter_map(ascii).collect::<String>().trim().parse().ok()
}

/// Equal, up to the rounding of what is stated with three decimals or more; whole numbers are equal or not.
pub(super) fn near(mine: Option<&str>, stated: &str) -> bool {
    let (Some(a), Some(b)) = (mine.and_then(number), number(stated)) else { return false };
    if (a - b).abs() <= f64::EPSILON * b.abs() {
        return true;
    }
    if a.fract() == 0.0 && b.fract() == 0.0 {
        return false;
    }
    let plain = stated.split(['e', 'E']).next().unwrap_or_default();
    let decimals = plain.split_once('.').map_or(0, |(_, tail)| tail.len());
    let exponent = i32::try_from(decimals).unwrap_or(i32::MAX);
    let slack = if decimals >= 3 { (0.5 * 10f64.powi(-exponent)).min(1e-3 * b.abs()) } else { 0.0 };
    (a - b).abs() <= slack.max(1e-12 * b.abs())
}

/// What a number, fraction or ordinal case states.
pub(super) fn stated_number(case: &Case) -> Option<String> {
    let part = |name: &str| case.said(name).and_then(|text| number(&text));
    let stated = case.said("value").or_else(|| {
        let den = part("den").filter(|&den| den != 0.0)?;
        Some((part("whole").unwrap_or(0.0) + part("num")? / den).to_string())
    })?;
    number(&stated).map(|_| stated)
}

/// Whether a found value says the number; a length of one unit says its count, a year its digits.
pub(super) fn number_fits(case: &Case, stated: &str, found: &Found<'_>) -> bool {
    let value = found.number("value");
    match found.kind() {
        "ordinal" => case.kind == "ordinal" && near(value, stated),
        _ if case.kind == "ordinal" => false,
        "duration" => {
            let count = found.timex().strip_prefix('P').map(|rest| rest.strip_prefix('T').unwrap_or(rest));
            let count = count.and_then(|rest| rest.strip_suffix(|c: char| c.is_ascii_uppercase()));
            near(count.filter(|c| c.chars().all(|c| c.is_ascii_digit() || c == '.')), stated)
        }
        _ if found.is_time() => {
            let year = found.timex();
            year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && near(Some(year), stated)
        }
        _ => found.is_numeric() && near(value, stated),
    }
}

/// Percent as such or as a ratio.
pub(super) fn percent_fits(points: f64, found: &Found<'_>) -> bool {
    let (points, value) = (points.to_string(), found.number("value"));
    let ratio = value.and_then(number).map(|v| (v * 100.0).to_string());
    found.kind() == "percent" && (near(value, &points) || near(ratio.as_deref(), &points))
}

/// How many percent a case states.
pub(super) fn stated_percent(case: &Case) -> Option<f64> {
    let points = number(case.said("value")?.trim_end_matches('%'))?;
    let ratio = case.said("note").is_some_and(|note| note.contains("ratio"));
    Some(if ratio { points * 100.0 } else { points })
}

/// Whether a found amount is the stated one in the stated currency, or in one that the words leave open.
pub(super) fn money_fits(case: &Case, found: &Found<'_>) -> bool {
    if found.kind() != "money" {
        return false;
    }
    let candidates = found.raw["unit"]["candidates"].as_array();
    let mut codes: Vec<&str> = candidates.into_iter().flatten().filter_map(Json::as_str).collect();
    codes.extend(found.code());
    let unit = case.said("unit").unwrap_or_default();
    let value = case.said("value").unwrap_or_default();
    let mut scale = 1.0;
    let fits = match unit.as_str() {
        "cent" => {
            let words = found.raw["unit"]["text"].as_str().unwrap_or_default();
            if !near(found.number("value"), &value) {
                scale = 100.0;
            }
            codes.iter().any(|c| matches!(*c, "USD" | "EUR"))
                || ["سنت", "سينت", "¢", "c"].iter().any(|cent| words.contains(cent))
        }
        "£" | "Pound" | "GBP" => codes.iter().any(|c| matches!(*c, "GBP" | "EGP" | "SYP" | "LBP" | "SDG")),
        unit => {
            let code = match unit {
                "$" => "USD",
                "€" => "EUR",
                "د.ك" => "KWD",
                "ر.س" => "SAR",
                code => code,
            };
            codes.contains(&code)
        }
    };
    if !fits {
        return false;
    }
    if case.said("type").as_deref() == Some("interval") {
        let (low, high) = (case.said("from"), case.said("to"));
        let side = |stated: &Option<String>, name: &str, other: &Option<String>| {
            stated.as_ref().is_none_or(|stated| {
                near(found.number(name), stated) || (other.is_none() && near(found.number("value"), stated))
            })
        };
        return side(&low, "from", &high) && side(&high, "to", &low);
    }
    let mine = found.number("value").and_then(number).map(|v| (v * scale).to_string());
    near(mine.as_deref(), &value)
}

/// Stated unit, its dimension, and its factor to gram, litre or metre.
const STATED: [(&str, &str, f64); 20] = [
    ("gram", "mass", 1.0),
    ("ounce", "mass", 28.349_523_125),
    ("pound", "mass", 453.592_37),
    ("litre", "volume", 1.0),
    ("millilitre", "volume", 1e-3),
    ("hectolitre", "volume", 100.0),
    ("gallon", "volume", 3.785_411_784),
    ("celsius", "celsius", 1.0),
    ("fahrenheit", "fahrenheit", 1.0),
    ("degree", "degree", 1.0),
    ("cup", "any", 1.0),
    ("meter", "length", 1.0),
    ("kilometer", "length", 1e3),
    ("centimeter", "length", 1e-2),
    ("decimeter", "length", 1e-1),
    ("millimeter", "length", 1e-3),
    ("mile", "length", 1609.344),
    ("inch", "length", 0.0254),
    ("feet", "length", 0.3048),
    ("yard", "length", 0.9144),
];

/// UCUM code, its dimension and factor.
const UCUM: [(&str, &str, f64); 38] = [
    ("g", "mass", 1.0),
    ("kg", "mass", 1e3),
    ("mg", "mass", 1e-3),
    ("ug", "mass", 1e-6),
    ("t", "mass", 1e6),
    ("[oz_av]", "mass", 28.349_523_125),
    ("[oz_tr]", "mass", 31.103_476_8),
    ("[lb_av]", "mass", 453.592_37),
    ("L", "volume", 1.0),
    ("l", "volume", 1.0),
    ("mL", "volume", 1e-3),
    ("ml", "volume", 1e-3),
    ("cL", "volume", 1e-2),
    ("cl", "volume", 1e-2),
    ("dL", "volume", 1e-1),
    ("dl", "volume", 1e-1),
    ("hL", "volume", 100.0),
    ("hl", "volume", 100.0),
    ("m3", "volume", 1e3),
    ("cm3", "volume", 1e-3),
    ("[gal_us]", "volume", 3.785_411_784),
    ("[gal_br]", "volume", 4.546_09),
    ("Cel", "celsius", 1.0),
    ("[degF]", "fahrenheit", 1.0),
    ("K", "kelvin", 1.0),
    ("deg", "degree", 1.0),
    ("m", "length", 1.0),
    ("km", "length", 1e3),
    ("cm", "length", 1e-2),
    ("dm", "length", 1e-1),
    ("mm", "length", 1e-3),
    ("um", "length", 1e-6),
    ("nm", "length", 1e-9),
    ("[mi_i]", "length", 1609.344),
    ("[nmi_i]", "length", 1852.0),
    ("[in_i]", "length", 0.0254),
    ("[ft_i]", "length", 0.3048),
    ("[yd_i]", "length", 0.9144),
];

/// Whether a UCUM code is one of length.
pub(super) fn is_length(code: &str) -> bool {
    UCUM.iter().any(|(ucum, dimension, _)| *ucum == code && *dimension == "length")
}

/// The number and the unit, in lower case, that a quantity case states.
pub(super) fn stated_quantity(case: &Case) -> Option<(String, String)> {
    let first = &case.expect["parts"][0];
    let (value, unit) =
        if first.is_array() { (said(&first[0]), said(&first[1])) } else { (case.said("value"), case.said("unit")) };
    let value = value.filter(|value| number(value).is_some())?;
    Some((value, unit.unwrap_or_default().to_lowercase()))
}

/// Whether a found quantity is the stated one; units of one dimension are converted.
pub(super) fn quantity_fits(value: &str, unit: &str, found: &Found<'_>) -> bool {
    let mine = found.number("value");
    if mine.is_none() || !matches!(found.kind(), "quantity" | "cardinal") {
        return false;
    }
    let singular = unit.trim_end_matches('s');
    let names = |name: &str| {
        name == unit
            || name == singular
            || (name == "inch" && matches!(unit, "inche" | "inches"))
            || (name == "feet" && unit == "foot")
    };
    let Some(&(_, dimension, factor)) = STATED.iter().find(|(name, ..)| names(name)) else { return near(mine, value) };
    if found.kind() != "quantity" {
        return false;
    }
    let code = found.code().unwrap_or_default();
    let of = UCUM.iter().find(|(ucum, ..)| *ucum == code);
    match dimension {
        "any" => near(mine, value),
        "degree" => {
            near(mine, value)
                && of.is_some_and(|(_, d, _)| matches!(*d, "degree" | "celsius" | "fahrenheit" | "kelvin"))
        }
        _ => {
            let converted = of.is_some_and(|(_, d, f)| {
                let (Some(mine), Some(stated)) = (mine.and_then(number), number(value)) else { return false };
                *d == dimension && near(Some(&(mine * f).to_string()), &(stated * factor).to_string())
            });
            converted
                || (unit.starts_with("ounce") && matches!(code, "[oz_tr]" | "[foz_us]") && near(mine, value))
                || (unit.starts_with("gallon") && code.starts_with("[gal") && near(mine, value))
        }
    }
}

/// The ends of an interval written `[20,100)`; `None` where it is none or has none.
pub(super) fn stated_interval(case: &Case) -> Option<(Option<String>, Option<String>)> {
    let value = case.said("value")?;
    let inner = value.strip_prefix(['[', '('])?.strip_suffix([']', ')'])?;
    let (from, to) = inner.split_once(',')?;
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    let end = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let (from, to) = (end(from), end(to));
    let plain = from.iter().chain(&to).all(|text| digits(text));
    (plain && (from.is_some() || to.is_some())).then_some((from, to))
}

/// Whether a found value has these ends; a modified number is open on one side.
pub(super) fn interval_fits((from, to): &(Option<String>, Option<String>), found: &Found<'_>) -> bool {
    if found.is_time() || matches!(found.kind(), "duration" | "set") {
        return false;
    }
    let (mut low, mut high, value) = (found.number("from"), found.number("to"), found.number("value"));
    if value.is_some() && low.is_none() && high.is_none() {
        match found.modifier() {
            "more_than" | "at_least" => low = value,
            "less_than" | "at_most" => high = value,
            _ => {}
        }
    }
    let same = |mine: Option<&str>, stated: &Option<String>| match stated {
        Some(stated) => near(mine, stated),
        None => mine.is_none(),
    };
    same(low, from) && same(high, to)
}
