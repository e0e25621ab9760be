//! What the archive holds: files found, opened and cut into raw documents; decoding happens later, on the
//! worker threads.

mod decode;
mod discover;
mod document;
mod json;
mod lines;
mod reader;

pub use decode::decode;
pub(crate) use discover::{Discovered, discover};
pub(crate) use document::Document;
pub(crate) use json::RecordLine;
pub(crate) use lines::{Buffered, Line, Lines};
pub(crate) use reader::{Archive, Body, RawDocument, Reader};
