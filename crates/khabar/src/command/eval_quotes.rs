//! `khabar eval quotes`: quotations and their speakers against records that a person has checked.

use super::train::read;
use super::{Outcome, pipe};
use crate::args::EvalQuotesArgs;
use crate::config::{Config, Layer, LayerSet};
use crate::{Error, ErrorKind, Result};
use khabar_extract::ner::eval::Counts;
use khabar_normalize::{Normalizer, Profile};
use serde_json::Value;
use std::fmt::Write as _;
use std::ops::{AddAssign, Range};
use std::path::Path;
use std::sync::Mutex;

/// Two quotations are the same when they share at least this part of the characters of both.
const SAME: f64 = 0.5;
/// What is no part of the words that were said.
const EDGES: &[char] =
    &[' ', '\n', '\t', '“', '”', '„', '"', '«', '»', '‹', '›', '‘', '’', '\'', ':', '،', ',', '.', '؛'];
const PARTICLES: [&str; 6] = ["أن ", "إن ", "ان ", "بأن ", "أنه ", "إنه "];

/// Measures and prints a table.
pub(super) fn eval_quotes(args: &EvalQuotesArgs) -> Result<Outcome> {
    let (mut direct, mut indirect) = (Score::default(), Score::default());
    let mut shown = 0;
    for path in &args.gold {
        let documents = documents(path, &read(path)?)?;
        let texts: Vec<&str> = documents.iter().map(|d| d.text.as_str()).collect();
        for (document, answer) in documents.iter().zip(answers(&texts)?) {
            let found = quotations(&answer, 0);
            for (said_directly, score) in [(true, &mut direct), (false, &mut indirect)] {
                let of = |list: &[Quotation]| -> Vec<Quotation> {
                    list.iter().filter(|q| q.direct == said_directly).cloned().collect()
                };
                let (gold, found) = (of(&document.quotations), of(&found));
                for line in score.add(&document.text, &gold, &found) {
                    if shown < args.failures {
                        shown += 1;
                        println!("{}: {line}", document.id);
                    }
                }
            }
        }
    }
    print!("{}", table(&direct, &indirect));
    Ok(Outcome::Done)
}

/// A quotation; offsets in characters of its document.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Quotation {
    span: Range<usize>,
    direct: bool,
    speaker: Option<String>,
}

/// A document with its checked quotations.
#[derive(Debug, Default)]
struct Document {
    id: String,
    text: String,
    quotations: Vec<Quotation>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Score {
    quotations: Counts,
    characters: Counts,
    /// Quotations found whose gold names a speaker, those with a fitting name, those with the same.
    speakers: [usize; 3],
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        for (sum, part) in [(&mut self.quotations, other.quotations), (&mut self.characters, other.characters)] {
            sum.right += part.right;
            sum.found += part.found;
            sum.gold += part.gold;
        }
        for (sum, part) in self.speakers.iter_mut().zip(other.speakers) {
            *sum += part;
        }
    }
}

impl Score {
    /// Counts the quotations of a document of one kind; returns a line for each thing that is wrong.
    fn add(&mut self, text: &str, gold: &[Quotation], found: &[Quotation]) -> Vec<String> {
        let text: Vec<char> = text.chars().collect();
        let said = |list: &[Quotation]| list.iter().map(|q| said(&text, &q.span)).collect::<Vec<_>>();
        let (gold_said, found_said) = (said(gold), said(found));
        self.quotations.gold += gold.len();
        self.quotations.found += found.len();
        let covered = |spans: &[Range<usize>]| {
            let mut covered = vec![false; text.len()];
            spans.iter().for_each(|span| covered[span.clone()].fill(true));
            covered
        };
        for pair in covered(&gold_said).into_iter().zip(covered(&found_said)) {
            self.characters.gold += usize::from(pair.0);
            self.characters.found += usize::from(pair.1);
            self.characters.right += usize::from(pair == (true, true));
        }
        let mut wrong = Vec::new();
        let matches = matched(&gold_said, &found_said);
        for &(g, f) in &matches {
            self.quotations.right += 1;
            let Some(name) = &gold[g].speaker else { continue };
            let (fits, same) = found[f].speaker.as_deref().map_or((false, false), |other| agree(name, other));
            self.speakers[0] += 1;
            self.speakers[1] += usize::from(fits);
            self.speakers[2] += usize::from(same);
            if !fits {
                let other = found[f].speaker.as_deref().unwrap_or("nobody");
                wrong.push(format!("speaker {other} for {name}: {}", surface(&text, &found[f].span)));
            }
        }
        let kind = |q: &Quotation| if q.direct { "direct" } else { "indirect" };
        for (g, q) in gold.iter().enumerate().filter(|(g, _)| !matches.iter().any(|m| m.0 == *g)) {
            wrong.push(format!("missed {}: {}", kind(q), surface(&text, &gold[g].span)));
        }
        for (f, q) in found.iter().enumerate().filter(|(f, _)| !matches.iter().any(|m| m.1 == *f)) {
            wrong.push(format!("wrong {}: {}", kind(q), surface(&text, &found[f].span)));
        }
        wrong
    }

    fn speakers(&self, fitting: usize) -> Counts {
        Counts { right: self.speakers[fitting], found: self.speakers[0], gold: self.speakers[0] }
    }
}

fn surface(text: &[char], span: &Range<usize>) -> String {
    text[span.clone()].iter().collect()
}

/// A span without outer marks and the particle that introduces it.
fn said(text: &[char], span: &Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = *span;
    while start < end && EDGES.contains(&text[start]) {
        start += 1;
    }
    while start < end && EDGES.contains(&text[end - 1]) {
        end -= 1;
    }
    for particle in PARTICLES {
        let length = particle.chars().count();
        if start + length < end && particle.chars().eq(text[start..start + length].iter().copied()) {
            start += length;
            break;
        }
    }
    start..end
}

/// Pairs of gold and found, one to one, the best first.
fn matched(gold: &[Range<usize>], found: &[Range<usize>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (g, a) in gold.iter().enumerate() {
        for (f, b) in found.iter().enumerate() {
            let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
            let all = a.len() + b.len() - shared;
            let share = shared as f64 / all.max(1) as f64;
            if share >= SAME {
                pairs.push((share, g, f));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    let mut chosen: Vec<(usize, usize)> = Vec::new();
    for (_, g, f) in pairs {
        if !chosen.iter().any(|c| c.0 == g || c.1 == f) {
            chosen.push((g, f));
        }
    }
    chosen
}

/// Whether one name is part of the other, and whether they are the same; marks and diacritics aside.
fn agree(a: &str, b: &str) -> (bool, bool) {
    let (a, b) = (bare(a), bare(b));
    if a.is_empty() || b.is_empty() {
        return (false, false);
    }
    (a.contains(&b) || b.contains(&a), a == b)
}

fn bare(name: &str) -> String {
    let normalized = Normalizer::new(Profile::News).normalize(name);
    let bare: String = normalized.text().chars().filter(|c| !matches!(c, '"' | '\'')).collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn wrong(path: &Path, line: usize, message: String) -> Error {
    Error::new(ErrorKind::Json, message).at_path(&path.display().to_string()).at_line(line as u64 + 1).remedy(
        "Write a sentence or a document a line: \"id\", \"text\" and \"quotes\" with \"start\", \"end\", \"direct\" and \"speaker\".",
    )
}

/// The documents of a gold file. Lines of one `doc` are the sentences of a document, one after the other.
fn documents(path: &Path, text: &str) -> Result<Vec<Document>> {
    let mut documents: Vec<Document> = Vec::new();
    for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let record: Value = serde_json::from_str(line).map_err(|e| wrong(path, n, e.to_string()))?;
        let (Some(text), true) = (record["text"].as_str(), record["quotes"].is_array()) else {
            return Err(wrong(path, n, "the record has no `text` or no list of `quotes`".to_owned()));
        };
        let id = record["doc"].as_str().or_else(|| record["id"].as_str()).unwrap_or_default();
        let goes_on = record["doc"].is_string() && documents.last().is_some_and(|d| d.id == id);
        if !goes_on {
            documents.push(Document { id: id.to_owned(), ..Document::default() });
        }
        let document = documents.last_mut().expect("one was pushed");
        if goes_on {
            document.text.push('\n');
        }
        let offset = document.text.chars().count();
        document.text += text;
        let quotations = quotations(&record, offset);
        let length = document.text.chars().count();
        if let Some(q) = quotations.iter().find(|q| q.span.is_empty() || q.span.end > length) {
            return Err(wrong(path, n, format!("a quotation lies at {:?}, outside of its text", q.span)));
        }
        document.quotations.extend(quotations);
    }
    Ok(documents)
}

fn quotations(record: &Value, offset: usize) -> Vec<Quotation> {
    let quotation = |q: &Value| {
        let at = |name: &str| q[name].as_u64().map_or(offset, |n| n as usize + offset);
        let speaker = q["speaker"].as_str().or_else(|| q["speaker"]["text"].as_str()).filter(|s| !s.is_empty());
        Quotation {
            span: at("start")..at("end"),
            direct: q["direct"].as_bool().unwrap_or(true),
            speaker: speaker.map(str::to_owned),
        }
    };
    record["quotes"].as_array().into_iter().flatten().map(quotation).collect()
}

/// The program's own records of the gold's texts, taken as they are.
fn answers(texts: &[&str]) -> Result<Vec<Value>> {
    let mut input = String::new();
    for text in texts {
        let _ = writeln!(input, "{}", serde_json::json!({"text": text, "clean": false}));
    }
    let layers = LayerSet::NONE.with(Layer::Quotes).with(Layer::Entities);
    let output = Mutex::new(Vec::new());
    pipe(&Config { layers, ..Config::default() }, 1, std::io::BufReader::new(input.as_bytes()), &output)?;
    let output = output.into_inner().expect("nothing panics under this lock");
    Ok(output.split(|&b| b == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect())
}

fn table(direct: &Score, indirect: &Score) -> String {
    let mut all = *direct;
    all += *indirect;
    let mut out =
        String::from("quotes      gold  found  right      P      R     F1  char F1  speakers  fitting %  same %\n");
    for (name, score) in [("direct", direct), ("indirect", indirect), ("all", &all)] {
        let (q, c) = (score.quotations, score.characters);
        let _ = writeln!(
            out,
            "{name:<10}{:6}{:7}{:7}{:7.1}{:7.1}{:7.1}{:9.1}{:10}{:11.1}{:8.1}",
            q.gold,
            q.found,
            q.right,
            q.precision(),
            q.recall(),
            q.f1(),
            c.f1(),
            score.speakers[0],
            score.speakers(1).precision(),
            score.speakers(2).precision(),
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotation(text: &str, surface: &str, direct: bool, speaker: &str) -> Quotation {
        let start = text[..text.find(surface).unwrap()].chars().count();
        let speaker = Some(speaker.to_owned()).filter(|s| !s.is_empty());
        Quotation { span: start..start + surface.chars().count(), direct, speaker }
    }

    #[test]
    fn marks_and_particles_do_not_count() {
        let text = "قال سالم إن الجسر جاهز، و«سيفتح غدا».";
        let chars: Vec<char> = text.chars().collect();
        let of = |surface: &str| super::surface(&chars, &said(&chars, &quotation(text, surface, true, "").span));
        assert_eq!(of("إن الجسر جاهز،"), "الجسر جاهز");
        assert_eq!(of("«سيفتح غدا»"), "سيفتح غدا");
    }

    #[test]
    fn half_of_the_words_is_enough_once() {
        assert_eq!(matched(&[0..10, 20..30], &[0..6, 6..10, 21..30]), [(1, 2), (0, 0)]);
        assert!(matched(&[0..10, 30..31], &[6..16, 40..41]).is_empty());
    }

    #[test]
    fn speakers_fit_in_part() {
        assert_eq!(agree("وزير النقل «سالم العمري»", "سالم العمري"), (true, false));
        assert_eq!(agree("مُحمّد", "محمد"), (true, true));
        assert_eq!(agree("", "محمد"), (false, false));
    }

    #[test]
    fn right_found_gold_and_speakers() {
        let text = "قال سالم إن الجسر جاهز. وأضافت ليلى: «العمل مستمر».";
        let gold = [quotation(text, "إن الجسر جاهز", false, "سالم")];
        let found = [quotation(text, "الجسر جاهز", false, "ليلى"), quotation(text, "العمل مستمر", false, "")];
        let mut score = Score::default();
        let wrong = score.add(text, &gold, &found);
        assert_eq!((score.quotations.right, score.quotations.found, score.quotations.gold), (1, 2, 1));
        assert_eq!(score.speakers, [1, 0, 0]);
        assert_eq!(wrong, ["speaker ليلى for سالم: الجسر جاهز", "wrong indirect: العمل مستمر"]);
    }

    #[test]
    fn sentences_of_a_document_follow_each_other() {
        let lines = "{\"doc\":\"a\",\"text\":\"نص\",\"quotes\":[]}\n\n{\"doc\":\"a\",\"text\":\"قال: نعم\",\"quotes\":[{\"start\":5,\"end\":8,\"direct\":true,\"speaker\":\"\"}]}\n{\"doc\":\"b\",\"text\":\"نص\",\"quotes\":[]}\n";
        let documents = documents(Path::new("gold.jsonl"), lines).unwrap();
        assert_eq!(documents.len(), 2);
        assert_eq!(documents[0].text, "نص\nقال: نعم");
        assert_eq!(documents[0].quotations, [Quotation { span: 8..11, direct: true, speaker: None }]);
        let error = super::documents(Path::new("gold.jsonl"), "{\"text\":\"نص\",\"quotes\":[{\"start\":0,\"end\":9}]}")
            .unwrap_err();
        assert!(error.to_string().contains("gold.jsonl"), "{error}");
    }
}
