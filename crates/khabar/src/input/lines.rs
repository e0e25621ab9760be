//! Lines out of a stream, each of bounded length.

use std::io::{self, BufRead};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Its bytes, without the line end (`\n` or `\r\n`).
    Whole(Vec<u8>),
    /// It was longer than the limit and was passed over; its length in bytes.
    TooLong(u64),
}

/// The lines of a stream; a line beyond the limit is passed over without being held.
#[derive(Debug)]
pub(crate) struct Lines<R> {
    inner: R,
    limit: usize,
}

impl<R: BufRead> Lines<R> {
    /// The lines of `inner`, of at most `limit` bytes each.
    pub(crate) const fn new(inner: R, limit: usize) -> Self {
        Self { inner, limit }
    }

    /// Whether a line end is in the buffer, so that [`next_line`](Self::next_line) returns without
    /// waiting for input.
    pub(crate) fn is_ready(&mut self) -> bool
    where
        R: Buffered,
    {
        memchr::memchr(b'\n', self.inner.buffered()).is_some()
    }

    /// The next line, or `None` at the end.
    ///
    /// # Errors
    /// When reading fails.
    pub(crate) fn next_line(&mut self) -> io::Result<Option<Line>> {
        let mut line = Vec::new();
        let mut length: u64 = 0;
        loop {
            let chunk = match self.inner.fill_buf() {
                Ok(chunk) => chunk,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
                Err(e) => return Err(e),
            };
            if chunk.is_empty() {
                return Ok((length > 0).then(|| self.finish(line, length)));
            }
            let end = memchr::memchr(b'\n', chunk);
            let piece = &chunk[..end.unwrap_or(chunk.len())];
            length += piece.len() as u64;
            if length <= self.limit as u64 {
                line.extend_from_slice(piece);
            } else {
                line = Vec::new();
            }
            let used = piece.len() + usize::from(end.is_some());
            self.inner.consume(used);
            if end.is_some() {
                return Ok(Some(self.finish(line, length)));
            }
        }
    }

    fn finish(&self, mut line: Vec<u8>, length: u64) -> Line {
        if length > self.limit as u64 {
            return Line::TooLong(length);
        }
        if line.last() == Some(&b'\r') {
            line.pop();
        }
        Line::Whole(line)
    }
}

/// A reader that can say what it holds already.
pub trait Buffered {
    /// Bytes read and not yet consumed.
    fn buffered(&self) -> &[u8];
}

impl<R: io::Read> Buffered for io::BufReader<R> {
    fn buffered(&self) -> &[u8] {
        self.buffer()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, limit: usize, buffer: usize) -> Vec<Line> {
        let mut lines = Lines::new(io::BufReader::with_capacity(buffer, text.as_bytes()), limit);
        std::iter::from_fn(|| lines.next_line().unwrap()).collect()
    }

    fn whole(text: &str) -> Line {
        Line::Whole(text.as_bytes().to_vec())
    }

    #[test]
    fn line_ends_of_both_kinds_and_none_at_the_end() {
        for buffer in [1, 3, 64] {
            assert_eq!(all("خبر\r\n\nb\nc", 64, buffer), [whole("خبر"), whole(""), whole("b"), whole("c")]);
            assert_eq!(all("a\n", 64, buffer), [whole("a")]);
            assert_eq!(all("", 64, buffer), []);
        }
    }

    #[test]
    fn a_long_line_is_passed_over_and_the_next_one_read() {
        for buffer in [1, 3, 64] {
            assert_eq!(all("12345\n1234\n", 4, buffer), [Line::TooLong(5), whole("1234")]);
        }
    }
}
