//! `khabar eval`: measures against checked data.

use super::eval_quotes::eval_quotes;
use super::eval_values::eval_values;
use super::train::{is_span_file, read, span_corpus};
use super::{Outcome, tagger};
use crate::args::{EvalArgs, EvalCommand, EvalNerArgs};
use crate::{Error, ErrorKind, Result};
use khabar_extract::ner::eval::{Errors, columns, spans};
use khabar_extract::ner::train::{Guideline, read_columns};

/// Measures what the arguments ask for and prints tables.
///
/// # Errors
/// When the gold or the model cannot be read.
pub fn eval(args: &EvalArgs) -> Result<Outcome> {
    match &args.what {
        EvalCommand::Ner(args) => eval_ner(args),
        EvalCommand::Values(args) => eval_values(args),
        EvalCommand::Quotes(args) => eval_quotes(args),
    }
}

fn eval_ner(args: &EvalNerArgs) -> Result<Outcome> {
    let tagger = tagger(args.tagger.as_ref(), args.model.as_deref())?;
    for path in &args.gold {
        let text = read(path)?;
        println!("{}", path.display());
        if is_span_file(path) {
            let tables = spans(&mut tagger.worker(), &span_corpus(path, &text)?);
            println!("all depths\n{}\noutermost\n{}\nfour classes\n{}", tables.nested, tables.outermost, tables.conll);
            print_errors(&tables.errors, args.errors);
            continue;
        }
        let documents = read_columns(&text);
        if documents.is_empty() {
            return Err(Error::new(ErrorKind::Empty, "the file holds no sentence")
                .at_path(&path.display().to_string())
                .remedy("Write one token and its tag a line, a blank line between sentences."));
        }
        let (table, errors) = columns(&mut tagger.worker_for(Guideline::FourClasses), &documents);
        println!("{table}");
        print_errors(&errors, args.errors);
    }
    Ok(Outcome::Done)
}

/// Prints which classes were taken for which, and the names that the tagger was surest of and that are wrong.
fn print_errors(errors: &Errors, most: usize) {
    println!("{}", errors.confusion);
    for wrong in errors.worst(most) {
        let gold = if wrong.gold.is_empty() { "no name" } else { &wrong.gold };
        println!("{} {:.2} for {gold}: {}", wrong.found.class, wrong.found.score, wrong.context);
    }
}
