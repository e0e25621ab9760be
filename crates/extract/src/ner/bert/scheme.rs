//! From the label names of a model to slices of tags and their types.
//!
//! The project's own models carry five slices in one classifier, named `slice:TAG`:
//! `names` (outermost names when offices are left out), `offices` (OCC), `inner` (names directly inside a name
//! of several words), `deep` (names inside those), and `conll` (the four classes as ANERcorp marks them).
//! Any other model has one slice, whose tags are names.

use super::decode::{self, Rows};
use crate::entity::Label;
use crate::ner::spans::Piece;
use crate::ner::train::Guideline;

/// Type names of common models and what they are here. Types beside these (dates, amounts) are decoded, so
/// that they keep their words from others, and then dropped.
const TYPES: &[(&str, Kind)] = &[
    ("PERS", Kind::Fine(Label::Pers)),
    ("PER", Kind::Fine(Label::Pers)),
    ("PERSON", Kind::Fine(Label::Pers)),
    ("ORG", Kind::Fine(Label::Org)),
    ("ORGANIZATION", Kind::Fine(Label::Org)),
    ("ORGANISATION", Kind::Fine(Label::Org)),
    ("GPE", Kind::Fine(Label::Gpe)),
    ("LOC", Kind::Fine(Label::Loc)),
    ("LOCATION", Kind::Fine(Label::Loc)),
    ("FAC", Kind::Fine(Label::Fac)),
    ("FACILITY", Kind::Fine(Label::Fac)),
    ("NORP", Kind::Fine(Label::Norp)),
    ("NATIONALITY", Kind::Fine(Label::Norp)),
    ("OCC", Kind::Fine(Label::Occ)),
    ("JOB", Kind::Fine(Label::Occ)),
    ("EVENT", Kind::Fine(Label::Event)),
    ("PRODUCT", Kind::Fine(Label::Product)),
    ("WORK", Kind::Fine(Label::Work)),
    ("WORK_OF_ART", Kind::Fine(Label::Work)),
    ("LAW", Kind::Fine(Label::Law)),
    ("LANG", Kind::Fine(Label::Lang)),
    ("LANGUAGE", Kind::Fine(Label::Lang)),
    ("MISC", Kind::Misc),
    ("MIS", Kind::Misc),
];

/// What a type of a model is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Fine(Label),
    /// MISC of a four-class model: no one of the twelve, so it is found only under the four-class guideline.
    Misc,
    Unknown,
}

/// The label that stands for MISC under the four-class guideline, where only [`Label::conll`] is looked at.
const ANY_MISC: Label = Label::Product;

/// One set of BIO tags within the classifier.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Slice {
    /// The classifier's columns: O, then B and I of each type.
    pub(crate) columns: Vec<usize>,
    types: Vec<Kind>,
}

/// All slices of a model.
#[derive(Clone, Debug)]
pub(crate) struct Scheme {
    /// Columns of the classifier.
    pub(crate) width: usize,
    names: Slice,
    offices: Option<Slice>,
    inner: Vec<Slice>,
    conll: Option<Slice>,
}

impl Scheme {
    /// Reads label names in the order of their numbers.
    pub(crate) fn new(labels: &[String]) -> Result<Self, String> {
        let slice = |name: Option<&str>| -> Result<Option<Slice>, String> {
            let tags: Vec<(usize, &str)> = labels
                .iter()
                .enumerate()
                .filter_map(|(n, label)| match (name, label.split_once(':')) {
                    (Some(name), Some((slice, tag))) => (slice == name).then_some((n, tag)),
                    (None, None) => Some((n, label.as_str())),
                    _ => None,
                })
                .collect();
            if tags.is_empty() { Ok(None) } else { Slice::new(&tags).map(Some) }
        };
        let flat = slice(None)?;
        if let Some(names) = flat {
            if names.columns.len() != labels.len() {
                return Err("some labels name a slice and some do not".into());
            }
            return Ok(Self { width: labels.len(), names, offices: None, inner: vec![], conll: None });
        }
        let names = slice(Some("names"))?.ok_or("no label is a plain BIO tag or one of the slice `names`")?;
        let inner = [slice(Some("inner"))?, slice(Some("deep"))?].into_iter().map_while(|s| s).collect();
        let (offices, conll) = (slice(Some("offices"))?, slice(Some("conll"))?);
        Ok(Self { width: labels.len(), names, offices, inner, conll })
    }

    /// All slices.
    pub(crate) fn slices(&self) -> impl Iterator<Item = &Slice> {
        [&self.names].into_iter().chain(&self.offices).chain(&self.inner).chain(&self.conll)
    }

    /// The names of a sentence, unordered, in tokens.
    pub(crate) fn decode(&self, rows: &Rows, guideline: Guideline, out: &mut Vec<Piece>) {
        if guideline == Guideline::FourClasses {
            let slice = self.conll.as_ref().unwrap_or(&self.names);
            slice.decode(
                rows,
                0,
                rows.len(),
                |kind| match kind {
                    Kind::Fine(label) => Some(label),
                    Kind::Misc => Some(ANY_MISC),
                    Kind::Unknown => None,
                },
                out,
            );
            return;
        }
        let fine = |kind| match kind {
            Kind::Fine(label) => Some(label),
            Kind::Misc | Kind::Unknown => None,
        };
        self.names.decode(rows, 0, rows.len(), fine, out);
        let mut outer = 0..out.len();
        for slice in &self.inner {
            let from = out.len();
            for at in outer {
                let (first, end) = (out[at].first, out[at].end);
                if end - first < 2 {
                    continue;
                }
                let start = out.len();
                slice.decode(rows, first, end, fine, out);
                // The whole name is not a name inside itself.
                if out[start..].iter().any(|p| p.first == first && p.end == end) {
                    out.truncate(start);
                }
            }
            outer = from..out.len();
        }
        if let Some(offices) = &self.offices {
            offices.decode(rows, 0, rows.len(), fine, out);
        }
    }
}

impl Slice {
    fn new(tags: &[(usize, &str)]) -> Result<Self, String> {
        let column = |tag: &str| tags.iter().find(|t| t.1 == tag).map(|t| t.0);
        let mut columns = vec![column("O").ok_or("no label O")?];
        let mut types = Vec::new();
        for &(begin, tag) in tags.iter().filter(|t| t.1 != "O") {
            let (prefix, name) = tag.split_once('-').unwrap_or(("", tag));
            let partner = |prefix: &str| {
                column(&format!("{prefix}-{name}")).ok_or_else(|| format!("label {tag} has no partner {prefix}-{name}"))
            };
            match prefix {
                "B" => {
                    columns.extend([begin, partner("I")?]);
                    let upper = name.to_uppercase();
                    types.push(TYPES.iter().find(|t| t.0 == upper).map_or(Kind::Unknown, |t| t.1));
                }
                "I" => drop(partner("B")?),
                _ => return Err(format!("label {tag} is not one of a BIO set: O, B-TYPE, I-TYPE")),
            }
        }
        if types.iter().all(|&kind| kind == Kind::Unknown) {
            let names: Vec<&str> = tags.iter().map(|t| t.1).collect();
            return Err(format!("no label is of a known type: {}", names.join(" ")));
        }
        Ok(Self { columns, types })
    }

    fn decode(
        &self,
        rows: &Rows,
        first: usize,
        end: usize,
        label: impl Fn(Kind) -> Option<Label>,
        out: &mut Vec<Piece>,
    ) {
        for run in decode::runs(rows, &self.columns, first, end) {
            if let Some(label) = label(self.types[run.kind]) {
                out.push(Piece { first: run.first, end: run.end, label, score: run.score, depth: 0 });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scheme(labels: &[&str]) -> Result<Scheme, String> {
        Scheme::new(&labels.iter().map(|l| (*l).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn flat_models_in_any_order() {
        let s = scheme(&["B-LOC", "I-LOC", "O", "I-PER", "B-PER", "B-DATE", "I-DATE"]).unwrap();
        assert_eq!(s.names.columns, [2, 0, 1, 4, 3, 5, 6]);
        assert_eq!(s.names.types, [Kind::Fine(Label::Loc), Kind::Fine(Label::Pers), Kind::Unknown]);
        assert!(s.conll.is_none());
    }

    #[test]
    fn slices_by_their_prefix() {
        let s = scheme(&["names:O", "names:B-GPE", "names:I-GPE", "conll:O", "conll:B-MISC", "conll:I-MISC"]).unwrap();
        assert_eq!(s.names.columns, [0, 1, 2]);
        assert_eq!(s.conll.unwrap().columns, [3, 4, 5]);
    }

    #[test]
    fn wrong_label_sets_are_named() {
        assert!(scheme(&["LABEL_0", "LABEL_1"]).unwrap_err().contains("no label O"));
        assert!(scheme(&["O", "LABEL_1"]).unwrap_err().contains("LABEL_1"));
        assert!(scheme(&["O", "B-DATE", "I-DATE"]).unwrap_err().contains("known type"));
        assert!(scheme(&["O", "I-PER"]).unwrap_err().contains("I-PER"));
        assert!(scheme(&["O", "names:B-PER"]).is_err());
    }

    #[test]
    fn inner_names_are_sought_in_long_names_only() {
        let labels = [
            "names:O",
            "names:B-ORG",
            "names:I-ORG",
            "inner:O",
            "inner:B-GPE",
            "inner:I-GPE",
            "conll:O",
            "conll:B-MISC",
            "conll:I-MISC",
        ];
        let s = scheme(&labels).unwrap();
        let mut rows = Rows::new(4, labels.len());
        // An organisation of two words with a place as its second, then a place's score outside of any name.
        for (word, columns) in [(0, [1, 3, 6]), (1, [2, 4, 6]), (2, [0, 4, 6]), (3, [1, 4, 7])] {
            let mut row = vec![-9.0; labels.len()];
            columns.iter().for_each(|&c| row[c] = -0.1);
            rows.row_mut(word).copy_from_slice(&row);
        }
        let mut out = Vec::new();
        s.decode(&rows, Guideline::Nested, &mut out);
        let found: Vec<_> = out.iter().map(|p| (p.first, p.end, p.label)).collect();
        assert_eq!(found, [(0, 2, Label::Org), (3, 4, Label::Org), (1, 2, Label::Gpe)]);
        out.clear();
        s.decode(&rows, Guideline::FourClasses, &mut out);
        assert_eq!(out.iter().map(|p| (p.first, p.end, p.label.conll())).collect::<Vec<_>>(), [(3, 4, Some("MISC"))]);
    }
}
