//! Who spoke last: dropped and pronominal subjects (`وأضاف`, `قوله`) are resolved here.

use super::inflect::{Form, Gender, Shape};
use super::subject::Phrase;

/// The last speakers of a document, by the gender that their verbs showed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Memory {
    masculine: Option<(Phrase, u32)>,
    feminine: Option<(Phrase, u32)>,
    plural: Option<(Phrase, u32)>,
    count: u32,
}

impl Memory {
    /// A speaker was named as the subject of a verb of this form.
    pub(crate) fn note(&mut self, phrase: Phrase, form: Form) {
        self.count += 1;
        let entry = Some((phrase, self.count));
        if form.plural {
            self.plural = entry;
        } else if form.gender == Gender::Feminine {
            self.feminine = entry;
        } else if form.shape != Shape::Masdar || !form.pronoun {
            self.masculine = entry;
        }
    }

    /// Whoever spoke last.
    pub(crate) fn last(&self) -> Option<Phrase> {
        [self.masculine, self.feminine, self.plural]
            .into_iter()
            .flatten()
            .max_by_key(|&(_, at)| at)
            .map(|(phrase, _)| phrase)
    }

    /// Whom a verb of this form without a subject means. A verb of the plural takes whoever came last,
    /// since the verb before its subject is singular.
    pub(crate) fn resolve(&self, form: Form) -> Option<Phrase> {
        if form.plural {
            return self.plural.map(|(phrase, _)| phrase).or_else(|| self.last());
        }
        let found = if form.gender == Gender::Feminine { self.feminine } else { self.masculine };
        found.map(|(phrase, _)| phrase)
    }
}
