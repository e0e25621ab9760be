//! TimeML with inline TIMEX3 tags (TimeML 1.2.1): one XML document a line, whole and well-formed.
//!
//! ```xml
//! <?xml version="1.0" encoding="UTF-8"?><TimeML><DOCID>1</DOCID><DCT><TIMEX3 tid="t0" type="DATE"
//! value="2022-01-24" functionInDocument="CREATION_TIME">2022-01-24</TIMEX3></DCT><TEXT>وصل <TIMEX3 tid="t1"
//! type="DATE" value="2022-01-23" temporalFunction="true" anchorTimeID="t0">أمس</TIMEX3></TEXT></TimeML>
//! ```
//!
//! Line breaks of the text are written `&#10;`, so that a document stays on its line. Characters that XML 1.0
//! does not allow are written U+FFFD, one for one. A time that spans from one point to another is an anchored
//! duration whose points are empty tags behind it, as the TimeML guidelines have it.

use super::encode::{Encoded, Encoder};
use super::jsonl::Lines;
use crate::Result;
use crate::record::Built;
use jiff::Unit;
use jiff::civil::Time;
use khabar_extract::{Modifier, Timex, Value};
use std::fmt::Write;

/// Encodes documents as TimeML.
#[derive(Debug, Default)]
pub(super) struct TimemlEncoder {
    lines: Lines,
}

impl Encoder for TimemlEncoder {
    fn push(&mut self, built: &Built<'_>) -> Result<()> {
        self.lines.add(|out| {
            out.extend_from_slice(document(built).as_bytes());
            out.push(b'\n');
            Ok(())
        })
    }

    fn take(&mut self) -> Result<Option<Encoded>> {
        Ok(self.lines.take())
    }
}

fn document(built: &Built<'_>) -> String {
    let text = built.record.text;
    let mut out = String::with_capacity(text.len() * 2);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?><TimeML><DOCID>");
    escape(built.record.id, &mut out);
    out.push_str("</DOCID>");
    let created = built
        .anchor
        .map(|anchor| if anchor.time() == Time::midnight() { anchor.date().to_string() } else { anchor.to_string() });
    if let Some(created) = &created {
        let kind = if created.contains('T') { "TIME" } else { "DATE" };
        out.push_str("<DCT>");
        let _ = write!(
            out,
            "<TIMEX3 tid=\"t0\" type=\"{kind}\" value=\"{created}\" temporalFunction=\"false\" \
             functionInDocument=\"CREATION_TIME\">{created}</TIMEX3></DCT>"
        );
    }
    out.push_str("<TEXT>");
    let (mut at, mut id) = (0, 1);
    for value in built.values {
        let (start, end) = (value.span.start() as usize, value.span.end() as usize);
        let Some(timex) = value.timex.as_ref().filter(|_| start >= at) else { continue };
        escape(&text[at..start], &mut out);
        id = tag(value, timex, &text[start..end], id, created.is_some(), &mut out);
        at = end;
    }
    escape(&text[at..], &mut out);
    out.push_str("</TEXT></TimeML>");
    out
}

/// Writes the tag of a time with its words; the number that the next tag takes.
fn tag(value: &Value, timex: &Timex, words: &str, id: usize, anchored: bool, out: &mut String) -> usize {
    let _ = write!(out, "<TIMEX3 tid=\"t{id}\"");
    let mut attribute = |name: &str, text: &str| {
        let _ = write!(out, " {name}=\"");
        escape(text, out);
        out.push('"');
    };
    let ends = timex.value.split_once('/');
    match ends {
        // a length from three to five days
        Some((from, to)) if from.starts_with('P') => {
            attribute("type", timex.kind);
            attribute("value", &unknown_length(to));
            attribute("comment", &timex.value);
        }
        Some(_) => {
            attribute("type", "DURATION");
            attribute("value", &stretch(value));
            attribute("beginPoint", &format!("t{}", id + 1));
            attribute("endPoint", &format!("t{}", id + 2));
        }
        None => {
            attribute("type", timex.kind);
            attribute("value", &timex.value);
        }
    }
    if let Some(modifier) = timex.modifier.or_else(|| value.modifier.map(Modifier::timex)) {
        attribute("mod", modifier);
    }
    if let Some(quant) = timex.quant {
        attribute("quant", quant);
    }
    let relative = timex.partial.as_deref().is_some_and(|partial| partial.contains('X') && partial != timex.value);
    if relative {
        attribute("temporalFunction", "true");
        if anchored {
            attribute("anchorTimeID", "t0");
        }
    }
    out.push('>');
    escape(words, out);
    out.push_str("</TIMEX3>");
    let Some((from, to)) = ends.filter(|(from, _)| !from.starts_with('P')) else { return id + 1 };
    for (n, point) in [(1, from), (2, to)] {
        let kind = if point.contains('T') { "TIME" } else { "DATE" };
        let _ = write!(out, "<TIMEX3 tid=\"t{}\" type=\"{kind}\" value=\"", id + n);
        escape(point, out);
        out.push_str("\"/>");
    }
    id + 3
}

/// `P5D` → `PXD`: what a length of three to five days is in TIMEX3.
fn unknown_length(length: &str) -> String {
    let unit: String = length.chars().filter(|c| !c.is_ascii_digit() && *c != '.').collect();
    let at = if unit.starts_with("PT") { 2 } else { 1 };
    let mut length = unit;
    length.insert(at, 'X');
    length
}

/// How long a time from one point to another is: whole days, months or years where its ends are such, else
/// unknown.
fn stretch(value: &Value) -> String {
    let Some(resolved) = value.resolved else { return "PXD".to_owned() };
    let (from, to) = (resolved.from, resolved.to);
    let count = |length: i64, unit: &str| format!("P{length}{unit}");
    let months = (i64::from(to.year()) - i64::from(from.year())) * 12 + i64::from(to.month()) - i64::from(from.month());
    match resolved.grain {
        "year" | "decade" | "century" if months % 12 == 0 => count(months / 12, "Y"),
        "month" | "quarter" => count(months, "M"),
        "hour" | "minute" | "second" => {
            let minutes = to.since((Unit::Minute, from)).map_or(0, |span| span.get_minutes());
            if minutes % 60 == 0 { format!("PT{}H", minutes / 60) } else { format!("PT{minutes}M") }
        }
        _ => match to.date().since((Unit::Day, from.date())) {
            Ok(days) => count(i64::from(days.get_days()), "D"),
            Err(_) => "PXD".to_owned(),
        },
    }
}

/// Text of an element or an attribute; characters that XML 1.0 leaves out (section 2.2) become U+FFFD.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::testing::with_built;

    /// The text of the one TEXT element, tags taken out and entities undone.
    fn text_of(xml: &str) -> String {
        let text = xml.split_once("<TEXT>").unwrap().1.split_once("</TEXT>").unwrap().0;
        let mut plain = String::new();
        let mut inside = false;
        for c in text.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => plain.push(c),
                _ => {}
            }
        }
        for (from, to) in [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&#9;", "\t"),
            ("&#10;", "\n"),
            ("&#13;", "\r"),
            ("&amp;", "&"),
        ] {
            plain = plain.replace(from, to);
        }
        plain
    }

    #[test]
    fn a_relative_day_is_anchored_to_the_creation_time() {
        let xml = with_built("وصل أمس", Some("2022-01-24"), document);
        assert_eq!(
            xml,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><TimeML><DOCID>1</DOCID><DCT><TIMEX3 tid=\"t0\" type=\"DATE\" \
             value=\"2022-01-24\" temporalFunction=\"false\" functionInDocument=\"CREATION_TIME\">2022-01-24</TIMEX3>\
             </DCT><TEXT>وصل <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2022-01-23\" temporalFunction=\"true\" \
             anchorTimeID=\"t0\">أمس</TIMEX3></TEXT></TimeML>"
        );
    }

    #[test]
    fn lengths_sets_and_stretches() {
        let xml = with_built("نحو أربعة أيام، كل يوم جمعة، من 4 إلى 6 ماي 2022", None, document);
        for part in [
            "type=\"DURATION\" value=\"P4D\" mod=\"APPROX\">",
            "type=\"SET\" value=\"XXXX-WXX-5\" quant=\"EVERY\">",
            "type=\"DURATION\" value=\"P3D\" beginPoint=\"t4\" endPoint=\"t5\"",
            "<TIMEX3 tid=\"t4\" type=\"DATE\" value=\"2022-05-04\"/><TIMEX3 tid=\"t5\" type=\"DATE\" value=\"2022-05-06\"/>",
        ] {
            assert!(xml.contains(part), "{part} in {xml}");
        }
        assert!(!xml.contains("DCT"), "no day is known: {xml}");
        let xml = with_built("من ثلاثة إلى خمسة أيام", None, document);
        assert!(xml.contains("value=\"PXD\" comment=\"P3D/P5D\""), "{xml}");
    }

    #[test]
    fn hostile_text_stays_well_formed() {
        let hostile = "<&>\"' ]]> </TEXT> \u{1}\u{b}\u{fffe}\t\r\n أمس <TIMEX3> في 2011 & ]]>";
        let (xml, text) =
            with_built(hostile, Some("2022-01-24"), |built| (document(built), built.record.text.to_owned()));
        assert_eq!(xml.lines().count(), 1);
        assert!(xml.chars().all(|c| c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}')));
        let allowed = |c| if matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{fffe}') { '\u{fffd}' } else { c };
        assert_eq!(text_of(&xml), text.chars().map(allowed).collect::<String>());
        assert_eq!(xml.matches("<TIMEX3 ").count(), 3);
    }
}
