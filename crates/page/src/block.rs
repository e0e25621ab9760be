//! Blocks: the pieces of a page that are judged one by one.
//!
//! Page text gives a block a line. A front end for markup gives a block an element, with a hint of what the
//! element was, and the same steps choose among them.

use khabar_normalize::Span;

/// What the markup says about a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Hint {
    /// Nothing is known, as in page text.
    #[default]
    None,
    /// A main heading, `<h1>`.
    Title,
    /// A picture's text, `<figcaption>`.
    Caption,
    /// Running text, `<p>`.
    Paragraph,
    /// A block whose words are nearly all links.
    Links,
}

/// A piece of a page: its text without white space at the ends, and where that text stands in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block<'a> {
    /// The characters of the page.
    pub text: &'a str,
    /// The bytes of the source the text was made from. Where they are the text itself, pieces of a block are
    /// traced exactly; else the whole span stands for each of its pieces.
    pub source: Span,
    /// What the markup says.
    pub hint: Hint,
}

impl<'a> Block<'a> {
    /// The blocks of a page text: its lines, white space at the ends cut, empty ones left out.
    ///
    /// `\n`, `\r`, U+0085, U+2028 and U+2029 end a line (Unicode Standard, 5.8). Spans are 32 bits wide: text
    /// past 4 GiB is not read.
    ///
    /// ```
    /// use khabar_page::Block;
    /// let blocks = Block::of_text(" عنوان \r\n\nنص");
    /// assert_eq!(blocks.len(), 2);
    /// assert_eq!((blocks[0].text, blocks[0].source.start()), ("عنوان", 1));
    /// ```
    #[must_use]
    pub fn of_text(source: &'a str) -> Vec<Self> {
        let mut end = source.len().min(u32::MAX as usize);
        while !source.is_char_boundary(end) {
            end -= 1;
        }
        let mut blocks = Vec::new();
        let mut start = 0;
        let bytes = source.as_bytes();
        let mut at = 0;
        while at < end {
            let width = line_end(&bytes[at..end]);
            if width > 0 {
                push(&mut blocks, source, start, at);
                start = at + width;
            }
            at += width.max(1);
        }
        push(&mut blocks, source, start, end);
        blocks
    }

    /// Whether the text is the bytes of the source, so that pieces can be traced.
    #[must_use]
    pub(crate) const fn is_verbatim(&self) -> bool {
        self.text.len() == self.source.len() as usize
    }
}

/// Bytes of the line end that `bytes` begins with, 0 where there is none.
#[inline]
const fn line_end(bytes: &[u8]) -> usize {
    match bytes {
        [b'\n' | b'\r', ..] => 1,
        [0xC2, 0x85, ..] => 2,
        [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
        _ => 0,
    }
}

fn push<'a>(blocks: &mut Vec<Block<'a>>, source: &'a str, start: usize, end: usize) {
    let line = &source[start..end];
    let text = line.trim();
    if text.is_empty() {
        return;
    }
    let start = start + (line.len() - line.trim_start().len());
    let (start, end) = (narrow(start), narrow(start + text.len()));
    blocks.push(Block { text, source: Span::new(start, end), hint: Hint::None });
}

/// A byte offset of a source, which is at most 4 GiB long.
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_every_line_separator() {
        let source = "ا\r\nب\u{2028}ج\u{85}\u{a0}د \u{2029}\n\n";
        let texts: Vec<_> = Block::of_text(source).iter().map(|b| b.text).collect();
        assert_eq!(texts, ["ا", "ب", "ج", "د"]);
        for block in Block::of_text(source) {
            assert_eq!(block.source.slice(source), block.text);
        }
    }

    #[test]
    fn a_page_of_white_space_has_no_blocks() {
        assert!(Block::of_text("").is_empty());
        assert!(Block::of_text("\n \u{3000}\r\n").is_empty());
    }
}
