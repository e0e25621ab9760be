//! From the layers of one document to its record: every offset is converted here, once.

use super::model::{
    Clitic, DroppedText, Paragraph, Provenance, Quote, Record, SpanText, SpeakerText, TokenRecord, Unlabelled,
};
use super::selection::Selection;
use super::{OffsetMap, OffsetUnit, SCHEMA, ValueRecord};
use crate::config::{Config, Labels, Layer, LayerSet};
use jiff::civil::DateTime;
use khabar_extract::{Analysis, Quotation, Value};
use khabar_normalize::{Layers, Span, Token};
use khabar_page::Page;

/// A text with its offset map.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    text: &'a str,
    map: &'a OffsetMap,
}

impl<'a> Places<'a> {
    /// `map` was built of `text`.
    #[must_use]
    pub const fn new(text: &'a str, map: &'a OffsetMap) -> Self {
        Self { text, map }
    }

    /// Start and end in the unit of the map.
    #[must_use]
    pub fn convert(&self, span: Span) -> (u32, u32) {
        (self.map.at(self.text, span.start()), self.map.at(self.text, span.end()))
    }

    /// The span with its words.
    #[must_use]
    pub fn span_text(&self, span: Span) -> SpanText<'a> {
        let (start, end) = self.convert(span);
        SpanText { start, end, text: span.slice(self.text) }
    }
}

/// A record with what it was made of.
#[derive(Debug)]
pub struct Built<'a> {
    /// The record.
    pub record: Record<'a>,
    /// The layers behind it.
    pub layers: Layers<'a>,
    /// Its outermost entities in order, with their classes.
    pub outermost: Vec<(Span, &'static str)>,
    /// Its values, sorted by start, not overlapping.
    pub values: &'a [Value],
    /// The moment that its relative times count from.
    pub anchor: Option<DateTime>,
    /// Its text with the offsets of the run.
    pub places: Places<'a>,
}

/// What a record says of its document as a whole.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Head<'a> {
    /// Its name.
    pub id: &'a str,
    /// Where it came from.
    pub source: &'a str,
    /// Its address.
    pub url: Option<&'a str>,
    /// Its title.
    pub title: Option<&'a str>,
    /// When it was published, as stated.
    pub published: Option<&'a str>,
    /// The moment that its relative times count from.
    pub anchor: Option<DateTime>,
    /// Who wrote it.
    pub author: Option<&'a str>,
    /// The news agency it came from.
    pub agency: Option<&'a str>,
}

/// Makes records; its tables are used again from document to document.
#[derive(Debug)]
pub(crate) struct RecordBuilder {
    unit: OffsetUnit,
    layers: LayerSet,
    labels: Labels,
    text: OffsetMap,
    source: OffsetMap,
    selection: Selection,
}

impl RecordBuilder {
    /// A builder for one configuration.
    #[must_use]
    pub(crate) fn new(config: &Config) -> Self {
        Self {
            unit: config.offsets,
            layers: config.layers,
            labels: config.labels,
            text: OffsetMap::default(),
            source: OffsetMap::default(),
            selection: Selection::default(),
        }
    }

    /// The record of one document. `source` is the page as it was read, `page` what was made of it;
    /// `normalized` is written where the layer is asked for.
    pub(crate) fn build<'a>(
        &'a mut self,
        head: Head<'a>,
        source: &'a str,
        page: &'a Page,
        normalized: &'a str,
        found: &Analysis<'a>,
        provenance: &'a Provenance,
    ) -> Built<'a> {
        self.text.build(&page.text, self.unit);
        self.source.build(source, self.unit);
        self.selection.choose(found.entities, self.labels);
        let this = &*self;
        let text = Places::new(&page.text, &this.text);
        let source = Places::new(source, &this.source);
        let has = |layer| this.layers.has(layer);
        let record = Record {
            schema: SCHEMA,
            id: head.id,
            source: head.source,
            url: head.url,
            title: head.title,
            published: head.published,
            author: head.author,
            agency: head.agency,
            text: &page.text,
            normalized: has(Layer::Normalized).then_some(normalized),
            paragraphs: has(Layer::Paragraphs).then(|| paragraphs(page, text, source)),
            dropped: has(Layer::Dropped).then(|| dropped(page, source)),
            sentences: has(Layer::Sentences)
                .then(|| found.layers.sentences.iter().map(|s| unlabelled(text, s.span)).collect()),
            tokens: has(Layer::Tokens)
                .then(|| found.layers.tokens.iter().map(|t| token(text, &found.layers, t)).collect()),
            entities: has(Layer::Entities).then(|| this.selection.records(found.entities, text)),
            values: has(Layer::Values).then(|| found.values.iter().map(|v| ValueRecord::new(v, &text)).collect()),
            quotes: has(Layer::Quotes).then(|| {
                let index = |entity: u32| has(Layer::Entities).then(|| this.selection.index(entity)).flatten();
                found.quotations.iter().map(|q| quote(text, q, index)).collect()
            }),
            provenance,
        };
        let outermost = this.selection.outermost(found.entities);
        Built { record, layers: found.layers, outermost, values: found.values, anchor: head.anchor, places: text }
    }
}

fn unlabelled(text: Places<'_>, span: Span) -> Unlabelled {
    let (start, end) = text.convert(span);
    Unlabelled { start, end }
}

fn paragraphs(page: &Page, text: Places<'_>, source: Places<'_>) -> Vec<Paragraph> {
    let paragraph = |p: &khabar_page::Paragraph| {
        let ((start, end), (source_start, source_end)) = (text.convert(p.span), source.convert(p.source));
        Paragraph { start, end, role: p.role.as_str(), source_start, source_end }
    };
    page.paragraphs.iter().map(paragraph).collect()
}

fn dropped<'a>(page: &Page, source: Places<'a>) -> Vec<DroppedText<'a>> {
    let piece = |d: &khabar_page::Dropped| {
        let SpanText { start: source_start, end: source_end, text } = source.span_text(d.source);
        DroppedText { text, source_start, source_end, reason: d.reason.as_str() }
    };
    page.dropped.iter().map(piece).collect()
}

fn token<'a>(text: Places<'a>, layers: &Layers<'a>, token: &Token) -> TokenRecord<'a> {
    let (start, end) = text.convert(token.span);
    let clitics = token.proclitics.spans(token.norm.start()).map(|(proclitic, norm)| {
        let (start, end) = text.convert(layers.original_span(norm));
        Clitic { start, end, form: proclitic.form() }
    });
    TokenRecord {
        start,
        end,
        norm: token.text(layers.normalized),
        kind: token.kind.name(),
        subkind: token.kind.subkind(),
        clitics: clitics.collect(),
    }
}

fn quote<'a>(text: Places<'a>, quotation: &Quotation, index: impl Fn(u32) -> Option<u32>) -> Quote<'a> {
    let SpanText { start, end, text: words } = text.span_text(quotation.span);
    let speaker = quotation.speaker.as_ref().map(|speaker| {
        let SpanText { start, end, text } = text.span_text(speaker.span);
        SpeakerText { start, end, text, entity: speaker.entity.and_then(&index) }
    });
    let cue = quotation.cue.map(|cue| text.span_text(cue));
    Quote { start, end, text: words, direct: quotation.direct, speaker, cue }
}

#[cfg(test)]
mod tests {
    use super::*;
    use khabar_extract::{Entity, Speaker};
    use khabar_normalize::{Analyzer, Profile};
    use khabar_page::{Reason, Role};

    fn span(text: &str, words: &str) -> Span {
        let at = text.find(words).unwrap();
        Span::new(at as u32, (at + words.len()) as u32)
    }

    /// The record of a text with a quotation, as JSON.
    fn record(config: &Config) -> serde_json::Value {
        let source = "شارك\nقال 🇮🇶 برهم صالح: «نَعَم».";
        let text = "قال 🇮🇶 برهم صالح: «نَعَم».";
        let analyzer = Analyzer::new(Profile::News);
        let mut worker = analyzer.worker();
        let layers = worker.analyze(text);
        let entity = |words: &str, label, depth| Entity {
            span: span(text, words),
            norm: layers.alignment.to_normalized(span(text, words)),
            label,
            score: 0.987_654,
            depth,
            cluster: 0,
            canonical: words.to_owned(),
            link: None,
        };
        let entities = [
            entity("🇮🇶", khabar_extract::Label::Norp, 0),
            entity("برهم صالح", khabar_extract::Label::Pers, 0),
            entity("صالح", khabar_extract::Label::Gpe, 1),
        ];
        let quotations = [Quotation {
            span: span(text, "«نَعَم»"),
            norm: layers.alignment.to_normalized(span(text, "«نَعَم»")),
            direct: true,
            speaker: Some(Speaker { span: span(text, "برهم صالح"), entity: Some(1) }),
            cue: Some(span(text, "قال")),
        }];
        let page = Page {
            text: text.to_owned(),
            paragraphs: vec![khabar_page::Paragraph {
                span: Span::new(0, text.len() as u32),
                role: Role::Body,
                source: span(source, text),
            }],
            dropped: vec![khabar_page::Dropped { source: span(source, "شارك"), reason: Reason::Share }],
            ..Page::default()
        };
        let found = Analysis { layers, entities: &entities, values: &[], quotations: &quotations };
        let provenance = Provenance { khabar: "0", config: String::new(), model: None };
        let head = Head { id: "1", source: "a.txt", ..Head::default() };
        let mut builder = RecordBuilder::new(config);
        let built = builder.build(head, source, &page, layers.normalized, &found, &provenance);
        serde_json::from_str(&serde_json::to_string(&built.record).unwrap()).unwrap()
    }

    #[test]
    fn offsets_count_in_the_unit_of_the_run() {
        let quote = |offsets| {
            let record = record(&Config { offsets, ..Config::default() });
            (record["quotes"][0]["start"].as_u64().unwrap(), record["quotes"][0]["end"].as_u64().unwrap())
        };
        assert_eq!(quote(OffsetUnit::Char), (18, 25));
        assert_eq!(quote(OffsetUnit::Utf16), (20, 27));
        assert_eq!(quote(OffsetUnit::Byte), (35, 49));
    }

    #[test]
    fn words_and_places_of_the_page() {
        let record = record(&Config::default());
        assert_eq!(record["quotes"][0]["text"], "«نَعَم»");
        assert_eq!(record["quotes"][0]["speaker"]["entity"], 1);
        assert_eq!(record["paragraphs"][0]["source_start"], 5);
        assert_eq!(record["dropped"][0]["text"], "شارك");
        assert_eq!(record["entities"][1]["score"].to_string(), "0.9877");
        assert!(record.get("tokens").is_none() && record.get("normalized").is_none());
    }

    #[test]
    fn conll_labels_keep_outermost_entities_and_the_speakers_index() {
        let record = record(&Config { labels: Labels::Conll, ..Config::default() });
        let labels: Vec<_> = record["entities"].as_array().unwrap().iter().map(|e| e["label"].clone()).collect();
        assert_eq!(labels, ["PERS"]);
        assert_eq!(record["quotes"][0]["speaker"]["entity"], 0);
    }

    #[test]
    fn tokens_carry_their_proclitics() {
        let record = record(&Config { layers: LayerSet::ALL, ..Config::default() });
        let tokens = record["tokens"].as_array().unwrap();
        let word = tokens.iter().find(|t| t["norm"] == "نعم").unwrap();
        assert_eq!((word["start"].as_u64(), word["end"].as_u64()), (Some(19), Some(24)));
        assert_eq!(record["normalized"], "قال 🇮🇶 برهم صالح: \"نعم\".");
    }

    #[test]
    fn a_speaker_points_at_no_entity_where_none_are_written() {
        let record = record(&Config { layers: LayerSet::NONE.with(Layer::Quotes), ..Config::default() });
        assert!(record["quotes"][0]["speaker"]["entity"].is_null());
        assert!(record.get("entities").is_none());
    }
}
