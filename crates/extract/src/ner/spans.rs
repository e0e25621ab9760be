//! From tags to spans: pieces of a sentence in tokens, put in order, then cut to the letters of the name.

use super::chain::Row;
use super::fold;
use super::lexicon::{Lexicon, word_hash};
use super::tagger::Mention;
use super::tags::{Tag, begins, kind};
use crate::entity::Label;
use khabar_normalize::{Layers, NormSpan, Sentence, Token, TokenKind};

/// A name in tokens of its sentence, `end` exclusive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Piece {
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) label: Label,
    pub(crate) score: f32,
    pub(crate) depth: u8,
}

/// Appends the spans of `tags`, shifted by `shift`; the score is the least probability of its tags.
pub(crate) fn pieces<const W: usize>(
    tags: &[Tag],
    marginal: &[Row<W>],
    shift: usize,
    types: &[Label],
    out: &mut Vec<Piece>,
) {
    let mut open: Option<Piece> = None;
    for (i, (&tag, row)) in tags.iter().zip(marginal).enumerate() {
        let probability = row[tag as usize];
        if let (Some(piece), Some(_), false) = (open.as_mut(), kind(tag), begins(tag)) {
            piece.end = shift + i + 1;
            piece.score = piece.score.min(probability);
            continue;
        }
        out.extend(open.take());
        if let Some(k) = kind(tag) {
            open = Some(Piece { first: shift + i, end: shift + i + 1, label: types[k], score: probability, depth: 0 });
        }
    }
    out.extend(open);
}

/// Sorts pieces, longer first; drops the less probable of two that cross and the second of two over the
/// same tokens; sets depths.
pub(crate) fn settle(pieces: &mut [Piece], out: &mut Vec<Piece>) {
    out.clear();
    pieces.sort_by(|a, b| (a.first, b.end).cmp(&(b.first, a.end)).then(b.score.total_cmp(&a.score)));
    for &piece in pieces.iter() {
        let crossing = |o: &Piece| {
            o.first < piece.first && piece.first < o.end && o.end < piece.end
                || (o.first, o.end) == (piece.first, piece.end)
        };
        if let Some(at) = out.iter().rposition(crossing) {
            if out[at].score >= piece.score {
                continue;
            }
            out.remove(at);
        }
        out.push(piece);
    }
    for i in 0..out.len() {
        let depth = out[..i].iter().filter(|o| out[i].first >= o.first && out[i].end <= o.end).count();
        out[i].depth = depth as u8;
    }
}

/// Where the name of a token begins: after its joined proclitics, unless the whole word is a known name
/// and the rest is not (`وليد`, `بيروت`).
fn name_start(token: &Token, normalized: &str, lexicon: &Lexicon) -> u32 {
    let stem = token.stem_span().start();
    if stem == token.norm.start() {
        return stem;
    }
    let whole = lexicon.lists(word_hash(&fold::folded(token.text(normalized)))) & NAME_LISTS;
    let mut rest = String::new();
    fold::push_stem(token.text(normalized), token.proclitics, &mut rest);
    let rest = lexicon.lists(word_hash(&rest)) & NAME_LISTS;
    if whole != 0 && rest == 0 && !token.proclitics.has_article() { token.norm.start() } else { stem }
}

const NAME_LISTS: u32 = {
    use super::lexicon::List;
    List::Country.bit() | List::BigPlace.bit() | List::Given.bit() | List::Surname.bit() | List::Nationality.bit()
};

/// Whether a token is a quotation mark.
pub(crate) fn is_quote(token: &Token, normalized: &str) -> bool {
    token.kind == TokenKind::Punct && token.text(normalized).starts_with('"')
}

/// The letters of a piece: without the proclitics of its first word and without enclosing marks.
pub(crate) fn letters(layers: &Layers<'_>, tokens: &[Token], lexicon: &Lexicon) -> Option<NormSpan> {
    let text = layers.normalized;
    let partner = |mark: &Token| {
        layers.quote_pairs.iter().find_map(|p| {
            if p.open == mark.norm {
                Some(p.close)
            } else if p.close == mark.norm {
                Some(p.open)
            } else {
                None
            }
        })
    };
    let mut tokens = tokens;
    while let [first, rest @ ..] = tokens {
        let last = rest.last().unwrap_or(first);
        let inside = partner(first).is_some_and(|p| first.norm.end() <= p.start() && p.end() < last.norm.end());
        if !is_quote(first, text) || inside {
            break;
        }
        tokens = rest;
    }
    while let [rest @ .., last] = tokens {
        let first = rest.first().unwrap_or(last);
        let inside = partner(last).is_some_and(|p| first.norm.start() <= p.start() && p.end() <= last.norm.start());
        if !is_quote(last, text) || inside {
            break;
        }
        tokens = rest;
    }
    // Brackets whose partner is outside.
    let count = |tokens: &[Token], mark: &str| tokens.iter().filter(|t| t.text(text) == mark).count();
    while let [rest @ .., last] = tokens {
        let stray = last.text(text) == ")" && count(tokens, ")") > count(tokens, "(");
        if !stray && !matches!(last.text(text), "(" | "،" | "." | ":" | "؛" | "؟") {
            break;
        }
        tokens = rest;
    }
    while let [first, rest @ ..] = tokens {
        let stray = first.text(text) == "(" && count(tokens, "(") > count(tokens, ")");
        if !stray && !matches!(first.text(text), ")" | "،" | "." | ":" | "؛" | "؟") {
            break;
        }
        tokens = rest;
    }
    let (first, last) = (tokens.first()?, tokens.last()?);
    Some(NormSpan::new(name_start(first, text, lexicon), last.norm.end()))
}

/// The end of a piece, one token later where that closes a mark or bracket opened inside.
fn balanced(tokens: &[Token], first: usize, end: usize, text: &str) -> usize {
    let Some(next) = tokens.get(end).filter(|t| t.kind == TokenKind::Punct) else { return end };
    let inside = |mark: &str| tokens[first..end].iter().filter(|t| t.text(text) == mark).count();
    let closes = match next.text(text) {
        "\"" => tokens[first].text(text) != "\"" && inside("\"") % 2 == 1,
        ")" => tokens[first].text(text) != "(" && inside("(") > inside(")"),
        _ => false,
    };
    end + usize::from(closes)
}

/// Appends the mentions of a sentence's pieces.
pub(crate) fn mentions(
    layers: &Layers<'_>,
    sentence: &Sentence,
    pieces: &[Piece],
    lexicon: &Lexicon,
    out: &mut Vec<Mention>,
) {
    let tokens = layers.tokens_of(sentence);
    for piece in pieces {
        let end = balanced(tokens, piece.first, piece.end, layers.normalized);
        if let Some(norm) = letters(layers, &tokens[piece.first..end], lexicon) {
            out.push(Mention { norm, label: piece.label, score: piece.score, depth: piece.depth });
        }
    }
}
