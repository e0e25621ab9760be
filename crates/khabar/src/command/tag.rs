//! `khabar tag`: a column file in, the same lines out with a predicted column.

use super::run::threads;
use super::{Outcome, tagger};
use crate::args::TagArgs;
use crate::batch::{Idle, ordered};
use crate::config::Labels;
use crate::input::{Line, Lines};
use crate::{Error, ErrorKind, Result};
use khabar_extract::ner::eval::{outermost, outermost_conll, tag_columns_as};
use khabar_extract::ner::train::{BLOCK, Guideline};
use khabar_extract::ner::{AnyTagger, AnyWorker};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::num::NonZeroUsize;
use std::path::Path;

/// Sentences that are tagged together where no `-DOCSTART-` comes before.
const PORTION_SENTENCES: usize = 8 * BLOCK;
/// The longest line, in bytes.
const LONGEST: usize = 1 << 20;

/// Tags a column file.
///
/// # Errors
/// When the file cannot be read or is not UTF-8; a broken pipe is none.
pub fn tag(args: &TagArgs) -> Result<Outcome> {
    let tagger = tagger(args.tagger.as_ref(), args.model.as_deref())?;
    let (input, name): (Box<dyn Read + Send>, &Path) = match args.file.as_deref() {
        None => (Box::new(io::stdin()), Path::new("standard input")),
        Some(path) if path == Path::new("-") => (Box::new(io::stdin()), Path::new("standard input")),
        Some(path) => (Box::new(File::open(path).map_err(|e| Error::io("open", path, e))?), path),
    };
    let mut portions = Portions {
        lines: Lines::new(BufReader::with_capacity(1 << 16, input), LONGEST),
        name,
        number: 0,
        ended: false,
    };
    let jobs =
        args.jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, NonZeroUsize::get), NonZeroUsize::get);
    let pool = threads(jobs)?;
    let tagging = Tagging { tagger: &tagger, labels: args.labels, idle: Idle::default() };
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut write = |tagged: Result<String>| -> Result<()> {
        out.write_all(tagged?.as_bytes()).map_err(|e| Error::io("write", Path::new("standard output"), e))
    };
    let written = ordered(pool.as_ref(), || portions.next(), |portion| Ok(tagging.tag(&portion?)), &mut write);
    let flushed = written.and_then(|()| out.flush().map_err(|e| Error::io("write", Path::new("standard output"), e)));
    match flushed {
        Err(e) if is_broken_pipe(&e) => Ok(Outcome::Done),
        other => other.map(|()| Outcome::Done),
    }
}

fn is_broken_pipe(e: &Error) -> bool {
    let source = std::error::Error::source(e).and_then(|e| e.downcast_ref::<io::Error>());
    source.is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

/// Cuts the lines of a file into documents, long ones between sentences.
struct Portions<'p, R> {
    lines: Lines<R>,
    name: &'p Path,
    number: u64,
    ended: bool,
}

impl<R: BufRead> Portions<'_, R> {
    fn next(&mut self) -> Option<Result<Vec<String>>> {
        let mut portion = Vec::new();
        let mut sentences = 0;
        while !self.ended {
            match self.line() {
                Ok(Some(line)) => {
                    let ends = token(&line).is_none();
                    sentences += usize::from(ends);
                    let starts_next = line.starts_with("-DOCSTART-");
                    portion.push(line);
                    if starts_next || (ends && sentences >= PORTION_SENTENCES) {
                        return Some(Ok(portion));
                    }
                }
                Ok(None) => self.ended = true,
                Err(e) => {
                    self.ended = true;
                    return Some(Err(e));
                }
            }
        }
        (!portion.is_empty()).then_some(Ok(portion))
    }

    fn line(&mut self) -> Result<Option<String>> {
        let Some(line) = self.lines.next_line().map_err(|e| Error::io("read", self.name, e))? else {
            return Ok(None);
        };
        self.number += 1;
        let wrong =
            |kind, message| Error::new(kind, message).at_path(&self.name.display().to_string()).at_line(self.number);
        match line {
            Line::TooLong(_) => Err(wrong(ErrorKind::TooLarge, "the line is longer than a megabyte")
                .remedy("Write one token a line, a blank line between sentences.")),
            Line::Whole(bytes) => String::from_utf8(bytes).map(Some).map_err(|e| {
                wrong(ErrorKind::Encoding, "the bytes are not UTF-8")
                    .at_byte(e.utf8_error().valid_up_to() as u64)
                    .remedy("Convert the file to UTF-8.")
            }),
        }
    }
}

/// The token of a line; `None` between sentences and documents.
fn token(line: &str) -> Option<&str> {
    let first = line.split([' ', '\t']).find(|field| !field.is_empty())?;
    (first != "-DOCSTART-").then_some(first)
}

struct Tagging<'t> {
    tagger: &'t AnyTagger,
    labels: Labels,
    idle: Idle<AnyWorker<'t>>,
}

impl Tagging<'_> {
    /// The lines of a portion with their tags.
    fn tag(&self, lines: &[String]) -> String {
        let mut sentences: Vec<Vec<&str>> = Vec::new();
        let mut inside = false;
        for line in lines {
            let token = token(line);
            match token {
                Some(token) if inside => sentences.last_mut().expect("a sentence is open").push(token),
                Some(token) => sentences.push(vec![token]),
                None => {}
            }
            inside = token.is_some();
        }
        // four-class corpora leave out much that the twelve types count; the model knows both habits
        let guideline = match self.labels {
            Labels::Conll => Guideline::FourClasses,
            Labels::Khabar => Guideline::Nested,
        };
        let mut worker = self.idle.take().unwrap_or_else(|| self.tagger.worker_for(guideline));
        let tags = match self.labels {
            Labels::Conll => tag_columns_as(&mut worker, &sentences, outermost_conll),
            Labels::Khabar => tag_columns_as(&mut worker, &sentences, outermost),
        };
        self.idle.put_back(worker);
        let mut tags = tags.iter().flatten();
        let mut out = String::new();
        for line in lines {
            out.push_str(line);
            if token(line).is_some() {
                out.push(if line.contains('\t') { '\t' } else { ' ' });
                out.push_str(tags.next().map_or("O", String::as_str));
            }
            out.push('\n');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use khabar_extract::ner::LinearTagger;

    fn portions(text: &str) -> Vec<Vec<String>> {
        let lines = Lines::new(text.as_bytes(), LONGEST);
        let mut portions = Portions { lines, name: Path::new("x"), number: 0, ended: false };
        std::iter::from_fn(|| portions.next()).map(Result::unwrap).collect()
    }

    #[test]
    fn lines_come_back_with_one_more_column() {
        let tagger = AnyTagger::from(LinearTagger::embedded());
        let text = "-DOCSTART- O\n\nزار\tV\nالرئيس\tN\nمحمود\tN\nعباس\tN\nالقاهرة\tN\n\nثم\tP\nعاد\tV\n";
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let tagging = Tagging { tagger: &tagger, labels: Labels::Conll, idle: Idle::default() };
        let tagged = tagging.tag(&lines);
        assert_eq!(tagged.lines().count(), lines.len());
        assert!(tagged.contains("محمود\tN\tB-PERS\nعباس\tN\tI-PERS\nالقاهرة\tN\tB-LOC\n\nثم\tP\tO\n"), "{tagged}");
        assert!(tagged.starts_with("-DOCSTART- O\n\nزار\tV\tO\n"));
    }

    #[test]
    fn documents_are_tagged_apart_and_long_ones_between_sentences() {
        let cut = portions("a\n\nb\n-DOCSTART-\n\nc\n");
        assert_eq!(cut, [vec!["a", "", "b", "-DOCSTART-"], vec!["", "c"]]);
        let long = "a\nb\n\n".repeat(PORTION_SENTENCES + 1);
        let cut = portions(&long);
        assert_eq!(cut.iter().map(Vec::len).collect::<Vec<_>>(), [3 * PORTION_SENTENCES, 3]);
    }
}
