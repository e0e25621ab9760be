//! One token a line: the token as printed, a tab, its BIO tag; an empty line after each sentence;
//! `-DOCSTART-` before each document. Outermost entities only.

use super::encode::{Encoded, Encoder};
use super::jsonl::Lines;
use crate::Result;
use crate::record::Built;

/// Encodes documents as columns.
#[derive(Debug, Default)]
pub(super) struct ConllEncoder {
    lines: Lines,
}

impl Encoder for ConllEncoder {
    fn push(&mut self, built: &Built<'_>) -> Result<()> {
        self.lines.add(|out| {
            write_document(out, built);
            Ok(())
        })
    }

    fn take(&mut self) -> Result<Option<Encoded>> {
        Ok(self.lines.take())
    }
}

fn write_document(out: &mut Vec<u8>, built: &Built<'_>) {
    let mut line = |parts: [&str; 3]| {
        let [word, prefix, class] = parts;
        for part in [word, "\t", prefix, class, "\n"] {
            out.extend_from_slice(part.as_bytes());
        }
    };
    line(["-DOCSTART-", "O", "\n"]);
    let layers = &built.layers;
    let mut entities = built.outermost.iter().peekable();
    let mut inside = None;
    for sentence in layers.sentences {
        let tokens = layers.tokens_of(sentence);
        for (n, token) in tokens.iter().enumerate() {
            while entities.next_if(|(span, _)| span.end() <= token.span.start()).is_some() {}
            let end = if n + 1 == tokens.len() { "\n" } else { "" };
            let word = token.span.slice(layers.original);
            match entities.peek() {
                // a token with a joined proclitic starts before its entity
                Some((span, class)) if span.overlaps(token.span) => {
                    let prefix = if inside == Some(*span) { "I-" } else { "B-" };
                    inside = Some(*span);
                    line([word, prefix, &format!("{class}{end}")]);
                }
                _ => line([word, "O", end]),
            }
        }
    }
}
