//! The noun phrase of a speaker: after the verb, before it, after `عن` or `بحسب`.

use super::lexicon::role;
use super::word::{Class, Text};

/// A speaker phrase is not longer than this, in tokens.
const LONGEST_PHRASE: usize = 28;
/// An adjunct between a verb and its subject (`كشف لـ«عكاظ» رئيس …`) is not longer than this, in tokens.
const LONGEST_ADJUNCT: usize = 6;

/// How far from the head `من` belongs to it, in tokens.
const NEAR_HEAD: usize = 3;
/// A name after its office is not longer than this, in tokens.
const LONGEST_NAME: usize = 8;

/// Tokens `start..end` of a noun phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub start: usize,
    pub end: usize,
}

/// The subject among the tokens `from..to` after a verb. `None` where it is dropped.
pub(crate) fn after_verb(text: &Text<'_>, from: usize, to: usize) -> Option<Phrase> {
    let mut at = from;
    // بدوره, اليوم, أيضا before the subject
    while at < to && at < from + 3 && text.is(at, role::TIME) && text.cue(at).is_none() {
        at += 1;
    }
    if at >= to {
        return None;
    }
    if begins_adjunct(text, at) {
        at = after_adjunct(text, at, to)?;
    }
    phrase(text, at, to)
}

/// The noun phrase that begins at `from`, not beyond `to`.
pub(crate) fn phrase(text: &Text<'_>, from: usize, to: usize) -> Option<Phrase> {
    let to = to.min(from + LONGEST_PHRASE);
    if from >= to || !begins_phrase(text, from) {
        return None;
    }
    let mut titled = text.is(from, role::TITLE);
    let mut at = from;
    let mut end = from;
    while at < to {
        match text.class(at) {
            Class::Open if text.is_quote(at) || at > from => {
                let Some(close) = text.partner(at).filter(|&close| close < to) else { break };
                // (رويترز), (55 عاما): kept where the phrase goes on
                if text.is_quote(at) {
                    end = close + 1;
                } else if close + 1 >= to || ends_phrase(text, close + 1) {
                    break;
                }
                at = close + 1;
                continue;
            }
            Class::Comma => {
                let Some(next) = apposition(text, at, to, titled) else { break };
                end = next;
                break;
            }
            Class::Stop if text.str(at) == "." && at > from && text.str(at - 1).chars().count() <= 2 => {
                // the full stop of د. or م.
                at += 1;
                continue;
            }
            Class::Word => {}
            _ => break,
        }
        if at > from
            && (text.is(at, role::AN)
                || begins_speech(text, at)
                || text.str(at) == "قد"
                || begins_time(text, at, to)
                || (text.is(at, role::RELATIVE) && !text.is(at, role::TITLE | role::PREPOSITION)))
        {
            break;
        }
        if at > from && at > end.saturating_sub(1) && (text.is(at, role::PREPOSITION) || text.has_preposition(at)) {
            let Some(next) = inner_adjunct(text, from, at, to, titled) else { break };
            at = next;
            end = next;
            continue;
        }
        if at > from && (text.is(at, role::AN) || is_finite_cue(text, at)) {
            break;
        }
        // سعود العمري المتحدث: an office after its holder
        titled |= text.is(at, role::TITLE);
        at += 1;
        end = at;
    }
    // د. cut off from its name
    if end > from + 1 && text.str(end - 1) == "د" {
        end -= 1;
    }
    (end > from && !is_manner(text, from, end)).then_some(Phrase { start: from, end })
}

/// Whether a clause in the first person begins: `قال المدير نحن نعمل`, `قالت ليلى لا زلنا نأمل`.
pub(crate) fn begins_speech(text: &Text<'_>, at: usize) -> bool {
    if text.class(at) != Class::Word || text.words[at].name {
        return false;
    }
    let next = || (at + 1 < text.tokens.len() && text.class(at + 1) == Class::Word).then(|| text.str(at + 1));
    match text.str(at) {
        "نحن" | "إننا" | "اننا" | "إنني" | "انني" | "أنا" | "إنّا" | "لدينا" | "عندنا" | "علينا" | "لسنا" => {
            true
        }
        "لا" | "ما" => next().is_some_and(|w| {
            matches!(
                w,
                "زلنا"
                    | "زلت"
                    | "نزال"
                    | "أزال"
                    | "نريد"
                    | "أريد"
                    | "نستطيع"
                    | "أستطيع"
                    | "يمكننا"
                    | "يمكنني"
            )
        }),
        _ => false,
    }
}

/// `وتضيف مازحة`: one participle that says how.
fn is_manner(text: &Text<'_>, from: usize, end: usize) -> bool {
    let word = text.str(from);
    end == from + 1
        && word.starts_with('م')
        && (word.ends_with('ة') || word.ends_with('ا'))
        && word.chars().count() >= 5
        && !text.is(from, role::TITLE)
}

fn begins_phrase(text: &Text<'_>, at: usize) -> bool {
    match text.class(at) {
        Class::Open => text.is_quote(at),
        Class::Word => {
            !text.is(at, role::AN | role::PREPOSITION)
                && !matches!(text.str(at), "و" | "ف" | "كيف" | "لماذا" | "هل")
                && (text.is(at, role::TITLE) || !text.is(at, role::RELATIVE | role::TIME | role::TAIL))
                && !text.has_preposition(at)
                && text.str(at).chars().any(char::is_alphabetic)
                && text
                    .cue(at)
                    .is_none_or(|cue| cue.form.shape == super::inflect::Shape::Masdar || text.is(at, role::TITLE))
        }
        _ => false,
    }
}

fn is_finite_cue(text: &Text<'_>, at: usize) -> bool {
    use super::inflect::Shape;
    // a name may be written as a verb is (وصفي, كاشف): only a conjunct or a clear verb ends a phrase
    text.cue(at).is_some_and(|cue| match cue.form.shape {
        Shape::Present | Shape::Participle | Shape::Source => true,
        Shape::Past => text.words[at].conjunct || cue.form.gender == super::inflect::Gender::Feminine,
        Shape::Masdar => cue.form.pronoun,
    })
}

fn ends_phrase(text: &Text<'_>, at: usize) -> bool {
    !matches!(text.class(at), Class::Word | Class::Open)
        || text.is(at, role::AN | role::PREPOSITION | role::TIME | role::RELATIVE)
        || text.has_preposition(at)
        || text.cue(at).is_some()
}

/// An adjunct of time. `العام` is a year only before `الماضي` and the like, else general (`المدير العام`).
fn begins_time(text: &Text<'_>, at: usize, to: usize) -> bool {
    if !text.is(at, role::TIME) || text.is(at, role::TITLE | role::PREPOSITION) {
        return false;
    }
    text.str(at) != "العام" || (at + 1 < to && text.is(at + 1, role::TIME))
}

fn begins_adjunct(text: &Text<'_>, at: usize) -> bool {
    text.class(at) == Class::Word
        && (text.is(at, role::PREPOSITION) || text.has_preposition(at) || is_bare_particle(text, at))
}

/// A particle cut off from its word by a mark: `لـ"عكاظ"`.
fn is_bare_particle(text: &Text<'_>, at: usize) -> bool {
    matches!(text.str(at), "ل" | "لل" | "ب" | "بال")
}

/// Where the subject stands after a short adjunct (`لـ"عكاظ" رئيس …`, `لوكالة رويترز مسؤول`); only a title
/// or what follows a name in quotation marks is taken for it.
fn after_adjunct(text: &Text<'_>, from: usize, to: usize) -> Option<usize> {
    let mut at = from + 1;
    if at < to && text.class(at) == Class::Open && text.is_quote(at) {
        at = text.partner(at)? + 1;
        return (at < to && begins_phrase(text, at)).then_some(at);
    }
    while at < to && at < from + LONGEST_ADJUNCT {
        if text.class(at) != Class::Word {
            return None;
        }
        if text.is(at, role::TITLE)
            && !text.has_preposition(at)
            && !text.is(at - 1, role::PREPOSITION)
            && !is_occasion(text.str(at - 1))
        {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// A preposition inside an office: `المتحدث باسم وزارة الدفاع`, `مدير المكتب في دمشق سامر الأحمد`.
/// Returns where the phrase goes on.
fn inner_adjunct(text: &Text<'_>, from: usize, at: usize, to: usize, titled: bool) -> Option<usize> {
    if !titled {
        return None;
    }
    let joined = !text.is(at, role::PREPOSITION);
    if joined && !is_bare_particle(text, at) {
        let word = text.str(at);
        // لشنه, بقوله: of the verb, not of the office
        let possessed = word.ends_with('ه') || word.ends_with("ها") || word.ends_with("هم") || text.cue(at).is_some();
        return (!possessed).then_some(at + 1);
    }
    // مصدر عسكري من: of whom; later in a phrase من begins something else
    let of = text.str(at) == "من" && at - from <= NEAR_HEAD;
    let inner = (of || matches!(text.str(at), "في" | "على" | "لدى" | "لل" | "ب" | "بال")) && at + 1 < to;
    if !inner || text.is(at + 1, role::TIME | role::PREPOSITION | role::RELATIVE) || is_occasion(text.str(at + 1)) {
        return None;
    }
    if text.class(at + 1) == Class::Open && text.is_quote(at + 1) {
        return text.partner(at + 1).filter(|&c| c < to).map(|c| c + 1);
    }
    (text.class(at + 1) == Class::Word).then_some(at + 2)
}

/// What somebody speaks in: an adjunct of the verb, not of the office.
fn is_occasion(word: &str) -> bool {
    const OCCASIONS: [&str; 34] = [
        "تصريح",
        "تصريحات",
        "بيان",
        "حديث",
        "حديثه",
        "حديثها",
        "كلمة",
        "كلمته",
        "مؤتمر",
        "تغريدة",
        "مقابلة",
        "لقاء",
        "تقرير",
        "ختام",
        "حوار",
        "مداخلة",
        "اتصال",
        "رسالة",
        "خطاب",
        "خطبة",
        "منشور",
        "تدوينة",
        "بلاغ",
        "وقت",
        "نهاية",
        "بداية",
        "مستهل",
        "معرض",
        "هذا",
        "إطار",
        "سياق",
        "جلسة",
        "اجتماع",
        "ندوة",
    ];
    OCCASIONS.contains(&word)
}

/// A phrase in apposition after a comma: `سعد أقصبي، رئيس الفدرالية،` or `رئيس الفدرالية، سعد أقصبي`.
/// Returns its end; it must be closed by another comma or by what ends the search.
fn apposition(text: &Text<'_>, comma: usize, to: usize, titled: bool) -> Option<usize> {
    let from = comma + 1;
    if from >= to || !begins_phrase(text, from) || text.words[from].conjunct {
        return None;
    }
    let title = text.is(from, role::TITLE);
    // a name after an office is short and is followed at once by its comma or the clause
    if !title && !titled {
        return None;
    }
    let mut at = from;
    while at < to {
        match text.class(at) {
            Class::Word if text.is(at, role::AN) => break,
            Class::Word if !title && at > from && ends_phrase(text, at) => break,
            Class::Word if at > from && text.is(at, role::RELATIVE) && !text.is(at, role::PREPOSITION) => break,
            Class::Word => at += 1,
            Class::Open => at = text.partner(at).filter(|&c| c < to)? + 1,
            _ => break,
        }
    }
    (at > from).then_some(at)
}

/// The subject before a verb at `verb`: the head of its clause, which begins at `from`.
pub(crate) fn before_verb(text: &Text<'_>, from: usize, verb: usize) -> Option<Phrase> {
    if verb > from && text.is(verb - 1, role::RELATIVE) && !text.is(verb - 1, role::TITLE) {
        return antecedent(text, from, verb - 1);
    }
    let mut at = from;
    while at < verb && (text.class(at) != Class::Word || text.is(at, role::OPENER)) {
        if text.class(at) == Class::Open {
            break;
        }
        at += 1;
    }
    let found = phrase(text, at, verb)?;
    // what stands between the subject and its verb is short: قد, a parenthesis, an adjunct
    let gap = verb - found.end;
    let direct = gap == 0
        || (gap <= 2 && text.is(found.end, role::OPENER))
        || text.class(found.end) == Class::Open
        || gap <= 12 && text.class(found.end) == Class::Comma;
    direct.then_some(found)
}

/// The noun before `الذي`: definite words and the head that they define.
fn antecedent(text: &Text<'_>, from: usize, relative: usize) -> Option<Phrase> {
    let mut end = relative;
    while end > from && matches!(text.class(end - 1), Class::Comma | Class::Open) {
        end -= 1;
    }
    let mut start = end;
    if matches!(text.str(relative), "ما" | "مما" | "كما" | "من" | "فيما" | "مثلما" | "حسبما" | "وفقما" | "بما")
    {
        return None;
    }
    while start > from && end - start < 8 {
        let at = start - 1;
        if text.class(at) == Class::Close && text.is_quote(at) {
            let open = text.partner(at)?;
            if open < from {
                break;
            }
            start = open;
            continue;
        }
        if text.class(at) != Class::Word || !begins_phrase(text, at) {
            break;
        }
        start = at;
        if !text.tokens[at].proclitics.has_article() {
            break;
        }
    }
    // a name without articles after its office: الجنرال باك سونج ييك، الذي
    let mut head = start;
    while head > from
        && end - head < LONGEST_NAME
        && text.class(head - 1) == Class::Word
        && begins_phrase(text, head - 1)
    {
        head -= 1;
        if text.is(head, role::TITLE) {
            start = head;
            break;
        }
    }
    // هذه الأعمال التي اعتبرت أنها: the object of the verb before
    let demonstrative = start > from && matches!(text.str(start - 1), "هذا" | "هذه" | "تلك" | "ذلك")
        || start < end && text.is(start, role::EVIDENCE);
    (start < end && !demonstrative).then_some(Phrase { start, end })
}
