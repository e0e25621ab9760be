//! What a tagger gets wrong: types confused, and single errors in context.

use khabar_normalize::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A name with its class, as a gold file or a tagger has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// In the text.
    pub span: Span,
    /// Its class.
    pub class: String,
    /// The tagger's probability; 1 for gold.
    pub score: f32,
}

/// How often names of a gold class (row) were found as another (column).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confusion(BTreeMap<(String, String), usize>);

/// The class of what is not there: a name not found, or found where the gold has none.
const NONE: &str = "-";

/// The column of names found with their class but with other bounds.
const BOUNDS: &str = "bounds";

impl Confusion {
    fn add(&mut self, gold: &str, found: &str) {
        *self.0.entry((gold.to_owned(), found.to_owned())).or_default() += 1;
    }

    /// How often `gold` was found as `found`.
    #[must_use]
    pub fn count(&self, gold: &str, found: &str) -> usize {
        self.0.get(&(gold.to_owned(), found.to_owned())).copied().unwrap_or(0)
    }
}

impl std::fmt::Display for Confusion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let classes: BTreeSet<&str> =
            self.0.keys().flat_map(|(a, b)| [a.as_str(), b.as_str()]).filter(|c| ![NONE, BOUNDS].contains(c)).collect();
        write!(f, "{:10}", "gold found")?;
        for column in classes.iter().copied().chain([BOUNDS, NONE]) {
            write!(f, "{column:>8}")?;
        }
        writeln!(f)?;
        for row in classes.iter().copied().chain([NONE]) {
            write!(f, "{row:10}")?;
            for column in classes.iter().copied().chain([BOUNDS, NONE]) {
                match self.count(row, column) {
                    0 => write!(f, "{:>8}", ".")?,
                    n => write!(f, "{n:>8}")?,
                }
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

/// A name that the gold does not have, or has otherwise.
#[derive(Clone, Debug)]
pub struct Wrong {
    /// What the tagger found.
    pub found: Named,
    /// What the gold has at these letters: classes and names.
    pub gold: String,
    /// The found name in brackets, with some words to each side.
    pub context: String,
}

/// Confusion and single errors, collected text by text.
#[derive(Clone, Debug, Default)]
pub struct Errors {
    /// Exact spans by class.
    pub confusion: Confusion,
    /// In the order of the text.
    pub wrong: Vec<Wrong>,
}

/// Characters of context to each side.
const AROUND: usize = 40;

impl Errors {
    /// Takes in the names of one stretch of `text`.
    pub fn add(&mut self, text: &str, gold: &[Named], found: &[Named]) {
        let touches = |a: &Named, b: &Named| a.span.start() < b.span.end() && b.span.start() < a.span.end();
        for g in gold {
            let exact = found.iter().filter(|f| f.span == g.span);
            let class = match exact.clone().find(|f| f.class == g.class).or_else(|| exact.clone().next()) {
                Some(f) => f.class.as_str(),
                None if found.iter().any(|f| f.class == g.class && touches(f, g)) => BOUNDS,
                None => NONE,
            };
            self.confusion.add(&g.class, class);
        }
        for f in found {
            if gold.iter().any(|g| g.span == f.span && g.class == f.class) {
                continue;
            }
            let there: Vec<&Named> = gold.iter().filter(|g| touches(g, f)).collect();
            if there.is_empty() {
                self.confusion.add(NONE, &f.class);
            }
            let gold: Vec<String> = there.iter().map(|g| format!("{} {}", g.class, g.span.slice(text))).collect();
            self.wrong.push(Wrong { found: f.clone(), gold: gold.join(" | "), context: context(text, f.span) });
        }
    }

    /// The errors that the tagger was surest of, the surest first.
    #[must_use]
    pub fn worst(&self, most: usize) -> Vec<&Wrong> {
        let mut all: Vec<&Wrong> = self.wrong.iter().collect();
        all.sort_by(|a, b| b.found.score.total_cmp(&a.found.score));
        all.truncate(most);
        all
    }
}

fn context(text: &str, span: Span) -> String {
    let (before, rest) = text.split_at(span.start() as usize);
    let after = &rest[span.slice(text).len()..];
    let line = before.rsplit('\n').next().unwrap_or(before);
    let skip = line.chars().count().saturating_sub(AROUND);
    let left: String = line.chars().skip(skip).collect();
    let right: String = after.chars().take_while(|c| *c != '\n').take(AROUND).collect();
    format!("{left}[{}]{right}", span.slice(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str, part: &str, class: &str) -> Named {
        let start = text.find(part).unwrap() as u32;
        Named { span: Span::new(start, start + part.len() as u32), class: class.into(), score: 0.9 }
    }

    #[test]
    fn each_error_is_counted_once() {
        let text = "فاز الهلال على نادي النصر في جدة أمس";
        let gold = [named(text, "الهلال", "ORG"), named(text, "نادي النصر", "ORG"), named(text, "جدة", "GPE")];
        let found = [named(text, "الهلال", "GPE"), named(text, "النصر", "ORG"), named(text, "أمس", "EVENT")];
        let mut errors = Errors::default();
        errors.add(text, &gold, &found);
        let count = |a, b| errors.confusion.count(a, b);
        assert_eq!((count("ORG", "GPE"), count("ORG", "bounds"), count("GPE", "-"), count("-", "EVENT")), (1, 1, 1, 1));
        assert_eq!(errors.wrong.len(), 3);
        assert_eq!(errors.wrong[0].gold, "ORG الهلال");
        assert_eq!(errors.wrong[1].context, "فاز الهلال على نادي [النصر] في جدة أمس");
    }
}
