//! What a number counts: 175 عنصرا, السنوات الخمس, شاحنتين.

use super::lexeme::{Lexed, Shape};
use super::lexicon::{NumberWord, Roles};
use super::modifier::modifier_after;
use super::number::{NumberMatch, parse_number};
use super::quantity::Quantity;
use khabar_normalize::NormSpan;

/// The counted noun at lexeme `i` after a number that begins at `from`: its span and last lexeme.
pub(crate) fn counted_noun(lexed: &Lexed<'_>, i: usize, from: usize, quantity: &Quantity) -> Option<(NormSpan, usize)> {
    if !lexed.plain_word(i, from) || !nominal(lexed, i) {
        return None;
    }
    // 20 كحد أقصى goes on with a modifier; ست الحسن is a lady.
    if modifier_after(lexed, i - 1).is_some()
        || (quantity.words && lexed.stem(i).starts_with("ال") && lone_six(lexed, i - 1))
    {
        return None;
    }
    // بند اتنين: a noun that digits or words number belongs to the next number.
    if lexed.entry(i).roles.has(Roles::IDENTIFIER)
        && lexed.plain_word(i + 1, from)
        && lexed.entry(i + 1).number.is_some()
    {
        return None;
    }
    // A counted noun takes no pronoun: نحو 36 خارجها
    if !quantity.fraction && possessed(lexed, i) && !lexed.text[lexed.items[i].norm.range()].ends_with('ه') {
        return None;
    }
    let item = &lexed.items[i];
    // نصف المجتمع: a part of something definite. 5 المشاركين is no phrase.
    if item.article != quantity.fraction {
        return None;
    }
    Some((NormSpan::new(item.stem, item.norm.end()), i))
}

/// ست, سبع: words for a lady and a lion too.
pub(crate) fn lone_six(lexed: &Lexed<'_>, i: usize) -> bool {
    matches!(lexed.whole(i), "ست" | "سبع")
}

/// `76 من أساتذة القانون`: what comes after من.
pub(crate) fn partitive(lexed: &Lexed<'_>, i: usize, from: usize) -> Option<(NormSpan, usize)> {
    if lexed.whole(i) != "من" || !lexed.plain_word(i + 1, from) || !nominal(lexed, i + 1) {
        return None;
    }
    let item = &lexed.items[i + 1];
    // A whole is plural and definite, or in the construct state: المسلحين, أفراد الشرطة.
    let next = lexed.plain_word(i + 2, from) && lexed.items[i + 2].article;
    let word = lexed.bare(i + 1);
    let plural = word.ends_with("ين") || word.ends_with("ات");
    let construct = plural || word.starts_with('ا') || !word.ends_with('ه');
    ((item.article && plural) || (!item.article && next && construct))
        .then(|| (NormSpan::new(item.stem, item.norm.end()), i + 1))
}

/// Whether the word may be a noun: not of the closed classes, not plainly a verb.
pub(crate) fn nominal(lexed: &Lexed<'_>, i: usize) -> bool {
    let item = &lexed.items[i];
    let entry = lexed.entry(i);
    if item.shape != Shape::Word || entry.roles.has(Roles::FUNCTION) || entry.roles.has(Roles::TIME_UNIT) {
        return false;
    }
    if entry.number.is_some() || entry.ordinal.is_some() || entry.fraction.is_some() {
        return false;
    }
    let word = lexed.stem(i);
    let letters = word.len() / 2;
    let imperfect = word.starts_with('ي')
        && letters > 2
        && !["يهو", "يمن", "يون", "ياب", "ياف", "يسا", "ياق"].iter().any(|head| word.starts_with(head));
    // The future particle is cut from the stem.
    let cut = item.stem > item.norm.start() && !item.conjunction && item.particle.is_none() && !item.article;
    let future =
        cut || word.starts_with("سيت") || word.starts_with("ستت") || word.starts_with("سيك") || word.starts_with("ستك");
    let perfect = word.ends_with("وا") && letters > 3;
    letters >= 2 && word.chars().all(|c| ('ء'..='ي').contains(&c)) && !imperfect && !future && !perfect
}

/// A number after its noun: القاعات الثماني, شخص واحد, دولتان اثنتان, الإمارات السبعة.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NounFirst {
    /// Lexeme of the noun.
    pub(crate) noun: usize,
    pub(crate) number: NumberMatch,
}

/// The noun before the number word at lexeme `i`.
pub(crate) fn noun_first(lexed: &Lexed<'_>, i: usize) -> Option<NounFirst> {
    let item = lexed.items.get(i)?;
    if item.conjunction || item.particle.is_some() || item.shape != Shape::Word {
        return None;
    }
    let (value, construct) = match lexed.entry(i).number? {
        NumberWord::Unit { value, construct } => (value, construct),
        NumberWord::OneOf | NumberWord::Ten | NumberWord::Teen(_) | NumberWord::Tens(_) => (10, false),
        _ => return None,
    };
    let number = parse_number(lexed, i)?;
    // A closing quotation mark may stand between: "استشهاديين" اثنين
    let mut noun = i.checked_sub(1)?;
    if lexed.mark(noun) == Some('"') {
        noun = noun.checked_sub(1)?;
    }
    let before = &lexed.items[noun];
    if before.sentence != item.sentence || !nominal(lexed, noun) {
        return None;
    }
    let small = number.last == i && !construct && (value == 1 || value == 2);
    if small && !item.article {
        let word = lexed.bare(noun);
        let fixed = matches!(
            lexed.bare_word(noun),
            "وقت" | "ان" | "كل" | "جانب" | "صف" | "حد" | "لسان" | "قلب" | "صوت" | "راي" | "كلمه"
        );
        // واحدة من is "one of" unless its noun stands before it.
        let feminine = lexed.bare(i).ends_with('ه');
        let partitive = lexed.whole(i + 1) == "من" && value == 1 && feminine != word.ends_with('ه');
        let dual = value == 1 || lexed.entry(noun).dual.is_some() || word.ends_with("ان") || word.ends_with("ين");
        let named = lexed.entry(noun).roles.has(Roles::IDENTIFIER);
        return (!before.article && !fixed && !partitive && dual && !named).then_some(NounFirst { noun, number });
    }
    // اليمن الاثنين is a place and Monday; only a dual is counted by الاثنين.
    if number.last == i && value == 2 && lexed.entry(noun).dual.is_none() {
        return None;
    }
    let definite = before.article || possessed(lexed, noun) || long_phrase(lexed, noun);
    (item.article && definite && !(small && value == 1)).then_some(NounFirst { noun, number })
}

/// أطوارها, دورتهم
pub(crate) fn possessed(lexed: &Lexed<'_>, i: usize) -> bool {
    let word = lexed.bare(i);
    // ة folds to ه; the text itself tells a pronoun.
    let pronoun = ["ها", "هم", "هما", "نا", "هن"].iter().any(|p| word.ends_with(p));
    word.len() > 8 && (pronoun || lexed.text[lexed.items[i].norm.range()].ends_with('ه'))
}

/// طائرات الرافال الثلاث: the noun before the definite one.
fn long_phrase(lexed: &Lexed<'_>, noun: usize) -> bool {
    noun > 0 && lexed.items[noun - 1].sentence == lexed.items[noun].sentence && lexed.items[noun].article
}
