//! Numbers, amounts and times in normalized text.

mod decimal;
mod digits;
mod lexeme;
mod lexicon;
mod measure;
mod modifier;
mod number;
mod numerals;
mod ordinal;
#[cfg(test)]
mod testing;
