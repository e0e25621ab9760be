//! `khabar normalize`: text in, text out, a line for a line.

use super::Outcome;
use crate::args::NormalizeArgs;
use crate::config::ConfigFile;
use crate::input::{Line, Lines, decode};
use crate::{Error, ErrorKind, Result};
use khabar_normalize::{Buffer, Normalizer, Profile, Rules};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

/// The longest line; offsets have 31 bits.
const LONGEST: usize = (u32::MAX >> 1) as usize;

/// The rules that the options come to: the profile, or what the configuration file says, then the
/// switches.
///
/// # Errors
/// When the configuration file is wrong.
fn rules(args: &NormalizeArgs) -> Result<Rules> {
    let file = args.config.as_deref().map_or_else(|| Ok(ConfigFile::default()), ConfigFile::read)?;
    let start = args.profile.map(Profile::rules).or(file.rules).unwrap_or(Profile::News.rules());
    let on = args.on.iter().fold(start, |rules, &rule| rules.with(rule));
    Ok(args.off.iter().fold(on, |rules, &rule| rules.without(rule)))
}

/// Normalizes files, or standard input.
///
/// # Errors
/// When a file cannot be read or is in no known encoding; a broken pipe is none.
pub fn normalize(args: &NormalizeArgs) -> Result<Outcome> {
    let mut lines = NormalizedLines {
        normalizer: Normalizer::new(rules(args)?),
        buffer: Buffer::default(),
        out: BufWriter::with_capacity(1 << 16, io::stdout().lock()),
    };
    let stdin = Path::new("-");
    let files = args.files.iter().map(std::path::PathBuf::as_path);
    for path in files.chain(args.files.is_empty().then_some(stdin)) {
        let input: Box<dyn Read> = if path == stdin {
            Box::new(io::stdin().lock())
        } else {
            Box::new(File::open(path).map_err(|e| Error::io("open", path, e))?)
        };
        let name = if path == stdin { Path::new("standard input") } else { path };
        if lines.copy(BufReader::with_capacity(1 << 16, input), name)?.is_break() {
            return Ok(Outcome::Done);
        }
    }
    match lines.out.flush() {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(Error::io("write", Path::new("standard output"), e)),
        _ => Ok(Outcome::Done),
    }
}

/// Whether anybody still reads.
type Go = std::ops::ControlFlow<()>;

struct NormalizedLines<W: Write> {
    normalizer: Normalizer,
    buffer: Buffer,
    out: BufWriter<W>,
}

impl<W: Write> NormalizedLines<W> {
    fn copy(&mut self, mut input: impl BufRead, name: &Path) -> Result<Go> {
        let failed = |e| Error::io("read", name, e);
        let head = input.fill_buf().map_err(failed)?;
        if let [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] = head {
            let mut bytes = Vec::new();
            input.read_to_end(&mut bytes).map_err(failed)?;
            let text = decode(&bytes).map_err(|e| e.at_path(&name.display().to_string()))?;
            return self.copy(text.as_bytes(), name);
        }
        if head.starts_with("\u{FEFF}".as_bytes()) {
            input.consume(3);
        }
        let mut lines = Lines::new(input, LONGEST);
        let mut number = 0;
        while let Some(line) = lines.next_line().map_err(failed)? {
            number += 1;
            let wrong = |e: Error| e.at_path(&name.display().to_string()).at_line(number);
            let bytes = match line {
                Line::Whole(bytes) => bytes,
                Line::TooLong(_) => {
                    return Err(wrong(Error::new(ErrorKind::TooLarge, "the line is 2 GiB long or longer")));
                }
            };
            let text = std::str::from_utf8(&bytes).map_err(|e| {
                wrong(Error::new(ErrorKind::Encoding, "the bytes are not UTF-8").at_byte(e.valid_up_to() as u64))
                    .remedy("Save it as UTF-8, or as UTF-16 with a byte order mark.")
            })?;
            match self.line(text) {
                Err(e) if e.kind() == io::ErrorKind::BrokenPipe => return Ok(Go::Break(())),
                other => other.map_err(|e| Error::io("write", Path::new("standard output"), e))?,
            }
        }
        Ok(Go::Continue(()))
    }

    /// Writes one line as one line: a line separator (U+2028) that became a line break stays a space.
    fn line(&mut self, text: &str) -> io::Result<()> {
        self.normalizer.normalize_into(text, &mut self.buffer);
        let mut parts = self.buffer.text(text).split('\n');
        self.out.write_all(parts.next().unwrap_or_default().as_bytes())?;
        for part in parts {
            self.out.write_all(b" ")?;
            self.out.write_all(part.as_bytes())?;
        }
        self.out.write_all(b"\n")
    }
}
