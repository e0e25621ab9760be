//! Which entities of a document are written, and under which class.

use super::build::Places;
use super::model::{EntityRecord, SpanText};
use crate::config::Labels;
use khabar_extract::Entity;
use khabar_normalize::Span;

/// The entities that a label set keeps, with their new numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selection {
    /// Index of each written entity among all, and its class.
    written: Vec<(u32, &'static str)>,
    /// Index of each entity among the written ones.
    index: Vec<Option<u32>>,
    labels: Labels,
}

impl Selection {
    /// Chooses among `entities` (sorted by start, outer before inner). [`Labels::Conll`] leaves out
    /// what the four classes do not mark, then all that lies inside another one.
    pub(crate) fn choose(&mut self, entities: &[Entity], labels: Labels) {
        self.labels = labels;
        self.written.clear();
        self.index.clear();
        let mut covered = 0;
        for (n, entity) in entities.iter().enumerate() {
            let class = match labels {
                Labels::Khabar => Some(entity.label.name()),
                Labels::Conll => entity.label.conll().filter(|_| entity.span.end() > covered),
            };
            self.index.push(class.map(|_| self.written.len() as u32));
            if let Some(class) = class {
                covered = entity.span.end();
                self.written.push((n as u32, class));
            }
        }
    }

    /// The number among the written entities.
    pub(crate) fn index(&self, entity: u32) -> Option<u32> {
        self.index.get(entity as usize).copied().flatten()
    }

    /// The written entities that lie in no other one, with their classes.
    pub(crate) fn outermost(&self, entities: &[Entity]) -> Vec<(Span, &'static str)> {
        let mut covered = 0;
        let mut outermost = Vec::with_capacity(self.written.len());
        for &(n, class) in &self.written {
            let span = entities[n as usize].span;
            if span.end() > covered {
                covered = span.end();
                outermost.push((span, class));
            }
        }
        outermost
    }

    /// The written entities as records.
    pub(crate) fn records<'a>(&self, entities: &'a [Entity], text: Places<'a>) -> Vec<EntityRecord<'a>> {
        let record = |&(n, label): &(u32, &'static str)| {
            let entity = &entities[n as usize];
            let SpanText { start, end, text } = text.span_text(entity.span);
            EntityRecord {
                start,
                end,
                text,
                label,
                score: (entity.score * 1e4).round() / 1e4,
                canonical: &entity.canonical,
                cluster: entity.cluster,
                depth: if self.labels == Labels::Conll { 0 } else { entity.depth },
                link: entity.link.as_deref(),
            }
        };
        self.written.iter().map(record).collect()
    }
}
