//! Whether a clause speaks of what is to come.

/// `سوف`, `سيعقد`, `المقرر`, `المقبل`: the words of what is to come, folded.
pub(super) fn is_future(word: &str) -> bool {
    let word = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    if matches!(
        word,
        "سوف"
            | "لن"
            | "المقرر"
            | "مقرر"
            | "المرتقب"
            | "المزمع"
            | "المتوقع"
            | "المنتظر"
            | "يعتزم"
            | "تعتزم"
            | "اعتزامه"
            | "موعدا"
            | "موعد"
            | "يرجي"
            | "الرجاء"
            | "احتاج"
            | "نحتاج"
            | "دعنا"
            | "دعونا"
    ) {
        return true;
    }
    // the particle س before an imperfect
    let verb = ["سي", "ست", "سن", "سا"].iter().any(|prefix| word.starts_with(prefix));
    match word.chars().count() {
        0..=3 => false,
        4 => (word.starts_with("سي") || word.starts_with("ست")) && !NO_VERBS.contains(&word),
        _ => verb && !NO_VERB_STARTS.iter().any(|start| word.starts_with(start)),
    }
}

/// Words of four letters that look like a future verb, folded.
const NO_VERBS: [&str; 22] = [
    "سيده", "سيدي", "سيدا", "سيره", "سيرا", "سيرك", "سيول", "سيطر", "سيما", "سينا", "سيئه", "سياج", "سيوف", "سيله",
    "ستين", "ستون", "ستار", "ستره", "ستيف", "ستان", "ستات", "ستوب",
];

/// Beginnings of longer ones.
const NO_VERB_STARTS: [&str; 41] = [
    "سياس",
    "سياد",
    "سيار",
    "سيناء",
    "سيناريو",
    "سيطر",
    "سينما",
    "سيره",
    "سيدات",
    "ستين",
    "ستون",
    "ستار",
    "ستراتيج",
    "سنوات",
    "سنوي",
    "ساعه",
    "ساعات",
    "ساعد",
    "ساهم",
    "ساحه",
    "ساحل",
    "سابق",
    "سادس",
    "سابع",
    "سائق",
    "ساده",
    "ساخن",
    "سالم",
    "سامي",
    "ساري",
    "سيول",
    "سنتين",
    "سنتان",
    "ستمائه",
    "ساند",
    "سارع",
    "سافر",
    "ساكن",
    "سيتي",
    "سنغاف",
    "سنغال",
];
