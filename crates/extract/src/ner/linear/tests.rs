//! The fast path against a plain one: every feature enumerated and looked up, every tag searched, sums over
//! whole sentences.

use super::super::sentence::{all_features, name_tag_features};
use super::*;
use khabar_normalize::{Analyzer, Profile};

/// Best tags by the plain recurrence, and the probabilities of all tags.
fn plain<const W: usize>(
    scores: &[Row<W>],
    transitions: &super::super::chain::Transitions<W>,
) -> (Vec<Tag>, Vec<Row<W>>) {
    let n = transitions.count;
    let mut best: Vec<f32> = (0..n).map(|k| scores[0][k] + transitions.start[k]).collect();
    let mut back = vec![];
    for row in &scores[1..] {
        let from: Vec<usize> = (0..n)
            .map(|k| {
                let score = |a: usize| best[a] + transitions.pair[a][k];
                (1..n).fold(0, |from, a| if score(a) > score(from) { a } else { from })
            })
            .collect();
        best = (0..n).map(|k| best[from[k]] + transitions.pair[from[k]][k] + row[k]).collect();
        back.push(from);
    }
    let mut tag = (0..n).max_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap();
    let mut tags = vec![tag as Tag];
    for from in back.iter().rev() {
        tag = from[tag];
        tags.push(tag as Tag);
    }
    tags.reverse();
    let mut sums = Sums::default();
    sums.run(scores, &Factors::new(transitions), n, None);
    (tags, sums.marginal)
}

fn scored<const W: usize>(
    tagger: &LinearTagger,
    scale: f32,
    row: impl Fn(&super::super::weights::Line) -> &[i8; W],
    features: &[u64],
) -> Row<W> {
    let mut total = [0; W];
    for line in features.iter().filter_map(|&f| tagger.weights.find(f)) {
        quantized::add(&mut total, row(line));
    }
    quantized::scores(&total, scale)
}

/// Texts with what the fast path treats apart: names at both edges, repeated names, runs without any name.
const TEXTS: [&str; 4] = [
    "زار الرئيس الفرنسي إيمانويل ماكرون بيروت أمس. وقال ماكرون إن فرنسا تدعم لبنان. بيروت",
    "أعلن “التحالف الدولي” أن قوات سوريا الديمقراطية (قسد) استعادت سجن غويران في مدينة الحسكة، وقالت قسد إنها \
     ألقت القبض على عناصر تنظيم “الدولة الإسلامية”.\nوأفادت وكالة الأنباء السورية سانا بذلك.",
    "ارتفعت الأسعار في الأسواق خلال الأسبوع الماضي بنحو 3 في المئة، ولم يتغير شيء آخر منذ ذلك الوقت حتى اليوم",
    "وزير الخارجية السعودي عادل الجبير، وزير خارجية مصر سامح شكري؛ جسر الملك فهد! ﷺ 12/3 @a https://a.b",
];

#[test]
fn the_fast_path_finds_what_the_plain_one_finds() {
    let model = Model::from_bytes(EMBEDDED).unwrap();
    let tagger = LinearTagger::embedded();
    for text in TEXTS {
        let mut worker = Analyzer::new(Profile::News).worker();
        let layers = worker.analyze(text);
        let mut fast = tagger.worker();
        fast.scratch.states.resize_with(layers.sentences.len(), State::default);
        for (n, sentence) in layers.sentences.iter().enumerate() {
            fast.first_look(n, &layers, sentence);
        }
        // The plain first look.
        let mut plain_memory = Memory::default();
        let mut sentences = vec![];
        for (n, sentence) in layers.sentences.iter().enumerate() {
            let tokens = layers.tokens_of(sentence);
            let mut frame = Frame::default();
            let mut lists = vec![];
            for t in tokens {
                let mut scratch = WordScratch::default();
                let text = t.text(layers.normalized);
                frame.words.push(describe(text, t.kind, t.proclitics, &tagger.lexicon, &mut scratch));
                lists.push(scratch.features);
            }
            let mut quotes = vec![];
            sentence::quotes_within(&layers, sentence, &mut quotes);
            frame.first = sentence::is_headline(&layers, sentence);
            frame.complete(&tagger.lexicon, &quotes);
            let features: Vec<Vec<u64>> = (0..tokens.len())
                .map(|i| {
                    let mut features = vec![];
                    all_features(&frame, |j, k| &lists[j][k], i, |f| features.push(f));
                    features
                })
                .collect();
            let scores: Vec<_> =
                features.iter().map(|f| scored(&tagger, model.names.scale, |l| l.names(), f)).collect();
            let (tags, _) = plain(&scores, &model.names.transitions);
            assert_eq!(fast.scratch.states[n].tags, tags, "{text}");
            let mut seen = vec![];
            plain_memory.add(&frame, &tags, &mut seen);
            sentences.push((frame, features, tags, seen));
        }
        let mut found = 0;
        for (n, (frame, features, tags, seen)) in sentences.iter().enumerate() {
            fast.last_look(n, &layers, &layers.sentences[n]);
            let mut late = features.clone();
            for (i, late) in late.iter_mut().enumerate() {
                plain_memory.elsewhere(seen, tags, i).features(&frame.words[i], |f| late.push(f));
            }
            let scores: Vec<_> = late.iter().map(|f| scored(&tagger, model.names.scale, |l| l.names(), f)).collect();
            let (tags, marginals) = plain(&scores, &model.names.transitions);
            assert_eq!(fast.scratch.names.tags, tags, "{text}");
            for i in (0..tags.len()).filter(|&i| tags[i] != OUTSIDE) {
                let tag = usize::from(tags[i]);
                assert!((fast.scratch.names.marginals[i][tag] - marginals[i][tag]).abs() < 1e-4);
                found += 1;
            }
            let mut late = features.clone();
            for (i, late) in late.iter_mut().enumerate() {
                name_tag_features(&tags, frame, i, |f| late.push(f));
            }
            let scores: Vec<_> =
                late.iter().map(|f| scored(&tagger, model.offices.scale, |l| l.offices(), f)).collect();
            let (tags, _) = plain(&scores, &model.offices.transitions);
            assert_eq!(fast.scratch.offices.tags, tags, "{text}");
        }
        assert!(found > 0 || text == TEXTS[2], "{text}");
    }
}
