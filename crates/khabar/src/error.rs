//! What can go wrong, where, and what to do about it.

use serde::Serialize;
use std::borrow::Cow;
use std::fmt;
use std::io;
use std::path::Path;

/// Kinds of failure. [`ErrorKind::name`] is what `error.kind` of `khabar pipe` and `reason` of
/// `quarantine.jsonl` say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file or folder named on the command line does not exist.
    Missing,
    /// Reading or writing failed.
    Io,
    /// The bytes are in no encoding that is read.
    Encoding,
    /// A line is not a JSON object of the expected shape.
    Json,
    /// A JSON object has no text.
    NoText,
    /// Nothing but white space.
    Empty,
    /// A format that is not read.
    Unsupported,
    /// Longer than the largest document that is taken.
    TooLarge,
    /// The analysis failed inside; a bug of the program.
    Internal,
    /// A wrong option, configuration key or value.
    Usage,
    /// The output folder holds something else or cannot be written.
    Output,
    /// A model could not be loaded.
    Model,
}

impl ErrorKind {
    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Io => "io",
            Self::Encoding => "encoding",
            Self::Json => "bad_json",
            Self::NoText => "no_text",
            Self::Empty => "empty",
            Self::Unsupported => "unsupported",
            Self::TooLarge => "too_large",
            Self::Internal => "internal",
            Self::Usage => "usage",
            Self::Output => "output",
            Self::Model => "model",
        }
    }
}

/// Where a failure lies inside its source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Line of the file, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Byte offset: in the line where there is one, else in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byte: Option<u64>,
}

impl Place {
    /// A byte of the whole file.
    #[must_use]
    pub const fn byte(byte: u64) -> Self {
        Self { line: None, byte: Some(byte) }
    }
}

/// One failure: its kind, what failed, where, and what to do.
#[derive(Debug)]
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    message: Cow<'static, str>,
    path: Option<String>,
    place: Place,
    remedy: Option<Cow<'static, str>>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The result of everything in this crate that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A failure of `kind`; `message` says what failed.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            path: None,
            place: Place::default(),
            remedy: None,
            source: None,
        }))
    }

    /// Reading or writing `path` failed; `doing` is a verb ("read", "write", "create").
    #[must_use]
    pub fn io(doing: &str, path: &Path, source: io::Error) -> Self {
        let path = path.display().to_string();
        let error = match source.kind() {
            io::ErrorKind::NotFound => {
                Self::new(ErrorKind::Missing, "there is no such file or folder").remedy("Check the path.")
            }
            io::ErrorKind::PermissionDenied => Self::new(ErrorKind::Io, format!("could not {doing} it: {source}"))
                .remedy("See to the rights of the file and of its folder."),
            _ => Self::new(ErrorKind::Io, format!("could not {doing} it: {source}")),
        };
        error.at_path(&path).caused_by(source)
    }

    /// Adds the file or record, unless one is named already.
    #[must_use]
    pub fn at_path(mut self, path: &str) -> Self {
        self.0.path.get_or_insert_with(|| path.to_owned());
        self
    }

    /// Adds the byte offset.
    #[must_use]
    pub fn at_byte(mut self, byte: u64) -> Self {
        self.0.place.byte = Some(byte);
        self
    }

    /// Adds the line, counted from 1.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.0.place.line = Some(line);
        self
    }

    /// Adds what the reader can do about it.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<Cow<'static, str>>) -> Self {
        self.0.remedy = Some(remedy.into());
        self
    }

    /// Adds the error underneath.
    #[must_use]
    pub fn caused_by(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.0.source = Some(Box::new(source));
        self
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What failed, without place and remedy.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The file or record.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// Line and byte, as far as known.
    #[must_use]
    pub fn place(&self) -> Place {
        self.0.place
    }

    /// What to do.
    #[must_use]
    pub fn what_to_do(&self) -> Option<&str> {
        self.0.remedy.as_deref()
    }
}

impl fmt::Display for Error {
    /// `path:line: message (byte N)`, and the remedy on a line of its own.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.0.path {
            f.write_str(path)?;
            if let Some(line) = self.0.place.line {
                write!(f, ":{line}")?;
            }
            f.write_str(": ")?;
        }
        f.write_str(&self.0.message)?;
        if let Some(byte) = self.0.place.byte {
            write!(f, " (byte {byte})")?;
        }
        match &self.0.remedy {
            Some(remedy) => write!(f, "\n  {remedy}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|e| e as _)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_where_and_what_to_do() {
        let e = Error::new(ErrorKind::Json, "not a JSON object")
            .at_path("news.jsonl")
            .at_line(3)
            .at_byte(17)
            .remedy("Write one JSON object a line.");
        assert_eq!(e.to_string(), "news.jsonl:3: not a JSON object (byte 17)\n  Write one JSON object a line.");
        assert_eq!(e.kind().name(), "bad_json");
    }

    #[test]
    fn the_first_path_stays() {
        let e = Error::new(ErrorKind::Io, "x").at_path("a").at_path("b");
        assert_eq!(e.to_string(), "a: x");
    }
}
