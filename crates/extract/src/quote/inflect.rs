//! The inflected forms of a reporting verb, from the four forms that its lexicon row states.
//!
//! News reports in the third person: past, present, active participle in the accusative (`مشيرا`) and
//! masdar with its pronouns (`قوله`). Forms are made without the proclitics `و ف س ب ل`, which the
//! token layer takes off; passives are written as the active and need no forms of their own.

/// What an inflected form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `قال`, `قالت`.
    Past,
    /// `يقول`, `تقول`.
    Present,
    /// `قائلا`, `مشيرة`.
    Participle,
    /// `قوله`, `القول`.
    Masdar,
    /// `بحسب`, `وفقا`: the source of a report, not a verb.
    Source,
}

/// The gender that a form agrees with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    /// `قال`
    Masculine,
    /// `قالت`
    Feminine,
}

/// One inflected form's grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// Past, present, participle, masdar.
    pub shape: Shape,
    /// Of its subject (of the owner, for a masdar with a pronoun).
    pub gender: Gender,
    /// More than two; a verb before its subject is always singular.
    pub plural: bool,
    /// Carries a pronoun: the object of a verb, the owner of a masdar.
    pub pronoun: bool,
}

impl Form {
    const fn new(shape: Shape, gender: Gender, plural: bool) -> Self {
        Self { shape, gender, plural, pronoun: false }
    }

    const fn with_pronoun(self) -> Self {
        Self { pronoun: true, ..self }
    }
}

/// Object pronouns that a reporting verb takes in the news.
const OBJECTS: [&str; 5] = ["ه", "ها", "هم", "هما", "هن"];

/// A stem without its last letter when that is weak (`دعا`, `رأى`, `يدعو`).
fn without_weak(stem: &str) -> (&str, bool) {
    match stem.strip_suffix(['ى', 'ا', 'و', 'ي']) {
        Some(rest) if rest.chars().count() >= 2 => (rest, true),
        _ => (stem, false),
    }
}

/// Forms of the past from its third person masculine singular.
pub(crate) fn past(lemma: &str, objects: bool, mut push: impl FnMut(String, Form)) {
    use Gender::{Feminine, Masculine};
    let (short, weak) = without_weak(lemma);
    let base = if weak { short } else { lemma };
    let feminine = format!("{base}ت");
    push(lemma.into(), Form::new(Shape::Past, Masculine, false));
    push(format!("{base}وا"), Form::new(Shape::Past, Masculine, true));
    push(format!("{feminine}ا"), Form::new(Shape::Past, Feminine, true));
    if !weak {
        // the dual علما is the adverb
        if lemma != "علم" {
            push(format!("{lemma}ا"), Form::new(Shape::Past, Masculine, true));
        }
        push(format!("{lemma}ن"), Form::new(Shape::Past, Feminine, true));
    }
    if objects {
        let open = if lemma.ends_with('ى') { format!("{short}ا") } else { lemma.into() };
        for pronoun in OBJECTS {
            push(format!("{open}{pronoun}"), Form::new(Shape::Past, Masculine, false).with_pronoun());
            push(format!("{feminine}{pronoun}"), Form::new(Shape::Past, Feminine, false).with_pronoun());
            if !weak {
                push(format!("{lemma}و{pronoun}"), Form::new(Shape::Past, Masculine, true).with_pronoun());
            }
        }
    }
    push(feminine, Form::new(Shape::Past, Feminine, false));
}

/// Forms of the present from its third person masculine singular.
pub(crate) fn present(lemma: &str, objects: bool, mut push: impl FnMut(String, Form)) {
    use Gender::{Feminine, Masculine};
    let Some(rest) = lemma.strip_prefix('ي') else { return };
    let (short, _) = without_weak(lemma);
    let feminine = format!("ت{rest}");
    let short_rest = short.strip_prefix('ي').unwrap_or(rest);
    push(lemma.into(), Form::new(Shape::Present, Masculine, false));
    for plural in ["ون", "ان", "وا"] {
        push(format!("{short}{plural}"), Form::new(Shape::Present, Masculine, true));
    }
    push(format!("ت{short_rest}ان"), Form::new(Shape::Present, Feminine, true));
    push(format!("{lemma}ن"), Form::new(Shape::Present, Feminine, true));
    if objects {
        let open = |stem: &str| stem.strip_suffix('ى').map_or_else(|| stem.to_owned(), |s| format!("{s}ا"));
        for pronoun in OBJECTS {
            push(format!("{}{pronoun}", open(lemma)), Form::new(Shape::Present, Masculine, false).with_pronoun());
            push(format!("{}{pronoun}", open(&feminine)), Form::new(Shape::Present, Feminine, false).with_pronoun());
            push(format!("{short}ون{pronoun}"), Form::new(Shape::Present, Masculine, true).with_pronoun());
        }
    }
    push(feminine, Form::new(Shape::Present, Feminine, false));
}

/// The accusative forms of a participle, as they accompany a verb.
pub(crate) fn participle(lemma: &str, mut push: impl FnMut(String, Form)) {
    use Gender::{Feminine, Masculine};
    let (short, weak) = without_weak(lemma);
    push(format!("{lemma}ا"), Form::new(Shape::Participle, Masculine, false));
    push(format!("{lemma}ة"), Form::new(Shape::Participle, Feminine, false));
    push(format!("{}ين", if weak { short } else { lemma }), Form::new(Shape::Participle, Masculine, true));
    push(format!("{lemma}تين"), Form::new(Shape::Participle, Feminine, true));
    push(format!("{lemma}ات"), Form::new(Shape::Participle, Feminine, true));
}

/// A masdar: with a pronoun (`قوله`), with the article (`القول`), bare before its owner (`قول الوزير`).
pub(crate) fn masdar(lemma: &str, mut push: impl FnMut(String, Form)) {
    use Gender::{Feminine, Masculine};
    // a final hamza takes a seat before a pronoun
    let seats = lemma
        .strip_suffix('ء')
        .map_or_else(|| vec![lemma.replace('ة', "ت")], |s| vec![format!("{s}ؤ"), format!("{s}ئ"), lemma.into()]);
    for stem in seats {
        push(format!("{stem}ه"), Form::new(Shape::Masdar, Masculine, false).with_pronoun());
        push(format!("{stem}ها"), Form::new(Shape::Masdar, Feminine, false).with_pronoun());
        push(format!("{stem}هم"), Form::new(Shape::Masdar, Masculine, true).with_pronoun());
        push(format!("{stem}هما"), Form::new(Shape::Masdar, Masculine, true).with_pronoun());
    }
    push(format!("ال{lemma}"), Form::new(Shape::Masdar, Masculine, false));
    push(lemma.into(), Form::new(Shape::Masdar, Masculine, false));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(make: impl FnOnce(&mut dyn FnMut(String, Form))) -> Vec<String> {
        let mut all = Vec::new();
        make(&mut |text, _| all.push(text));
        all
    }

    #[test]
    fn weak_verbs_lose_their_last_letter() {
        let past_forms = forms(|push| past("رأى", false, push));
        assert!(past_forms.contains(&"رأت".into()) && past_forms.contains(&"رأوا".into()), "{past_forms:?}");
        let present_forms = forms(|push| present("يدعي", false, push));
        assert!(present_forms.contains(&"يدعون".into()) && present_forms.contains(&"تدعي".into()), "{present_forms:?}");
    }

    #[test]
    fn objects_open_the_final_alef() {
        let past_forms = forms(|push| past("أسمى", true, push));
        assert!(past_forms.contains(&"أسماه".into()) && past_forms.contains(&"أسمته".into()), "{past_forms:?}");
        // سموه is a prince's title
        assert!(!forms(|push| past("سمى", true, push)).contains(&"سموه".into()));
    }

    #[test]
    fn a_hamza_takes_a_seat() {
        let all = forms(|push| masdar("ادعاء", push));
        assert!(all.contains(&"ادعاؤه".into()) && all.contains(&"ادعائهم".into()), "{all:?}");
    }
}
