//! From what the command line names to the files of an archive, in a fixed order.

use crate::{Error, ErrorKind, Result};
use globset::{GlobBuilder, GlobMatcher};
use std::path::{Path, PathBuf};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// One page as text.
    PageText,
    /// One JSON object a line.
    JsonLines,
    /// A format of news archives that is not read; its usual name.
    Unread(&'static str),
}

/// Content and compression of a file, told by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Format {
    /// What it holds.
    pub content: Content,
    /// Compressed with Zstandard.
    pub zstd: bool,
}

impl Format {
    /// Tells the format by the name's endings, or `None` for a file that belongs to no news archive.
    #[must_use]
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let (name, zstd) = match name.strip_suffix(".zst") {
            Some(name) => (name, true),
            None => (name.as_str(), false),
        };
        let content = match name.rsplit_once('.')?.1 {
            "txt" => Content::PageText,
            "jsonl" | "ndjson" => Content::JsonLines,
            "html" | "htm" | "xhtml" => Content::Unread("HTML"),
            "gz" => Content::Unread("gzip"),
            "warc" => Content::Unread("WARC"),
            "csv" | "tsv" => Content::Unread("CSV"),
            "parquet" => Content::Unread("Parquet"),
            "xml" => Content::Unread("XML"),
            "json" => Content::Unread("plain JSON"),
            _ => return None,
        };
        Some(Self { content, zstd })
    }
}

/// One file of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InputFile {
    /// Where it lies; `-` is standard input.
    pub path: PathBuf,
    /// What it holds.
    pub format: Format,
    /// Its size; 0 for standard input.
    pub bytes: u64,
}

/// The files of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Discovered {
    /// In the order of the arguments, inside a folder in the order of their names.
    pub files: Vec<InputFile>,
    /// Files of folders that belong to no news archive (pictures, style sheets) and were passed over.
    pub passed_over: u64,
}

/// Finds the files that `arguments` name: files, folders (with all that lies in them, hidden files left
/// out), globs (`'2022/**/*.txt'`), and `-` for JSONL on standard input.
///
/// # Errors
/// [`ErrorKind::Missing`] when an argument names nothing, [`ErrorKind::Unsupported`] for a file whose
/// name tells no format, [`ErrorKind::Io`] when a folder cannot be listed.
pub(crate) fn discover(arguments: &[PathBuf]) -> Result<Discovered> {
    let mut found = Discovered::default();
    for argument in arguments {
        if argument.as_os_str() == "-" {
            let format = Format { content: Content::JsonLines, zstd: false };
            found.files.push(InputFile { path: argument.clone(), format, bytes: 0 });
            continue;
        }
        match std::fs::metadata(argument) {
            Ok(metadata) if metadata.is_dir() => walk(argument, None, &mut found)?,
            Ok(metadata) => found.files.push(named(argument, metadata.len())?),
            Err(_) if glob_base(argument).is_some() => expand(argument, &mut found)?,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::new(ErrorKind::Missing, "there is no such file or folder")
                    .at_path(&argument.display().to_string())
                    .remedy("Check the path; put globs in quotation marks: 'archive/**/*.txt'."));
            }
            Err(e) => return Err(Error::io("read", argument, e)),
        }
    }
    if found.files.is_empty() {
        return Err(Error::new(ErrorKind::Missing, "there is no file to read")
            .at_path(&arguments[0].display().to_string())
            .remedy("Files that are read end in .txt, .jsonl or .ndjson, also with .zst after it."));
    }
    Ok(found)
}

fn named(path: &Path, bytes: u64) -> Result<InputFile> {
    let format = Format::of(path).ok_or_else(|| {
        Error::new(ErrorKind::Unsupported, "the name does not tell what the file holds")
            .at_path(&path.display().to_string())
            .remedy("Name page text .txt and JSON lines .jsonl or .ndjson, also with .zst after it.")
    })?;
    Ok(InputFile { path: path.to_owned(), format, bytes })
}

/// The folder that a glob starts from, or `None` for a path without wildcards.
fn glob_base(argument: &Path) -> Option<PathBuf> {
    let is_wild =
        |c: &std::path::Component<'_>| c.as_os_str().to_str().is_some_and(|c| c.contains(['*', '?', '[', '{']));
    let base: PathBuf = argument.components().take_while(|c| !is_wild(c)).collect();
    (base.components().count() < argument.components().count())
        .then(|| if base.as_os_str().is_empty() { PathBuf::from(".") } else { base })
}

fn expand(argument: &Path, found: &mut Discovered) -> Result<()> {
    let text = argument.display().to_string();
    let usage = |message: String| Error::new(ErrorKind::Missing, message).at_path(&text);
    let glob = GlobBuilder::new(text.strip_prefix("./").unwrap_or(&text))
        .literal_separator(true)
        .build()
        .map_err(|e| usage(format!("this is no valid glob: {}", e.kind())))?
        .compile_matcher();
    let before = found.files.len();
    let base = glob_base(argument).unwrap_or_default();
    if base.is_dir() {
        walk(&base, Some(&glob), found)?;
    }
    if found.files.len() == before {
        return Err(usage("no file matches this glob".to_owned())
            .remedy("`*` stays inside a folder, `**` goes through folders: 'archive/**/*.txt'."));
    }
    Ok(())
}

/// Adds all files under `folder`, or those that match.
fn walk(folder: &Path, glob: Option<&GlobMatcher>, found: &mut Discovered) -> Result<()> {
    let list = |e| Error::io("list", folder, e);
    let mut entries = std::fs::read_dir(folder).map_err(list)?.collect::<Result<Vec<_>, _>>().map_err(list)?;
    entries.sort_unstable_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let path = if folder == Path::new(".") { entry.file_name().into() } else { entry.path() };
        // follows links: archives are often stitched together with them
        let metadata = std::fs::metadata(entry.path()).map_err(|e| Error::io("read", &path, e))?;
        if metadata.is_dir() {
            let is_link = entry.file_type().is_ok_and(|t| t.is_symlink());
            if !is_link {
                walk(&path, glob, found)?;
            }
        } else if glob.is_none_or(|glob| glob.is_match(&path)) {
            match Format::of(&path) {
                Some(format) => found.files.push(InputFile { path, format, bytes: metadata.len() }),
                None => found.passed_over += 1,
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(found: &Discovered, root: &Path) -> Vec<String> {
        let name = |f: &InputFile| f.path.strip_prefix(root).unwrap().display().to_string();
        found.files.iter().map(name).collect()
    }

    fn archive() -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a/2.txt", "a/1.JSONL.zst", "a/x/3.txt", "a/logo.png", ".hidden.txt", "page.html"] {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        dir
    }

    #[test]
    fn folders_in_the_order_of_names() {
        let dir = archive();
        let found = discover(&[dir.path().to_owned()]).unwrap();
        assert_eq!(names(&found, dir.path()), ["a/1.JSONL.zst", "a/2.txt", "a/x/3.txt", "b.txt", "page.html"]);
        assert_eq!(found.passed_over, 1);
        assert_eq!(found.files[0].format, Format { content: Content::JsonLines, zstd: true });
    }

    #[test]
    fn globs() {
        let dir = archive();
        let glob = |pattern: &str| discover(&[dir.path().join(pattern)]).map(|f| names(&f, dir.path()));
        assert_eq!(glob("*.txt").unwrap(), ["b.txt"]);
        assert_eq!(glob("**/*.txt").unwrap(), ["a/2.txt", "a/x/3.txt", "b.txt"]);
        assert_eq!(glob("a/?.txt").unwrap(), ["a/2.txt"]);
        assert_eq!(glob("*.warc").unwrap_err().kind(), ErrorKind::Missing);
    }

    #[test]
    fn what_is_not_there_or_not_known() {
        let dir = archive();
        let kind = |name: &str| discover(&[dir.path().join(name)]).unwrap_err().kind();
        assert_eq!(kind("c.txt"), ErrorKind::Missing);
        assert_eq!(kind("a/logo.png"), ErrorKind::Unsupported);
    }
}
