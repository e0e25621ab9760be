//! Annotated text: columns and span files, brought to one form.

use super::super::tags;
use crate::entity::Label;
use khabar_normalize::Span;
use serde::Deserialize;

/// What an annotation says of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// One of the twelve types.
    Fine(Label),
    /// LOC of a four-class corpus: GPE, LOC or FAC.
    Place,
    /// MISC of a four-class corpus: EVENT, PRODUCT, WORK, LAW, LANG, or something this project does not
    /// count as a name.
    Misc,
    /// A span whose type is unknown here; nothing is learnt from its tokens.
    Unknown,
}

/// What a corpus annotates, hence what its unmarked tokens mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guideline {
    /// All twelve types, nested: unmarked is outside.
    Nested,
    /// PERS, LOC, ORG, MISC, outermost: unmarked may be NORP, and nothing is said of offices.
    FourClasses,
}

/// One annotated span, in bytes of the document's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// In the text.
    pub span: Span,
    /// Its class.
    pub class: Class,
}

/// A document, or a run of sentences of one.
#[derive(Clone, Debug)]
pub struct Annotated {
    /// The text; a line break between sentences of columns.
    pub text: String,
    /// Outer before inner.
    pub annotations: Vec<Annotation>,
    /// What is annotated.
    pub guideline: Guideline,
    /// Whether each line is one sentence, as columns have them.
    pub lines_are_sentences: bool,
    /// Importance in training; 1 for gold.
    pub weight: f32,
}

/// Why a corpus cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct CorpusError {
    line: usize,
    what: String,
}

/// A sentence of a column file: tokens and their columns of tags.
pub type ColumnSentence = Vec<(String, Vec<String>)>;

/// Reads a column file: token, then one or more BIO columns; blank lines between sentences. Gives runs of
/// sentences between `-DOCSTART-` lines.
#[must_use]
pub fn read_columns(text: &str) -> Vec<Vec<ColumnSentence>> {
    let mut documents: Vec<Vec<ColumnSentence>> = vec![vec![]];
    let mut sentence = ColumnSentence::new();
    for line in text.lines().chain([""]) {
        let mut fields = line.split_whitespace();
        let token = fields.next();
        if let Some(token) = token.filter(|t| *t != "-DOCSTART-") {
            sentence.push((token.to_owned(), fields.map(str::to_owned).collect()));
            continue;
        }
        if !sentence.is_empty() {
            documents.last_mut().expect("never empty").push(std::mem::take(&mut sentence));
        }
        if token.is_some() {
            documents.push(vec![]);
        }
    }
    documents.retain(|d| !d.is_empty());
    documents
}

/// Sentences taken together where a column file does not say where its documents begin.
pub const BLOCK: usize = 25;

/// The class a column's tag name stands for, under a guideline; `None` where the span is not a name.
#[must_use]
pub fn class_of(name: &str, guideline: Guideline) -> Option<Class> {
    let fine = |label| Some(Class::Fine(label));
    match (name, guideline) {
        ("PER" | "PERS", _) => fine(Label::Pers),
        ("ORG", _) => fine(Label::Org),
        ("LOC", Guideline::FourClasses) => Some(Class::Place),
        ("MISC", Guideline::FourClasses) => Some(Class::Misc),
        (name, Guideline::FourClasses) if name.starts_with("MIS") => Some(Class::Misc),
        ("LANGUAGE", _) => fine(Label::Lang),
        (_, Guideline::FourClasses) => Some(Class::Unknown),
        (name, Guideline::Nested) => Label::ALL.into_iter().find(|l| l.name() == name).map(Class::Fine),
    }
}

/// The chunks of a column as conlleval delimits them: (first, end, type), end exclusive.
#[must_use]
pub fn chunks<'a>(column: &[&'a str]) -> Vec<(usize, usize, &'a str)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    for (n, tag) in column.iter().copied().chain(["O"]).enumerate() {
        let (prefix, kind) = tag.split_once('-').unwrap_or((tag, ""));
        let outside = prefix == "O" || kind.is_empty();
        if let Some((first, label)) = open
            && (outside || matches!(prefix, "B" | "S" | "U") || label != kind)
        {
            found.push((first, n, label));
            open = None;
        }
        if !outside && open.is_none() {
            open = Some((n, kind));
        }
    }
    found
}

/// Turns column sentences into blocks of text with annotations.
#[must_use]
pub fn from_columns(documents: &[Vec<ColumnSentence>], guideline: Guideline) -> Vec<Annotated> {
    let mut out = Vec::new();
    for block in documents.iter().flat_map(|d| d.chunks(BLOCK)) {
        let mut text = String::new();
        let mut annotations = Vec::new();
        for sentence in block {
            let places = push_sentence(&mut text, sentence.iter().map(|t| t.0.as_str()));
            let width = sentence.iter().map(|t| t.1.len()).max().unwrap_or(0);
            for column in 0..width {
                let tags: Vec<&str> = sentence.iter().map(|t| t.1.get(column).map_or("O", String::as_str)).collect();
                for (first, end, kind) in chunks(&tags) {
                    if let Some(class) = class_of(kind, guideline) {
                        let span = Span::new(places[first].start(), places[end - 1].end());
                        if annotations.iter().rev().take(20).all(|a: &Annotation| a.span != span) {
                            annotations.push(Annotation { span, class });
                        }
                    }
                }
            }
        }
        annotations.sort_by_key(|a| (a.span.start(), std::cmp::Reverse(a.span.end())));
        out.push(Annotated { text, annotations, guideline, lines_are_sentences: true, weight: 1.0 });
    }
    out
}

/// Appends the tokens of a sentence with single spaces and a line break; gives their places.
pub(crate) fn push_sentence<'a>(text: &mut String, tokens: impl Iterator<Item = &'a str>) -> Vec<Span> {
    let mut places = Vec::new();
    for token in tokens {
        if !places.is_empty() {
            text.push(' ');
        }
        let start = text.len() as u32;
        text.push_str(token);
        places.push(Span::new(start, text.len() as u32));
    }
    text.push('\n');
    places
}

#[derive(Deserialize)]
struct SpanLine {
    doc: Option<String>,
    text: String,
    ents: Vec<(usize, usize, String)>,
    /// How far an automatic annotation is to be trusted; none for gold.
    score: Option<f32>,
}

/// Reads a span file: JSON lines with `text` and `ents` (character offsets), the sentences of a `doc`
/// following each other. A `score`, as automatic annotation brings it, becomes the document's weight.
///
/// # Errors
/// When a line is not such an object, or an offset lies outside its text.
pub fn read_spans(text: &str) -> Result<Vec<Annotated>, CorpusError> {
    let mut out: Vec<Annotated> = Vec::new();
    let mut last: Option<String> = None;
    for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let error = |what: String| CorpusError { line: n + 1, what };
        let read: SpanLine = serde_json::from_str(line).map_err(|e| error(e.to_string()))?;
        if out.is_empty() || read.doc.is_none() || read.doc != last {
            out.push(Annotated {
                text: String::new(),
                annotations: vec![],
                guideline: Guideline::Nested,
                lines_are_sentences: false,
                weight: read.score.unwrap_or(1.0),
            });
        }
        last = read.doc;
        let document = out.last_mut().expect("just pushed");
        let base = document.text.len();
        let bytes: Vec<usize> = read.text.char_indices().map(|c| c.0).chain([read.text.len()]).collect();
        for (start, end, label) in read.ents {
            let (Some(&a), Some(&b)) = (bytes.get(start), bytes.get(end)) else {
                return Err(error(format!("span {start}..{end} outside the text")));
            };
            let class = class_of(&label, Guideline::Nested).ok_or_else(|| error(format!("label {label}")))?;
            document.annotations.push(Annotation { span: Span::new((base + a) as u32, (base + b) as u32), class });
        }
        document.text.push_str(&read.text.replace('\n', " "));
        document.text.push('\n');
    }
    Ok(out)
}

/// The tags of the name layer that a class allows; `first`: the span begins here.
pub(crate) fn allowed(class: Class, first: bool) -> u32 {
    let tag = |k: usize| 1u32 << if first { tags::begin(k) } else { tags::inside(k) };
    let labels =
        |labels: &[Label]| labels.iter().filter_map(|&l| tags::number(&tags::NAMES, l)).fold(0, |s, k| s | tag(k));
    match class {
        Class::Fine(label) => labels(&[label]),
        Class::Place => labels(&[Label::Gpe, Label::Loc, Label::Fac]),
        Class::Misc => labels(&[Label::Event, Label::Product, Label::Work, Label::Law, Label::Lang]),
        Class::Unknown => u32::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_as_conlleval_counts_them() {
        assert_eq!(chunks(&["I-PER", "I-PER", "O", "I-LOC"]), [(0, 2, "PER"), (3, 4, "LOC")]);
        assert_eq!(chunks(&["B-PER", "I-LOC", "I-LOC"]), [(0, 1, "PER"), (1, 3, "LOC")]);
        assert_eq!(chunks(&["B-PER", "B-PER", "I-PER"]), [(0, 1, "PER"), (1, 3, "PER")]);
    }

    #[test]
    fn columns_become_text_with_spans() {
        let columns = read_columns("زار O\nبشار B-PER\nالأسد I-PER\n\nفي O\nحلب B-LOC\n");
        let blocks = from_columns(&columns, Guideline::FourClasses);
        assert_eq!(blocks.len(), 1);
        assert_eq!(blocks[0].text, "زار بشار الأسد\nفي حلب\n");
        let names: Vec<_> = blocks[0].annotations.iter().map(|a| (a.span.slice(&blocks[0].text), a.class)).collect();
        assert_eq!(names, [("بشار الأسد", Class::Fine(Label::Pers)), ("حلب", Class::Place)]);
    }

    #[test]
    fn span_lines_join_into_documents() {
        let lines = "{\"doc\":\"a\",\"text\":\"زار حلب\",\"ents\":[[4,7,\"GPE\"]]}\n{\"doc\":\"a\",\"text\":\"في مصر\",\"ents\":[[3,6,\"GPE\"]]}";
        let read = read_spans(lines).unwrap();
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].annotations[1].span.slice(&read[0].text), "مصر");
        assert!(read_spans("{\"text\":\"a\",\"ents\":[[0,9,\"GPE\"]]}").is_err());
    }
}
