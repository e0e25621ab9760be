use super::*;
use khabar_normalize::{Analyzer, NormSpan, Profile};

/// Entities of hand-made mentions: (part of the normalized text, label), in order.
fn resolved(text: &str, parts: &[(&str, Label)]) -> Vec<Entity> {
    let mut worker = Analyzer::new(Profile::News).worker();
    let layers = worker.analyze(text);
    let mut from = 0;
    let mut mentions: Vec<Mention> = vec![];
    for &(part, label) in parts {
        let start = from + layers.normalized[from..].find(part).unwrap_or_else(|| panic!("{part}"));
        from = start + part.len();
        let norm = NormSpan::new(start as u32, (start + part.len()) as u32);
        mentions.push(Mention { norm, label, score: 1.0, depth: 0 });
    }
    let mut entities = vec![];
    Resolver::new().resolve(&layers, &mentions, &mut entities);
    entities
}

use Label::{Fac, Gpe, Org, Pers};

#[test]
fn bracketed_alias_and_later_mentions() {
    let e = resolved(
        "“قوات سوريا الديمقراطية” (قسد) تمكنت. وقالت “قسد” أمس",
        &[("قوات سوريا الديمقراطية", Org), ("قسد", Org), ("قسد", Org)],
    );
    assert!(e.iter().all(|e| e.cluster == 0 && e.canonical == "قوات سوريا الديمقراطية"));
    assert_eq!(e[0].span.slice("“قوات سوريا الديمقراطية” (قسد) تمكنت. وقالت “قسد” أمس"), "قوات سوريا الديمقراطية");
}

#[test]
fn a_surname_joins_the_one_person_it_fits() {
    let e = resolved("قال جون برينان إنه. وأضاف برينان", &[("جون برينان", Pers), ("برينان", Pers)]);
    assert_eq!(e[1].canonical, "جون برينان");
    let e = resolved("التقى أحمد حسن وعلي حسن. وقال حسن", &[("أحمد حسن", Pers), ("علي حسن", Pers), ("حسن", Pers)]);
    assert_eq!(e[2].canonical, "حسن", "two persons bear the name");
}

#[test]
fn a_longer_form_expands_a_shorter() {
    let e = resolved(
        "تنظيم “الدولة” في الحسكة. قال تنظيم “الدولة الإسلامية” إن (داعش) أصدر",
        &[("تنظيم \"الدولة\"", Org), ("الحسكة", Gpe), ("تنظيم \"الدولة الإسلامية\"", Org), ("داعش", Org)],
    );
    assert_eq!(e[0].canonical, "تنظيم الدولة الإسلامية");
    assert_eq!(e[3].cluster, e[0].cluster);
    assert_ne!(e[1].cluster, e[0].cluster);
}

#[test]
fn prisons_go_by_two_names_and_stay_apart_from_quarters() {
    let e = resolved(
        "من سجن “غويران” (سجن الصناعة) في حي غويران",
        &[("سجن \"غويران\"", Fac), ("سجن الصناعة", Fac), ("غويران", Gpe)],
    );
    assert_eq!(e[0].cluster, e[1].cluster);
    assert_ne!(e[2].cluster, e[0].cluster);
}

#[test]
fn a_source_in_brackets_is_no_alias() {
    let e = resolved("أعلنت وزارة الدفاع (رويترز)", &[("وزارة الدفاع", Org), ("رويترز", Org)]);
    assert_ne!(e[0].cluster, e[1].cluster);
}

#[test]
fn countries_are_linked_and_whole() {
    let text = "تهديدا للعراق ومدينة حلب";
    let e = resolved(text, &[("لعراق", Gpe), ("مدينة حلب", Gpe)]);
    assert_eq!((e[0].span.slice(text), e[0].canonical.as_str()), ("لعراق", "العراق"));
    assert_eq!(e[0].link.as_deref(), Some("iso3166:IQ"));
    assert_eq!(e[1].link.as_deref(), Some("geonames:170063"));
}

#[test]
fn a_single_word_after_its_head() {
    let e = resolved("قالت حركة حماس إن حماس", &[("حركة حماس", Org), ("حماس", Org)]);
    assert_eq!(e[0].cluster, e[1].cluster);
}

#[test]
fn a_kunya_is_a_person_and_known_forces_are_found() {
    let e = resolved("هما “أبو عبد الرحمن” و“أبو الفاروق”", &[("أبو عبد الرحمن", Pers), ("أبو الفاروق", Label::Work)]);
    assert_eq!(e[1].label, Pers);
    let e = resolved("وانتشرت قوات الرد السريع في الحي، والحشد الشعبي حوله.", &[]);
    let found: Vec<_> = e.iter().map(|e| (e.canonical.as_str(), e.label)).collect();
    assert_eq!(found, [("قوات الرد السريع", Org), ("قوات الحشد الشعبي", Org)]);
}
