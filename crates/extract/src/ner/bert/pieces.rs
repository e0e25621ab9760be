//! The words of a sentence as pieces of a model's vocabulary.

use super::error::BertError;
use super::folder::Folder;
use khabar_normalize::Token;
use tokenizers::Tokenizer;

/// Pieces of one word that are kept: an address or a run of letters longer than that tells nothing more.
const LONGEST_WORD: usize = 64;
/// Words that the tokenizer is given at once.
const STRETCH: usize = 512;

/// The pieces of some words.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Words {
    ids: Vec<u32>,
    /// Where each word's pieces end.
    ends: Vec<u32>,
}

impl Words {
    /// Words of the given numbers of pieces, which count up.
    #[cfg(test)]
    pub(crate) fn with_sizes(sizes: &[usize], from: u32) -> Self {
        let mut words = Self::default();
        for &size in sizes {
            let next = from + words.ids.len() as u32;
            words.ids.extend(next..next + size as u32);
            words.ends.push(words.ids.len() as u32);
        }
        words
    }

    /// The number of words.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Pieces of all words.
    pub(crate) fn pieces(&self) -> usize {
        self.ids.len()
    }

    /// The pieces of one word; none where the tokenizer drops all its characters.
    pub(crate) fn of(&self, word: usize) -> &[u32] {
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.ids[start..self.ends[word] as usize]
    }
}

/// A tokenizer and the marks it puts around an input.
#[derive(Debug)]
pub(crate) struct Pieces {
    tokenizer: Tokenizer,
    pub(crate) begin: i64,
    pub(crate) end: i64,
    pub(crate) pad: i64,
}

impl Pieces {
    /// Checks that the tokenizer belongs to the model.
    pub(crate) fn new(folder: &Folder) -> Result<Self, BertError> {
        let mut tokenizer = folder.tokenizer.clone();
        tokenizer.with_padding(None);
        let fail = |e: tokenizers::Error| folder.tokenizer_error(e.to_string());
        tokenizer.with_truncation(None).map_err(fail)?;
        let highest = tokenizer.get_vocab(true).into_values().max().unwrap_or(0);
        if i64::from(highest) >= folder.config.vocab_size {
            return Err(folder.tokenizer_error(format!(
                "piece number {highest}, but the model knows {} pieces: the tokenizer of another model",
                folder.config.vocab_size
            )));
        }
        let frame = tokenizer.encode_char_offsets("", true).map_err(fail)?;
        let &[begin, end] = frame.get_ids() else {
            return Err(folder.tokenizer_error("an input is not framed by one piece at each end"));
        };
        Ok(Self { tokenizer, begin: begin.into(), end: end.into(), pad: folder.pad })
    }

    /// The pieces of tokens. They are joined by single spaces first, so that marks stand apart as in corpora of
    /// columns.
    pub(crate) fn words(&self, tokens: &[Token], normalized: &str) -> Words {
        let mut words = Words::default();
        let mut text = String::new();
        let mut ends = Vec::new();
        for stretch in tokens.chunks(STRETCH) {
            text.clear();
            ends.clear();
            let mut count = 0;
            for token in stretch {
                if !text.is_empty() {
                    text.push(' ');
                    count += 1;
                }
                let word = token.text(normalized);
                text.push_str(word);
                count += word.chars().count();
                ends.push(count);
            }
            self.add(&text, &ends, &mut words);
        }
        words
    }

    /// Adds the pieces of `text`, whose words end at the characters `ends`. A word that the tokenizer cannot
    /// take has no pieces.
    fn add(&self, text: &str, ends: &[usize], words: &mut Words) {
        let Ok(encoding) = self.tokenizer.encode_char_offsets(text, false) else {
            words.ends.extend(ends.iter().map(|_| words.ids.len() as u32));
            return;
        };
        let mut pieces = encoding.get_ids().iter().zip(encoding.get_offsets()).peekable();
        for &end in ends {
            let start = words.ids.len();
            while let Some((&id, _)) = pieces.next_if(|(_, offset)| offset.0 < end) {
                if words.ids.len() - start < LONGEST_WORD {
                    words.ids.push(id);
                }
            }
            words.ends.push(words.ids.len() as u32);
        }
    }
}
