//! Names that the tagger left out but the document gives away: an acronym in brackets after the name it
//! abbreviates, further mentions of a name that is certain elsewhere, and known names of several words.

use super::super::lexicon::word_hash;
use super::super::spans::is_quote;
use super::super::{Mention, fold};
use super::alias::Aliases;
use super::name::{Name, key, tokens_in};
use crate::entity::Label;
use khabar_normalize::{Layers, NormSpan, Token, TokenKind};
use rustc_hash::FxHashMap;

/// A name of one word spreads from mentions at least this probable, one of several words from the second.
const CERTAIN: f32 = 0.9;
const CERTAIN_LONG: f32 = 0.7;

/// What is given to a mention that the tagger did not find.
const SCORE: f32 = 0.6;

/// Words of the longest name that spreads.
const MAX_WORDS: usize = 8;

/// Adds the mentions a document gives away; keeps the order.
pub(crate) fn spread(aliases: &Aliases, layers: &Layers<'_>, mentions: &mut Vec<Mention>) {
    let mut covered = vec![false; layers.tokens.len()];
    for m in mentions.iter() {
        covered[tokens_in(layers, m.norm)].fill(true);
    }
    let before = mentions.len();
    let mut sure: FxHashMap<u64, (Label, bool)> = FxHashMap::default();
    let mut longest: FxHashMap<u64, usize> = FxHashMap::default();
    let mut remember = |words: &[u64], label: Label, anywhere: bool| {
        let name = sure.entry(key(words)).or_insert((label, anywhere));
        name.1 |= anywhere;
        let most = longest.entry(words[0]).or_insert(0);
        *most = words.len().max(*most);
    };
    for n in 0..before {
        let m = mentions[n];
        if m.depth > 0 || matches!(m.label, Label::Occ | Label::Norp | Label::Lang | Label::Gpe) {
            continue;
        }
        let name = Name::of(layers, m.norm);
        if name.words.is_empty() || name.words.len() > MAX_WORDS {
            continue;
        }
        let known = m.label == Label::Org && aliases.get(name.key()).is_some();
        if name.words.len() > 1 {
            if m.score >= CERTAIN_LONG {
                remember(&name.words, m.label, true);
            }
        } else if known || m.score >= CERTAIN {
            // A common word may be a name in one place only; in quotation marks again, it is the name again.
            remember(&name.words, m.label, known);
        }
        if let Some(acronym) = acronym_after(layers, m.norm, &covered) {
            let token = layers.tokens[acronym];
            let short = Name::of(layers, token.norm);
            covered[acronym] = true;
            remember(&short.words, m.label, true);
            mentions.push(Mention { norm: token.norm, label: m.label, score: SCORE, depth: 0 });
        }
    }
    let known = Known { aliases, sure: &sure, longest: &longest };
    for sentence in layers.sentences {
        again(layers, layers.tokens_of(sentence), sentence.tokens.start as usize, &covered, known, mentions);
    }
    if mentions.len() > before {
        mentions.sort_by_key(|m| (m.norm.start(), std::cmp::Reverse(m.norm.end()), m.depth));
    }
}

/// Names that count wherever they stand: those the document is sure of, and known ones of several words.
#[derive(Clone, Copy)]
struct Known<'a> {
    aliases: &'a Aliases,
    sure: &'a FxHashMap<u64, (Label, bool)>,
    /// Words of the longest sure name, by its first word.
    longest: &'a FxHashMap<u64, usize>,
}

impl Known<'_> {
    fn longest(&self, first: u64) -> usize {
        self.longest.get(&first).copied().unwrap_or(0).max(self.aliases.longest(first))
    }

    /// The type of a name, and whether it counts outside quotation marks too.
    fn label(&self, words: &[u64]) -> Option<(Label, bool)> {
        let key = key(words);
        let known = words.len() > 1 && self.aliases.get(key).is_some();
        if known { Some((Label::Org, true)) } else { self.sure.get(&key).copied() }
    }
}

/// Adds the untagged mentions of known names in one sentence.
fn again(
    layers: &Layers<'_>,
    tokens: &[Token],
    base: usize,
    covered: &[bool],
    known: Known<'_>,
    mentions: &mut Vec<Mention>,
) {
    let text = layers.normalized;
    let quote = |i: usize| tokens.get(i).is_some_and(|t| is_quote(t, text));
    let mut stem = String::new();
    let mut i = 0;
    while i < tokens.len() {
        let from = i;
        i += 1;
        if covered[base + from] || !matches!(tokens[from].kind, TokenKind::Word | TokenKind::Latin) {
            continue;
        }
        stem.clear();
        fold::push_stem(tokens[from].text(text), tokens[from].proclitics, &mut stem);
        let first = word_hash(&stem);
        let most = known.longest(first);
        if most == 0 {
            continue;
        }
        let mut words = vec![first];
        let mut best = None;
        let mut end = from + 1;
        loop {
            if let Some((label, anywhere)) = known.label(&words)
                && (anywhere || (from > 0 && quote(from - 1) && quote(end)))
            {
                best = Some((end, label));
            }
            while quote(end) {
                end += 1;
            }
            let Some(next) = tokens.get(end).filter(|_| words.len() < most && !covered[base + end]) else { break };
            words.push(word_hash(&fold::folded(next.text(text))));
            end += 1;
        }
        if let Some((end, label)) = best {
            let norm = NormSpan::new(tokens[from].stem_span().start(), tokens[end - 1].norm.end());
            mentions.push(Mention { norm, label, score: SCORE, depth: 0 });
            i = end;
        }
    }
}

/// The token of an untagged acronym in brackets right after a name.
fn acronym_after(layers: &Layers<'_>, name: NormSpan, covered: &[bool]) -> Option<usize> {
    let text = layers.normalized;
    let at = tokens_in(layers, name);
    let after = &layers.tokens[at.end..];
    let skip = |k: usize| k + after[k..].iter().take(2).take_while(|t| is_quote(t, text)).count();
    let open = skip(0);
    if after.get(open)?.text(text) != "(" {
        return None;
    }
    let word = skip(open + 1);
    let token = after.get(word)?;
    let close = skip(word + 1);
    if after.get(close)?.text(text) != ")" || covered[at.end + word] {
        return None;
    }
    let form = token.text(text);
    let fits = match token.kind {
        TokenKind::Latin => {
            (2..=7).contains(&form.len()) && form.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        }
        TokenKind::Word => abbreviates(form, &layers.tokens[at.clone()], text),
        _ => false,
    };
    fits.then_some(at.end + word)
}

/// Whether the letters of `form` are the first letters of the words in turn, the article left out (`قسد` of
/// `قوات سوريا الديمقراطية`); `و` of a joined conjunction may be left out, and the last word may give two letters.
fn abbreviates(form: &str, words: &[Token], text: &str) -> bool {
    let letters: Vec<char> = form.chars().map(fold::letter).collect();
    let initials: Vec<char> = words
        .iter()
        .filter(|t| t.kind == TokenKind::Word)
        .filter_map(|t| t.bare(text).chars().next())
        .map(fold::letter)
        .collect();
    letters.len() >= 3 && letters == initials
}

#[cfg(test)]
mod tests {
    use super::*;
    use khabar_normalize::{Analyzer, Profile};

    fn spread_from(text: &str, parts: &[(&str, Label, f32)]) -> Vec<String> {
        let mut worker = Analyzer::new(Profile::News).worker();
        let layers = worker.analyze(text);
        let mut mentions: Vec<Mention> = parts
            .iter()
            .map(|&(part, label, score)| {
                let start = layers.normalized.find(part).unwrap() as u32;
                Mention { norm: NormSpan::new(start, start + part.len() as u32), label, score, depth: 0 }
            })
            .collect();
        let before = mentions.clone();
        spread(&Aliases::embedded(), &layers, &mut mentions);
        mentions.iter().filter(|m| !before.contains(m)).map(|m| m.norm.slice(layers.normalized).to_owned()).collect()
    }

    #[test]
    fn an_acronym_in_brackets_is_a_name_from_there_on() {
        let text = "“قوات سوريا الديمقراطية” (قسد) تمكنت. التابعة لـ“قسد”. وقالت قسد";
        let name = "قوات سوريا الديمقراطية";
        assert_eq!(spread_from(text, &[(name, Label::Org, 0.9)]), ["قسد", "قسد", "قسد"]);
        assert!(spread_from("وزارة الدفاع (أمس)", &[("وزارة الدفاع", Label::Org, 0.9)]).is_empty());
    }

    #[test]
    fn a_common_word_spreads_in_quotation_marks_only() {
        let text = "وكالة “أعماق” قالت. في أعماق البحر. ونشرت “أعماق” صورا";
        assert_eq!(spread_from(text, &[("أعماق", Label::Org, 0.95)]), ["أعماق"]);
    }

    #[test]
    fn a_known_name_of_several_words_needs_no_other_mention() {
        assert_eq!(spread_from("وتابع المصدر، بحسب ما رصدته عنب بلدي، أن الهجوم", &[]), ["عنب بلدي"]);
        assert!(spread_from("العنب بلدي والتفاح مستورد، وزرع حماس شتلات", &[]).is_empty());
    }

    #[test]
    fn a_long_name_spreads_with_its_proclitic_outside() {
        let text = "زار أحمد المنصوري المصنع. وقال لأحمد المنصوري";
        assert_eq!(spread_from(text, &[("أحمد المنصوري", Label::Pers, 0.8)]), ["أحمد المنصوري"]);
    }
}
