//! `khabar pipe`: JSON lines in, JSON lines out.

use super::Outcome;
use super::run::threads;
use crate::batch::{Analysis, Processor, ordered};
use crate::config::Config;
use crate::input::{Body, Buffered, Line, Lines, RawDocument};
use crate::output::OutputFormat;
use crate::{Error, ErrorKind, Result};
use std::io::{self, BufRead, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};

/// Lines handed to a thread at once, at most.
const PORTION_LINES: usize = 32;
/// Bytes handed to a thread at once, but for the last line.
const PORTION_BYTES: usize = 64 << 10;

/// Answers each line of `input` with one line on `output`, in order. What has been read is answered and
/// flushed as soon as the input pauses. `output` is locked while whole lines are written.
///
/// # Errors
/// When reading or writing fails; a broken pipe is none.
pub fn pipe<R, W>(config: &Config, jobs: usize, input: R, output: &Mutex<W>) -> Result<Outcome>
where
    R: BufRead + Buffered + Send,
    W: Write,
{
    const FORMATS: &[OutputFormat] = &[OutputFormat::Jsonl];
    let analysis = Analysis::new(config, FORMATS)?;
    let processor = Processor::new(&analysis, config, FORMATS);
    let pool = threads(jobs)?;
    let mut portions = Portions::new(input, config.max_document_bytes);
    let mut bad_lines = 0;
    let mut broken_input = None;
    let written = ordered(
        pool.as_ref(),
        || portions.next(),
        |portion: Result<_>| portion.and_then(|lines| processor.lines(lines)),
        |answers| {
            let (lines, bad) = match answers {
                Ok(answers) => answers,
                Err(e) => {
                    broken_input = Some(e);
                    return Ok(());
                }
            };
            bad_lines += bad;
            let mut output = output.lock().expect("nothing panics under this lock");
            output.write_all(&lines)?;
            output.flush()
        },
    );
    match written {
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(Outcome::Done),
        Err(e) => Err(Error::io("write", Path::new("standard output"), e)),
        Ok(()) => match broken_input {
            Some(e) => Err(e),
            None if bad_lines > 0 => Ok(Outcome::SomeFailed),
            None => Ok(Outcome::Done),
        },
    }
}

/// Cuts the lines of a stream into portions; none waits for input while it holds a line.
struct Portions<R> {
    lines: Lines<R>,
    file: Arc<str>,
    line: u64,
    limit: usize,
}

impl<R: BufRead + Buffered> Portions<R> {
    fn new(input: R, limit: usize) -> Self {
        Self { lines: Lines::new(input, limit), file: "stdin".into(), line: 0, limit }
    }

    /// The next lines; `None` at the end and after an error.
    fn next(&mut self) -> Option<Result<Vec<Result<RawDocument>>>> {
        let mut portion = Vec::new();
        let mut bytes = 0;
        while portion.len() < PORTION_LINES && bytes < PORTION_BYTES && (portion.is_empty() || self.lines.is_ready()) {
            match self.lines.next_line() {
                Ok(None) => break,
                Ok(Some(line)) => {
                    self.line += 1;
                    portion.push(self.document(line).inspect(|raw| bytes += raw.body.bytes().len()));
                }
                Err(e) => return Some(Err(Error::io("read", Path::new("standard input"), e).at_line(self.line + 1))),
            }
        }
        (!portion.is_empty()).then_some(Ok(portion))
    }

    fn document(&self, line: Line) -> Result<RawDocument> {
        match line {
            Line::Whole(bytes) => {
                Ok(RawDocument { file: Arc::clone(&self.file), line: Some(self.line), body: Body::Json(bytes) })
            }
            Line::TooLong(bytes) => Err(Error::new(
                ErrorKind::TooLarge,
                format!("the line has {bytes} bytes; {} are taken at most", self.limit),
            )
            .remedy("Raise `max_document_bytes` in the configuration file.")),
        }
    }
}
