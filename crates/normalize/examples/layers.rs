//! Prints the sentences of a text from standard input, a line each, tokens separated by spaces and
//! proclitics by `+`: `cargo run -p khabar-normalize --example layers < page.txt`.

use khabar_normalize::{Analyzer, Profile};
use std::io::{Read as _, Write as _};

fn main() -> std::io::Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let mut worker = Analyzer::new(Profile::News).worker();
    let layers = worker.analyze(&text);
    let mut out = std::io::stdout().lock();
    for sentence in layers.sentences {
        for token in layers.tokens_of(sentence) {
            for (_, span) in token.proclitics.spans(token.norm.start()) {
                write!(out, "{}+", span.slice(layers.normalized))?;
            }
            write!(out, "{} ", token.bare(layers.normalized))?;
        }
        writeln!(out)?;
    }
    Ok(())
}
