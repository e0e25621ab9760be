//! Measures: chunks as conlleval counts them, nested spans exactly.

mod errors;

pub use errors::{Confusion, Errors, Named, Wrong};

use super::train::{Annotated, Annotation, BLOCK, Class, ColumnSentence, chunks, push_sentence, sentences_of};
use super::{Mention, Resolver, Tagger};
use khabar_normalize::{Analyzer, Layers, Profile, Span};
use std::collections::BTreeMap;

/// Right, found and gold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In both.
    pub right: usize,
    /// Found by the tagger.
    pub found: usize,
    /// In the gold.
    pub gold: usize,
}

impl Counts {
    /// Share of the found that is right, in percent.
    #[must_use]
    pub fn precision(self) -> f64 {
        percent(self.right, self.found)
    }

    /// Share of the gold that is found, in percent.
    #[must_use]
    pub fn recall(self) -> f64 {
        percent(self.right, self.gold)
    }

    /// Their harmonic mean, in percent.
    #[must_use]
    pub fn f1(self) -> f64 {
        percent(2 * self.right, self.found + self.gold)
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// Counts per class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table(pub BTreeMap<String, Counts>);

impl Table {
    /// Compares two sets of items of a class each.
    pub fn compare<T: PartialEq>(&mut self, gold: &[(T, String)], found: &[(T, String)]) {
        for item in gold {
            let counts = self.0.entry(item.1.clone()).or_default();
            counts.gold += 1;
            counts.right += usize::from(found.contains(item));
        }
        for item in found {
            self.0.entry(item.1.clone()).or_default().found += 1;
        }
    }

    /// All classes together.
    #[must_use]
    pub fn total(&self) -> Counts {
        self.0.values().fold(Counts::default(), |t, c| Counts {
            right: t.right + c.right,
            found: t.found + c.found,
            gold: t.gold + c.gold,
        })
    }
}

impl std::fmt::Display for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let total = [("all".to_owned(), self.total())];
        for (class, c) in self.0.iter().map(|(k, c)| (k.clone(), *c)).chain(total) {
            writeln!(
                f,
                "{class:8} gold {:6} found {:6} right {:6}  P {:6.2} R {:6.2} F1 {:6.2}",
                c.gold,
                c.found,
                c.right,
                c.precision(),
                c.recall(),
                c.f1()
            )?;
        }
        Ok(())
    }
}

/// The four classes of CoNLL from mentions: OCC and NORP dropped, then outermost only.
#[must_use]
pub fn outermost_conll(mentions: &[Mention]) -> Vec<(Mention, &'static str)> {
    let mut end = 0;
    let mut out = Vec::new();
    for m in mentions {
        let Some(class) = m.label.conll() else { continue };
        if m.norm.end() > end {
            end = m.norm.end();
            out.push((*m, class));
        }
    }
    out
}

/// The outermost mentions, of all twelve types.
#[must_use]
pub fn outermost(mentions: &[Mention]) -> Vec<(Mention, &'static str)> {
    mentions.iter().filter(|m| m.depth == 0).map(|m| (*m, m.label.name())).collect()
}

/// Tags sentences whose tokens are given, as column files have them; one tag a token, `O` or `B-`/`I-` and
/// one of the four classes.
pub fn tag_columns(tagger: &mut dyn Tagger, document: &[Vec<&str>]) -> Vec<Vec<String>> {
    tag_columns_as(tagger, document, outermost_conll)
}

/// As [`tag_columns`], with the names and classes that `view` makes of the mentions: sorted, not overlapping.
pub fn tag_columns_as(
    tagger: &mut dyn Tagger,
    document: &[Vec<&str>],
    view: impl Fn(&[Mention]) -> Vec<(Mention, &'static str)>,
) -> Vec<Vec<String>> {
    let mut worker = Analyzer::new(Profile::News).worker();
    let mut mentions = Vec::new();
    let mut out = Vec::new();
    for block in document.chunks(BLOCK) {
        let mut text = String::new();
        let places: Vec<Vec<Span>> =
            block.iter().map(|sentence| push_sentence(&mut text, sentence.iter().copied())).collect();
        let layers = worker.analyze(&text);
        let sentences = sentences_of(&layers, true);
        let layers = Layers { sentences: &sentences, ..layers };
        tagger.tag(&[layers], &mut mentions);
        let mut names = view(&mentions[0]).into_iter().map(|(m, c)| (layers.original_span(m.norm), c)).peekable();
        for sentence in places {
            let mut tags = vec!["O".to_owned(); sentence.len()];
            let end = sentence.last().map_or(0, |s| s.end());
            while let Some((span, class)) = names.next_if(|(span, _)| span.start() < end) {
                let first = sentence.partition_point(|t| t.end() <= span.start());
                let after = sentence.partition_point(|t| t.start() < span.end());
                for (i, tag) in tags.iter_mut().enumerate().take(after).skip(first) {
                    if tag == "O" {
                        *tag = format!("{}-{class}", if i == first { "B" } else { "I" });
                    }
                }
            }
            out.push(tags);
        }
    }
    out
}

/// The name of a column's type among the four classes; `None` where it is dropped.
#[must_use]
pub fn conll_class(name: &str) -> Option<&'static str> {
    match name {
        "PER" | "PERS" => Some("PERS"),
        "LOC" | "GPE" | "FAC" => Some("LOC"),
        "ORG" => Some("ORG"),
        "EVENT" | "PRODUCT" | "WORK" | "LAW" | "LANG" | "LANGUAGE" => Some("MISC"),
        name if name.starts_with("MIS") => Some("MISC"),
        _ => None,
    }
}

/// Scores a tagger on column sentences, as conlleval does, in the four classes; with its errors.
pub fn columns(tagger: &mut dyn Tagger, documents: &[Vec<ColumnSentence>]) -> (Table, Errors) {
    let (mut table, mut errors) = (Table::default(), Errors::default());
    for document in documents {
        let words: Vec<Vec<&str>> = document.iter().map(|s| s.iter().map(|t| t.0.as_str()).collect()).collect();
        let tagged = tag_columns(tagger, &words);
        for (sentence, tags) in document.iter().zip(tagged) {
            let items = |tags: &[&str]| -> Vec<((usize, usize), String)> {
                chunks(tags)
                    .into_iter()
                    .filter_map(|(a, b, kind)| Some(((a, b), conll_class(kind)?.to_owned())))
                    .collect()
            };
            let gold: Vec<&str> = sentence.iter().map(|t| t.1.first().map_or("O", String::as_str)).collect();
            let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
            let (gold, found) = (items(&gold), items(&tags));
            table.compare(&gold, &found);
            let mut text = String::new();
            let places = push_sentence(&mut text, sentence.iter().map(|t| t.0.as_str()));
            let named = |items: Vec<((usize, usize), String)>| -> Vec<Named> {
                let span = |(a, b): (usize, usize)| Span::new(places[a].start(), places[b - 1].end());
                items.into_iter().map(|(at, class)| Named { span: span(at), class, score: 1.0 }).collect()
            };
            errors.add(&text, &named(gold), &named(found));
        }
    }
    (table, errors)
}

/// Scores of spans.
#[derive(Clone, Debug, Default)]
pub struct SpanTables {
    /// Every span and type.
    pub nested: Table,
    /// Outermost spans.
    pub outermost: Table,
    /// The four classes, OCC and NORP dropped first.
    pub conll: Table,
    /// Of every span and type.
    pub errors: Errors,
}

/// Scores a tagger on annotated text, spans exact in characters of the text.
pub fn spans(tagger: &mut dyn Tagger, documents: &[Annotated]) -> SpanTables {
    let mut tables = SpanTables::default();
    let resolver = Resolver::new();
    let mut worker = Analyzer::new(Profile::News).worker();
    let mut mentions = Vec::new();
    for document in documents {
        let layers = worker.analyze(&document.text);
        tagger.tag(&[layers], &mut mentions);
        resolver.complete(&layers, &mut mentions[0]);
        let found: Vec<Named> = mentions[0]
            .iter()
            .map(|m| Named { span: layers.original_span(m.norm), class: m.label.name().to_owned(), score: m.score })
            .collect();
        let gold: Vec<Named> = document
            .annotations
            .iter()
            .filter_map(|a: &Annotation| match a.class {
                Class::Fine(label) => Some(Named { span: a.span, class: label.name().to_owned(), score: 1.0 }),
                _ => None,
            })
            .collect();
        // Line by line: comparing is quadratic in the number of spans.
        let line = |span: Span| document.text[..span.start() as usize].matches('\n').count();
        let mut lines: BTreeMap<usize, [Vec<Named>; 2]> = BTreeMap::new();
        for (k, names) in [gold, found].into_iter().enumerate() {
            for name in names {
                lines.entry(line(name.span)).or_default()[k].push(name);
            }
        }
        for [gold, found] in lines.into_values() {
            for view in [(&mut tables.nested, 0), (&mut tables.outermost, 1), (&mut tables.conll, 2)] {
                let (table, kind) = view;
                table.compare(&seen(&gold, kind), &seen(&found, kind));
            }
            tables.errors.add(&document.text, &gold, &found);
        }
    }
    tables
}

/// Spans in one of three views: all, outermost, outermost of the four classes.
fn seen(names: &[Named], view: u8) -> Vec<(Span, String)> {
    let kept: Vec<(Span, &str)> = names
        .iter()
        .filter_map(|n| Some((n.span, if view == 2 { conll_class(&n.class)? } else { n.class.as_str() })))
        .collect();
    kept.iter()
        .filter(|a| view == 0 || !kept.iter().any(|b| b.0 != a.0 && b.0.contains(a.0)))
        .map(|&(span, class)| (span, class.to_owned()))
        .collect()
}
