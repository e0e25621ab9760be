//! Scores the proclitics on the UD Arabic treebanks.
//!
//! `cargo run --release -p khabar-normalize --example score_proclitics -- ../shared/ud`
//!
//! The folder holds `pud.conllu` (UD Arabic-PUD: words are runs of tokens with `SpaceAfter=No`) and
//! `padt_v1_dev.conllu` (UD Arabic-PADT in its first layout: vocalised, clitics apart, no surface; the
//! words are joined back). The count model behind the lexicon took its weights from PADT; PUD was held out
//! from it (99.25 % of whole words right before any row was written by hand), but some of the hand-written
//! rows were prompted by errors seen in either treebank. Only proclitics are scored: enclitics
//! (`ه ها هم نا …`) are put together with their word first.

#[allow(dead_code, reason = "the neighbours of a word are not scored here")]
#[path = "../src/proclitic/mod.rs"]
mod proclitic;

use khabar_normalize::{Proclitic, Proclitics};
use std::collections::BTreeMap;
use std::path::Path;

/// One token of a CoNLL-U file.
struct Piece {
    form: String,
    lemma: String,
    upos: String,
    xpos: String,
    space_after: bool,
}

/// A written word with its gold proclitics.
struct Word {
    surface: String,
    /// The letters of `و ف ب ك ل س`.
    particles: String,
    /// `None` where the treebank does not tell.
    article: Option<bool>,
    /// Whether the treebank analysed the word at all.
    analysed: bool,
}

fn main() {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("usage: score_proclitics FOLDER");
        std::process::exit(2);
    };
    let show = std::env::args().nth(2).as_deref() == Some("--errors");
    for (name, file, words) in
        [("PUD", "pud.conllu", pud_words as fn(&[Piece]) -> Vec<Word>), ("PADT", "padt_v1_dev.conllu", padt_words)]
    {
        let path = Path::new(&folder).join(file);
        match std::fs::read_to_string(&path) {
            Ok(text) => report(name, &sentences(&text).iter().flat_map(|s| words(s)).collect::<Vec<_>>(), show),
            Err(error) => eprintln!("{}: {error}", path.display()),
        }
    }
}

/// Letters as the news profile leaves them: no marks, no tatweel.
fn normalize(form: &str) -> String {
    form.chars()
        .filter(|c| !matches!(c, '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{200B}'..='\u{200F}'))
        .map(|c| match c {
            'ٱ' => 'ا',
            'ک' => 'ك',
            'ی' => 'ي',
            other => other,
        })
        .collect()
}

fn sentences(text: &str) -> Vec<Vec<Piece>> {
    let piece = |line: &str| {
        let fields: Vec<_> = line.split('\t').collect();
        (fields.len() == 10 && fields[0].bytes().all(|b| b.is_ascii_digit())).then(|| Piece {
            form: normalize(fields[1]),
            lemma: normalize(fields[2]),
            upos: fields[3].to_owned(),
            xpos: fields[4].to_owned(),
            space_after: !fields[9].contains("SpaceAfter=No"),
        })
    };
    text.split("\n\n").map(|block| block.lines().filter_map(piece).collect()).collect()
}

fn is_arabic(form: &str) -> bool {
    !form.is_empty() && form.chars().all(|c| matches!(c, '\u{621}'..='\u{63A}' | '\u{641}'..='\u{64A}'))
}

fn is_proclitic(piece: &Piece) -> bool {
    matches!(piece.form.as_str(), "و" | "ف" | "ب" | "ك" | "ل" | "س")
        && matches!(piece.upos.as_str(), "ADP" | "CCONJ" | "CONJ" | "SCONJ" | "PART")
}

/// Whether the stem's first token has the article: its form begins with `ال` (or, after `ل`, with `ل`)
/// and its lemma does not.
fn article(particles: &str, stem: &Piece) -> bool {
    let long = stem.form.starts_with("ال") && !stem.lemma.starts_with("ال");
    let short = particles.ends_with('ل')
        && stem.form.starts_with('ل')
        && stem.form.chars().count() > 2
        && !stem.lemma.starts_with('ل')
        && !stem.lemma.starts_with("ال");
    stem.upos != "PRON" && (long || short)
}

fn pud_words(sentence: &[Piece]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut run: Vec<&Piece> = Vec::new();
    for piece in sentence {
        let letters = piece.upos != "PUNCT" && is_arabic(&piece.form);
        if letters {
            run.push(piece);
        }
        if (!letters || piece.space_after) && !run.is_empty() {
            let heads = run[..run.len() - 1].iter().take_while(|p| is_proclitic(p)).count();
            let particles: String = run[..heads].iter().map(|p| p.form.as_str()).collect();
            words.push(Word {
                surface: run.iter().map(|p| p.form.as_str()).collect(),
                article: Some(article(&particles, run[heads])),
                particles,
                analysed: run[heads].upos != "X",
            });
            run.clear();
        }
    }
    words
}

fn padt_words(sentence: &[Piece]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut pieces = sentence.iter().peekable();
    while let Some(first) = pieces.next() {
        if !is_arabic(&first.form) {
            continue;
        }
        let mut particles = String::new();
        let mut stem = first;
        while is_proclitic(stem) && matches!(stem.xpos.as_bytes()[0], b'P' | b'C' | b'F') {
            let Some(next) = pieces.next_if(|next| is_arabic(&next.form)) else { break };
            particles.push_str(&stem.form);
            stem = next;
        }
        let mut host = stem.form.clone();
        let mut first_pronoun = true;
        while let Some(pronoun) =
            pieces.next_if(|p| p.xpos.starts_with("SP") && matches!(p.xpos.as_bytes().get(8), Some(b'2' | b'4')))
        {
            if std::mem::take(&mut first_pronoun) {
                host = before_pronoun(&host, stem);
            }
            host.push_str(&pronoun.form);
        }
        let mut article = article(&particles, stem);
        // ل + ال is written لل, and لل + ل keeps two
        if particles.ends_with('ل') && host.starts_with("ال") && (article || stem.lemma.starts_with("ال")) {
            host = host["ا".len()..].to_owned();
            if host.starts_with("لل") {
                host = host["ل".len()..].to_owned();
                article = false;
            }
        }
        let surface = format!("{particles}{host}");
        words.push(Word { surface, particles, article: Some(article), analysed: stem.upos != "X" });
    }
    words
}

/// The host as it is written before a pronoun.
fn before_pronoun(host: &str, stem: &Piece) -> String {
    if let Some(head) = host.strip_suffix('ة') {
        return format!("{head}ت");
    }
    if matches!(host, "على" | "إلى" | "لدى") {
        return host.replace('ى', "ي");
    }
    if let Some(head) = host.strip_suffix('ى') {
        return format!("{head}ا");
    }
    match host.strip_suffix("وا") {
        Some(head) if stem.upos == "VERB" => format!("{head}و"),
        _ => host.to_owned(),
    }
}

#[derive(Default)]
struct Count {
    right: usize,
    predicted: usize,
    gold: usize,
}

impl Count {
    fn add(&mut self, gold: bool, predicted: bool) {
        self.right += usize::from(gold && predicted);
        self.predicted += usize::from(predicted);
        self.gold += usize::from(gold);
    }

    fn print(&self, name: &str) {
        let percent = |of: usize| 100.0 * self.right as f64 / of.max(1) as f64;
        println!(
            "  {name:<4} gold {:>5}  found {:>5}  precision {:6.2}  recall {:6.2}",
            self.gold,
            self.predicted,
            percent(self.predicted),
            percent(self.gold)
        );
    }
}

fn report(name: &str, words: &[Word], show: bool) {
    let analysed: Vec<_> = words.iter().filter(|w| w.analysed).collect();
    let mut right = 0;
    let mut right_with_article = 0;
    let mut with = 0;
    let mut with_right = 0;
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    let mut errors: BTreeMap<String, usize> = BTreeMap::new();
    for word in &analysed {
        let found: Proclitics = proclitic::proclitics(&word.surface);
        let particles: String = found.without_article().iter().map(Proclitic::form).collect();
        for form in ["و", "ف", "ب", "ك", "ل", "س"] {
            counts.entry(form).or_default().add(word.particles.contains(form), particles.contains(form));
        }
        let same = particles == word.particles;
        right += usize::from(same);
        if !word.particles.is_empty() {
            with += 1;
            with_right += usize::from(same);
        }
        if let Some(article) = word.article {
            counts.entry("ال").or_default().add(article, found.has_article());
            right_with_article += usize::from(same && article == found.has_article());
        }
        if !same || word.article != Some(found.has_article()) {
            let gold = format!("{}{}", word.particles, if word.article == Some(true) { "+ال" } else { "" });
            *errors.entry(format!("{} gold {gold:?} found {found:?}", word.surface)).or_default() += 1;
        }
    }
    let total = analysed.len();
    println!("{name}: {total} words ({} more that the treebank left unanalysed)", words.len() - total);
    println!("  whole word right {:.3} %", 100.0 * right as f64 / total as f64);
    println!("  with the article {:.3} %", 100.0 * right_with_article as f64 / total as f64);
    println!("  of {with} words with a proclitic {:.2} %", 100.0 * with_right as f64 / with as f64);
    for form in ["و", "ف", "ب", "ك", "ل", "س", "ال"] {
        counts[form].print(form);
    }
    if show {
        let mut errors: Vec<_> = errors.into_iter().collect();
        errors.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        for (error, n) in errors {
            println!("    {n:>3} {error}");
        }
    }
}
