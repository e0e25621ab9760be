//! The output folder: who may write into it, and files that appear only when they are whole.

use super::Manifest;
use super::manifest::Earlier;
use crate::{Error, ErrorKind, Result};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const MANIFEST: &str = "manifest.json";
pub(super) const QUARANTINE: &str = "quarantine.jsonl";
const PARTIAL: &str = ".partial";

/// A folder that a run writes into.
#[derive(Clone, Debug)]
pub(crate) struct OutputFolder {
    path: PathBuf,
}

impl OutputFolder {
    /// Takes `path` for the run that `manifest` describes: a new or empty folder, one with the output of
    /// the same configuration and model, or any with `overwrite`. Output of an earlier run is taken
    /// away; other files stay.
    ///
    /// # Errors
    /// [`ErrorKind::Output`] when the folder holds something else or cannot be written.
    pub(crate) fn prepare(path: &Path, manifest: &Manifest, overwrite: bool) -> Result<Self> {
        fs::create_dir_all(path).map_err(|e| unwritable("create", path, e))?;
        let names = list(path).map_err(|e| unwritable("read", path, e))?;
        if !overwrite && !names.is_empty() {
            may_rewrite(path, manifest)?;
        }
        // the manifest goes first: without it no shard counts as finished
        for name in names.iter().filter(|n| *n == MANIFEST).chain(names.iter().filter(|n| is_output(n))) {
            fs::remove_file(path.join(name)).map_err(|e| unwritable("write into", path, e))?;
        }
        let folder = Self { path: path.to_owned() };
        folder.write_manifest(manifest)?;
        Ok(folder)
    }

    /// Creates `name` under a name that says that it is not whole.
    pub(super) fn create(&self, name: &str) -> Result<File> {
        let path = self.partial(name);
        File::create(&path).map_err(|e| unwritable("write", &path, e))
    }

    /// Brings a file of [`create`](Self::create) to the disk and gives it its name; returns its size.
    pub(super) fn publish(&self, name: &str, file: &File) -> Result<u64> {
        let publish = || -> io::Result<u64> {
            file.sync_all()?;
            fs::rename(self.partial(name), self.path.join(name))?;
            File::open(&self.path)?.sync_all()?;
            Ok(file.metadata()?.len())
        };
        publish().map_err(|e| unwritable("write", &self.path.join(name), e))
    }

    /// Writes the manifest, whole or not at all.
    pub(super) fn write_manifest(&self, manifest: &Manifest) -> Result<()> {
        let mut json = serde_json::to_vec_pretty(manifest).expect("a manifest has no maps");
        json.push(b'\n');
        let mut file = self.create(MANIFEST)?;
        file.write_all(&json).map_err(|e| unwritable("write", &self.partial(MANIFEST), e))?;
        self.publish(MANIFEST, &file).map(|_| ())
    }

    /// Writing `name` failed.
    pub(super) fn failed(&self, name: &str, e: io::Error) -> Error {
        unwritable("write", &self.path.join(name), e)
    }

    fn partial(&self, name: &str) -> PathBuf {
        self.path.join(format!("{name}{PARTIAL}"))
    }
}

/// The names in a folder, sorted.
fn list(path: &Path) -> io::Result<Vec<String>> {
    let names: io::Result<Vec<_>> =
        fs::read_dir(path)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect();
    let mut names = names?;
    names.sort_unstable();
    Ok(names)
}

fn may_rewrite(path: &Path, manifest: &Manifest) -> Result<()> {
    let earlier = fs::read(path.join(MANIFEST)).ok().and_then(|bytes| Earlier::read(&bytes));
    let message = match earlier {
        Some(earlier) if earlier.config == manifest.config && earlier.model == manifest.model => return Ok(()),
        Some(_) => "the folder holds the output of another configuration or model",
        None => "the folder holds other files",
    };
    Err(Error::new(ErrorKind::Output, message)
        .at_path(&path.display().to_string())
        .remedy("Name a new folder with --out, or give --overwrite: earlier output is replaced, other files stay."))
}

/// Whether a run may have written a file of this name, other than the manifest.
fn is_output(name: &str) -> bool {
    let whole = name.strip_suffix(PARTIAL);
    let is_partial = whole.is_some();
    let name = whole.unwrap_or(name);
    let is_shard =
        name.strip_prefix("part-").and_then(|rest| rest.split_once('.')).is_some_and(|(number, extension)| {
            number.len() >= 5
                && number.bytes().all(|b| b.is_ascii_digit())
                && ["jsonl", "parquet", "conll"].contains(&extension)
        });
    is_shard || name == QUARANTINE || (is_partial && name == MANIFEST)
}

fn unwritable(doing: &str, path: &Path, e: io::Error) -> Error {
    Error::new(ErrorKind::Output, format!("could not {doing} it: {e}"))
        .at_path(&path.display().to_string())
        .remedy("Name another folder with --out, or see to its rights and free space.")
        .caused_by(e)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::output::OutputFormat;

    fn manifest(clean: bool) -> Manifest {
        Manifest::new(Config { clean, ..Config::default() }, None, vec![OutputFormat::Jsonl], 10)
    }

    #[test]
    fn new_and_own_folders_are_taken_foreign_ones_refused() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("a/b");
        OutputFolder::prepare(&out, &manifest(true), false).unwrap();
        fs::write(out.join("part-00000.jsonl"), "{}").unwrap();
        fs::write(out.join("part-00001.jsonl.partial"), "{}").unwrap();
        fs::write(out.join("notes.txt"), "mine").unwrap();
        let refused = OutputFolder::prepare(&out, &manifest(false), false).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Output);
        assert!(out.join("part-00000.jsonl").exists(), "a refusal touches nothing");
        OutputFolder::prepare(&out, &manifest(true), false).unwrap();
        assert_eq!(list(&out).unwrap(), ["manifest.json", "notes.txt"]);
        OutputFolder::prepare(&out, &manifest(false), true).unwrap();
        assert_eq!(list(&out).unwrap(), ["manifest.json", "notes.txt"]);
    }

    #[test]
    fn a_folder_without_a_manifest_is_foreign() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("thesis.doc"), "").unwrap();
        let refused = OutputFolder::prepare(dir.path(), &manifest(true), false).unwrap_err();
        assert!(refused.to_string().contains("--overwrite"));
        let file = dir.path().join("thesis.doc");
        assert_eq!(OutputFolder::prepare(&file, &manifest(true), false).unwrap_err().kind(), ErrorKind::Output);
    }
}
