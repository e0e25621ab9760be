//! Which quotation mark opens and which closes.
//!
//! Arabic pages print marks on the wrong side (`”قسد”`, `«خبر«`), so the glyph says little. A mark opens
//! where white space, an opening bracket or a joined proclitic stands before it and text after it; it
//! closes where text stands before it and white space or punctuation after it; between two letters it
//! closes what is open. Pairs never cross a paragraph.

use crate::chars::{is_arabic_letter, is_arabic_mark, is_double_quote, is_single_quote};
use crate::{NormSpan, QuotePair};

/// Deeper nesting than this is no nesting but a page's mistake.
const DEEPEST: usize = 4;

/// Reusable memory of [`pair`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    /// Opening marks that wait for their closing ones.
    open: Vec<(NormSpan, bool)>,
}

/// What may stand on one side of a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// White space or the edge of the paragraph.
    Gap,
    /// An opening bracket, a colon, a joined proclitic.
    Lead,
    /// Punctuation that follows words.
    Stop,
    /// A letter or digit.
    Text,
}

/// Finds the pairs of a normalized text. `any_glyph` says that marks were not all mapped to `"`.
pub(crate) fn pair(text: &str, any_glyph: bool, scratch: &mut Scratch, pairs: &mut Vec<QuotePair>) {
    pairs.clear();
    scratch.open.clear();
    if any_glyph {
        let marks = text.char_indices().filter(|&(_, c)| c == '\n' || is_mark(c));
        paragraphs(text, marks.map(|(i, c)| (i, c.len_utf8())), scratch, pairs);
    } else {
        paragraphs(text, memchr::memchr2_iter(b'"', b'\n', text.as_bytes()).map(|i| (i, 1)), scratch, pairs);
    }
    pairs.sort_unstable_by_key(|p| (p.open.start(), std::cmp::Reverse(p.close.end())));
    set_depths(pairs, &mut scratch.open);
}

fn is_mark(c: char) -> bool {
    is_double_quote(c) || (is_single_quote(c) && c != '\'')
}

fn paragraphs(
    text: &str,
    marks: impl Iterator<Item = (usize, usize)>,
    scratch: &mut Scratch,
    pairs: &mut Vec<QuotePair>,
) {
    let mut paragraph = 0;
    // a quotation of several paragraphs: opened in each, closed in the last
    let mut running = false;
    for (at, width) in marks {
        let span = NormSpan::new(at as u32, (at + width) as u32);
        if text.as_bytes()[at] == b'\n' {
            running = end_of_paragraph(span.start(), scratch, pairs);
            paragraph = at + 1;
            continue;
        }
        let (before, after) = (before(text, paragraph, at), after(text, at + width));
        let opens = matches!(before, Side::Gap | Side::Lead) && after != Side::Gap;
        let closes = matches!(before, Side::Text | Side::Stop) && after != Side::Text;
        let close = if opens == closes { !scratch.open.is_empty() } else { closes };
        if !close {
            if scratch.open.len() < DEEPEST {
                let leads = text[paragraph..at].trim().is_empty() || text[paragraph..at].trim_end().ends_with(':');
                scratch.open.push((span, leads));
            }
        } else if let Some((open, _)) = scratch.open.pop() {
            pairs.push(QuotePair { open, close: span, depth: 0 });
        } else if running {
            let start = NormSpan::new(paragraph as u32, paragraph as u32);
            pairs.push(QuotePair { open: start, close: span, depth: 0 });
            running = false;
        }
    }
    end_of_paragraph(text.len() as u32, scratch, pairs);
}

/// Marks still open at the end of a paragraph: one that leads the paragraph, or follows a colon, quotes
/// all of its rest; others are left unpaired. Whether a quotation runs on.
fn end_of_paragraph(end: u32, scratch: &mut Scratch, pairs: &mut Vec<QuotePair>) -> bool {
    let lead = scratch.open.iter().find(|(_, leads)| *leads).map(|&(open, _)| open);
    scratch.open.clear();
    match lead {
        Some(open) if open.end() < end => {
            // only when no pair found meanwhile crosses it
            pairs.push(QuotePair { open, close: NormSpan::new(end, end), depth: 0 });
            true
        }
        _ => false,
    }
}

fn before(text: &str, paragraph: usize, at: usize) -> Side {
    let head = &text[paragraph..at];
    let mut chars = head.chars().rev().skip_while(|&c| is_mark(c) || c == '"' || is_arabic_mark(c) || c == '\u{0640}');
    match chars.next() {
        None => Side::Gap,
        Some(c) if c.is_whitespace() => Side::Gap,
        Some('(' | '[' | '{' | ':' | '-' | '–' | '—' | '/') => Side::Lead,
        Some('و' | 'ف' | 'ب' | 'ك' | 'ل') if !chars.next().is_some_and(is_arabic_letter) => Side::Lead,
        // بال"قسد", ول"قسد"
        Some('ل' | 'ب') if is_short_particle(head) => Side::Lead,
        Some(c) if c.is_alphanumeric() => Side::Text,
        Some(_) => Side::Stop,
    }
}

/// Whether the word at the end of `head` is nothing but joined particles.
fn is_short_particle(head: &str) -> bool {
    let head = head.trim_end_matches(is_mark);
    let start = head.char_indices().rev().take(5).take_while(|&(_, c)| is_arabic_letter(c) || c == '\u{0640}').last();
    let word = start.map_or("", |(i, _)| &head[i..]);
    matches!(
        word.trim_end_matches('\u{0640}'),
        "ول" | "وب" | "فل" | "فب" | "وك" | "ال" | "وال" | "بال" | "وبال" | "فال"
    )
}

fn after(text: &str, at: usize) -> Side {
    match text[at..].chars().find(|&c| !is_mark(c) && c != '"') {
        None => Side::Gap,
        Some(c) if c.is_whitespace() => Side::Gap,
        Some(c) if c.is_alphanumeric() || is_arabic_mark(c) => Side::Text,
        Some('(' | '[' | '{' | '#' | '@' | '$' | '﴿') => Side::Text,
        Some(_) => Side::Stop,
    }
}

/// Depth of each pair: how many others hold it. Pairs must be sorted; ones that cross are taken as nested.
fn set_depths(pairs: &mut [QuotePair], open: &mut Vec<(NormSpan, bool)>) {
    open.clear();
    for pair in pairs {
        while open.last().is_some_and(|(outer, _)| outer.end() <= pair.open.start()) {
            open.pop();
        }
        pair.depth = open.len().min(255) as u8;
        open.push((pair.outer(), false));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each pair as `depth:inner`.
    fn found(text: &str) -> Vec<String> {
        let mut pairs = Vec::new();
        pair(text, true, &mut Scratch::default(), &mut pairs);
        pairs.iter().map(|p| format!("{}:{}", p.depth, p.inner().slice(text))).collect()
    }

    #[test]
    fn pairs_by_place_not_by_glyph() {
        assert_eq!(found("تنظيم “الدولة” في"), ["0:الدولة"]);
        assert_eq!(found("التابعة لـ”قسد”، وعلى"), ["0:قسد"]);
        assert_eq!(found("ول\"قسد\" و\"داعش\""), ["0:قسد", "0:داعش"]);
        assert_eq!(found("”مقلوب“ ثم »خبر«."), ["0:مقلوب", "0:خبر"]);
        assert_eq!(found("قال: \"نعم\"، ثم \"لا\"."), ["0:نعم", "0:لا"]);
        assert_eq!(found("من “قسد” قُتلوا"), ["0:قسد"]);
    }

    #[test]
    fn nested_pairs() {
        assert_eq!(found("قال: «إن \"قسد\" هنا»."), ["0:إن \"قسد\" هنا", "1:قسد"]);
        assert_eq!(found("\"\"وُه\".. فيلم\""), ["0:\"وُه\".. فيلم", "1:وُه"]);
    }

    #[test]
    fn unbalanced_marks() {
        assert_eq!(found("شاشة 5\" جديدة"), Vec::<String>::new());
        assert_eq!(found("كلمة \"بلا إغلاق في السطر"), Vec::<String>::new());
        assert_eq!(found("قال: «سنمضي.\n«ولن نعود».\nانتهى"), ["0:سنمضي.", "0:ولن نعود"]);
        assert_eq!(found("«سنمضي.\nولن نعود».\nانتهى"), ["0:سنمضي.", "0:ولن نعود"]);
        assert_eq!(found("سطر\" \nآخر \"نعم\""), ["0:نعم"]);
    }

    #[test]
    fn marks_without_spaces_around() {
        assert_eq!(found("وقال\"نعم\"ومضى"), Vec::<String>::from(["0:نعم".to_owned()]));
    }
}
