//! Raw documents out of the files of an archive, in order.

use super::discover::{Content, InputFile};
use super::{Line, Lines};
use crate::{Error, ErrorKind, Result};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// One document as it lies in the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RawDocument {
    /// The file.
    pub file: Arc<str>,
    /// Its line in a file of many, counted from 1.
    pub line: Option<u64>,
    /// Its bytes.
    pub body: Body,
}

/// The bytes of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// A page of text in some encoding.
    PageText(Vec<u8>),
    /// A JSON object.
    Json(Vec<u8>),
}

impl Body {
    /// The bytes as they were read.
    #[must_use]
    pub(crate) fn bytes(&self) -> &[u8] {
        let (Self::PageText(bytes) | Self::Json(bytes)) = self;
        bytes
    }
}

/// Where documents come from. An error stands for a document or a file that could not be read; the
/// next call goes on behind it.
pub(crate) trait Reader: Iterator<Item = Result<RawDocument>> {}

impl<I: Iterator<Item = Result<RawDocument>>> Reader for I {}

/// The documents of a list of files, one file open at a time.
#[derive(Debug)]
pub(crate) struct Archive {
    files: std::vec::IntoIter<InputFile>,
    open: Option<OpenLines>,
    limit: usize,
    progress: Arc<AtomicU64>,
}

/// A JSONL file being read.
struct OpenLines {
    lines: Lines<Box<dyn BufRead + Send>>,
    file: Arc<str>,
    line: u64,
    is_empty: bool,
}

impl std::fmt::Debug for OpenLines {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenLines").field("file", &self.file).field("line", &self.line).finish_non_exhaustive()
    }
}

impl Archive {
    /// Reads `files` in their order; a document of more than `limit` bytes is an error. `progress`
    /// counts the bytes read from disk.
    #[must_use]
    pub(crate) fn new(files: Vec<InputFile>, limit: usize, progress: Arc<AtomicU64>) -> Self {
        Self { files: files.into_iter(), open: None, limit, progress }
    }

    /// Opens a file: one document at once, or lines to come.
    fn open(&mut self, input: &InputFile) -> Option<Result<RawDocument>> {
        let file: Arc<str> = input.path.display().to_string().into();
        match input.format.content {
            Content::PageText => Some(self.page_text(input, file)),
            Content::JsonLines => match self.stream(input) {
                Ok(stream) => {
                    let lines = Lines::new(stream, self.limit);
                    self.open = Some(OpenLines { lines, file, line: 0, is_empty: true });
                    None
                }
                Err(e) => Some(Err(e)),
            },
            Content::Unread(name) => {
                let remedy = "Files that are read end in .txt, .jsonl or .ndjson, also with .zst after it.";
                Some(Err(Error::new(ErrorKind::Unsupported, format!("{name} is not read"))
                    .at_path(&file)
                    .remedy(remedy)))
            }
        }
    }

    fn page_text(&self, input: &InputFile, file: Arc<str>) -> Result<RawDocument> {
        let mut bytes = Vec::new();
        self.stream(input)?
            .take(self.limit as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(|e| Error::io("read", &input.path, e))?;
        if bytes.len() > self.limit {
            return Err(too_large(self.limit).at_path(&file));
        }
        Ok(RawDocument { file, line: None, body: Body::PageText(bytes) })
    }

    /// The bytes of a file, decompressed.
    fn stream(&self, input: &InputFile) -> Result<Box<dyn BufRead + Send>> {
        const BUFFER: usize = 128 << 10;
        if input.path == Path::new("-") {
            return Ok(Box::new(BufReader::with_capacity(BUFFER, io::stdin())));
        }
        let file = File::open(&input.path).map_err(|e| Error::io("open", &input.path, e))?;
        let counted = Counted { inner: file, bytes: Arc::clone(&self.progress) };
        if !input.format.zstd {
            return Ok(Box::new(BufReader::with_capacity(BUFFER, counted)));
        }
        let decoder = zstd::Decoder::new(counted).map_err(|e| Error::io("read", &input.path, e))?;
        Ok(Box::new(BufReader::with_capacity(BUFFER, decoder)))
    }
}

fn too_large(limit: usize) -> Error {
    Error::new(ErrorKind::TooLarge, format!("the document is longer than {limit} bytes"))
        .remedy("Split it, or raise `max_document_bytes` in the configuration file.")
}

impl OpenLines {
    /// The next document, or `None` at the end of the file.
    fn next(&mut self, limit: usize) -> Option<Result<RawDocument>> {
        loop {
            self.line += 1;
            let line = match self.lines.next_line() {
                Ok(Some(line)) => line,
                Ok(None) => return None,
                Err(e) => {
                    let error = Error::io("read", Path::new(&*self.file), e).at_line(self.line);
                    self.is_empty = false;
                    return Some(Err(error.remedy("The file is cut off or damaged; what stands before was read.")));
                }
            };
            match line {
                Line::Whole(bytes) if bytes.trim_ascii().is_empty() => {}
                Line::Whole(bytes) => {
                    self.is_empty = false;
                    let file = Arc::clone(&self.file);
                    return Some(Ok(RawDocument { file, line: Some(self.line), body: Body::Json(bytes) }));
                }
                Line::TooLong(_) => {
                    self.is_empty = false;
                    return Some(Err(too_large(limit).at_path(&self.file).at_line(self.line)));
                }
            }
        }
    }
}

impl Iterator for Archive {
    type Item = Result<RawDocument>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(open) = &mut self.open {
                match open.next(self.limit) {
                    Some(item) => {
                        // a file that fails to read is left
                        if item.as_ref().is_err_and(|e| e.kind() == ErrorKind::Io) {
                            self.open = None;
                        }
                        return Some(item);
                    }
                    None => {
                        let open = self.open.take()?;
                        if open.is_empty {
                            return Some(Err(Error::new(ErrorKind::Empty, "the file is empty").at_path(&open.file)));
                        }
                    }
                }
            }
            let input = self.files.next()?;
            if let Some(item) = self.open(&input) {
                return Some(item);
            }
        }
    }
}

/// Counts the bytes that pass.
struct Counted<R> {
    inner: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.bytes.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::discover::discover;
    use std::fs;

    fn read(dir: &Path, limit: usize) -> Vec<(String, Result<Vec<u8>, ErrorKind>)> {
        let files = discover(&[dir.to_owned()]).unwrap().files;
        let archive = Archive::new(files, limit, Arc::default());
        archive
            .map(|item| match item {
                Ok(raw) => {
                    let name = Path::new(&*raw.file).file_name().unwrap().to_str().unwrap().to_owned();
                    (name + &raw.line.map_or(String::new(), |n| format!(":{n}")), Ok(raw.body.bytes().to_vec()))
                }
                Err(e) => (e.place().line.map_or(String::new(), |n| format!(":{n}")), Err(e.kind())),
            })
            .collect()
    }

    #[test]
    fn documents_in_order_with_their_places() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.txt"), "خبر").unwrap();
        fs::write(dir.path().join("b.jsonl"), "{\"text\":\"1\"}\n\n{\"text\":\"2\"}").unwrap();
        let packed = zstd::encode_all(&b"{\"text\":\"3\"}\n"[..], 1).unwrap();
        fs::write(dir.path().join("c.jsonl.zst"), &packed).unwrap();
        fs::write(dir.path().join("d.jsonl"), "\n \n").unwrap();
        fs::write(dir.path().join("e.html"), "<p>").unwrap();
        let ok = |text: &str| Ok(text.as_bytes().to_vec());
        let expected = [
            ("a.txt", ok("خبر")),
            ("b.jsonl:1", ok("{\"text\":\"1\"}")),
            ("b.jsonl:3", ok("{\"text\":\"2\"}")),
            ("c.jsonl.zst:1", ok("{\"text\":\"3\"}")),
            ("", Err(ErrorKind::Empty)),
            ("", Err(ErrorKind::Unsupported)),
        ];
        let expected: Vec<_> = expected.into_iter().map(|(a, b)| (a.to_owned(), b)).collect();
        assert_eq!(read(dir.path(), 100), expected);
    }

    #[test]
    fn large_documents_and_damaged_files_stop_nothing() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.txt"), "x".repeat(21)).unwrap();
        fs::write(dir.path().join("b.jsonl"), format!("{}\n{{}}\n", "x".repeat(21))).unwrap();
        let text: String = (0..20_000).map(|n| format!("{{\"n\":{n}}}\n")).collect();
        let packed = zstd::encode_all(text.as_bytes(), 1).unwrap();
        fs::write(dir.path().join("c.jsonl.zst"), &packed[..packed.len() / 2]).unwrap();
        fs::write(dir.path().join("d.txt"), "end").unwrap();
        let items = read(dir.path(), 20);
        assert_eq!(items[0].1, Err(ErrorKind::TooLarge));
        assert_eq!(items[1], (":1".to_owned(), Err(ErrorKind::TooLarge)));
        assert_eq!(items[2], ("b.jsonl:2".to_owned(), Ok(b"{}".to_vec())));
        assert_eq!(items.last().unwrap(), &("d.txt".to_owned(), Ok(b"end".to_vec())));
        assert_eq!(items[items.len() - 2].1, Err(ErrorKind::Io));
    }
}
