//! Lexemes for the tests of the grammars.

use super::lexeme::{LexBuffers, Lexed, lex};
use super::lexicon::Lexicon;
use khabar_normalize::{Analyzer, Profile};

/// Runs `check` on the lexemes of a text.
pub(crate) fn with_lexed<T>(text: &str, check: impl FnOnce(&Lexed<'_>) -> T) -> T {
    let mut worker = Analyzer::new(Profile::News).worker();
    let layers = worker.analyze(text);
    let mut buffers = LexBuffers::default();
    check(&lex(&layers, Lexicon::get_or_compile(), &mut buffers))
}
