//! `khabar train`: annotated corpora into a model file.

use super::Outcome;
use crate::args::TrainArgs;
use crate::{Error, ErrorKind, Result};
use khabar_extract::ner::train::{
    Annotated, Class, ColumnSentence, Config, Gazetteers, Guideline, Lists, class_of, from_columns, read_columns,
    read_spans, train as train_model,
};
use std::fs;
use std::path::Path;

/// Trains a model.
///
/// # Errors
/// When a corpus cannot be read or understood, or the model cannot be written.
pub fn train(args: &TrainArgs) -> Result<Outcome> {
    let mut corpora = Vec::new();
    for path in &args.corpora {
        corpora.extend(corpus(path)?);
    }
    if corpora.is_empty() {
        return Err(Error::new(ErrorKind::Empty, "the corpora hold no sentence")
            .at_path(&args.corpora[0].display().to_string()));
    }
    let list = |name: &str| args.lists.as_deref().map_or_else(|| Ok(String::new()), |folder| read(&folder.join(name)));
    let countries = [list("gazetteers/countries.tsv")?, list("gazetteers/country_usages.tsv")?];
    let names = [list("gazetteers/names.tsv")?, list("gazetteers/organisations.tsv")?];
    let places = list("gazetteers/places.tsv")?;
    let triggers = list("triggers.tsv")?;
    let clusters = args.clusters.as_deref().map_or_else(|| Ok(String::new()), read)?;
    let gazetteers = Gazetteers::new(&Lists {
        countries: &countries.each_ref().map(String::as_str),
        places: &places,
        names: &names.each_ref().map(String::as_str),
        triggers: &triggers,
        clusters: &clusters,
    });
    let mut config = Config { about: args.name.clone(), ..Config::default() };
    if let Some(epochs) = args.epochs {
        for schedule in [&mut config.names, &mut config.offices, &mut config.inner] {
            schedule.epochs = epochs.get();
            schedule.averaged = schedule.averaged.min(epochs.get());
        }
    }
    let model = train_model(&config, &corpora, gazetteers, |line| eprintln!("{line}"));
    fs::write(&args.out, &model).map_err(|e| Error::io("write", &args.out, e))?;
    eprintln!("{}: {} bytes", args.out.display(), model.len());
    Ok(Outcome::Done)
}

pub(super) fn read(path: &Path) -> Result<String> {
    let bytes = fs::read(path).map_err(|e| Error::io("read", path, e))?;
    String::from_utf8(bytes).map_err(|e| {
        Error::new(ErrorKind::Encoding, "the bytes are not UTF-8")
            .at_path(&path.display().to_string())
            .at_byte(e.utf8_error().valid_up_to() as u64)
            .remedy("Convert the file to UTF-8.")
    })
}

/// A corpus in either form, told by the name.
fn corpus(path: &Path) -> Result<Vec<Annotated>> {
    let text = read(path)?;
    if is_span_file(path) {
        return span_corpus(path, &text);
    }
    let documents = read_columns(&text);
    let guideline = guideline_of(&documents);
    Ok(from_columns(&documents, guideline))
}

pub(super) fn is_span_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "jsonl" || extension == "ndjson")
}

pub(super) fn span_corpus(path: &Path, text: &str) -> Result<Vec<Annotated>> {
    read_spans(text).map_err(|e| {
        Error::new(ErrorKind::Json, e.to_string())
            .at_path(&path.display().to_string())
            .remedy(r#"Write {"text": "…", "ents": [[0, 5, "PERS"]]} a line."#)
            .caused_by(e)
    })
}

/// A corpus whose tags are all among the four classes is a four-class corpus.
fn guideline_of(documents: &[Vec<ColumnSentence>]) -> Guideline {
    let tags = documents.iter().flatten().flatten().flat_map(|(_, columns)| columns);
    let names = tags.filter_map(|tag| tag.split_once('-')).map(|(_, name)| name);
    let only_four = names.map(|name| class_of(name, Guideline::FourClasses)).all(|class| class != Some(Class::Unknown));
    if only_four { Guideline::FourClasses } else { Guideline::Nested }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tags_tell_the_guideline() {
        let guideline = |text: &str| guideline_of(&read_columns(text));
        assert_eq!(guideline("بغداد B-LOC\nقال O\nسعد B-PER\n"), Guideline::FourClasses);
        assert_eq!(guideline("بغداد B-GPE\n"), Guideline::Nested);
    }
}
