//! Who a story comes from: bylines, datelines and the marks of news agencies.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::key::key_of;
use crate::page::Role;
use crate::table::rows;

const AGENCIES: &str = include_str!("../../../data/page-agencies.tsv");
const PLACES: &str = include_str!("../../../data/page-places.tsv");
const NAMES: &str = include_str!("../../../data/page-given-names.tsv");

/// Words a byline or dateline has at most.
const MAX_WORDS: usize = 9;
/// Characters at the head of a paragraph in which its dateline ends.
const HEAD_REACH: usize = 70;
/// Words before the name of the paper in a dateline: place, day and month.
const PLACE_WORDS: usize = 5;
/// Words that make a name one of a paper, agency or site, as keys.
const OUTLET_WORDS: [&str; 9] = ["برس", "نيوز", "نت", "سبور", "سبورت", "اونلاين", "وكاله", "صحيفه", "جريده"];
/// Characters at the end of a paragraph in which an agency's mark stands.
const TAIL_REACH: usize = 24;

/// What a line or the head of a paragraph says about its source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Credit {
    pub(crate) author: Option<String>,
    pub(crate) agency: Option<&'static str>,
    place: bool,
    parts: usize,
}

impl Credit {
    /// A line that a label says to name the author.
    pub(crate) fn of_author(author: &str) -> Self {
        Self { author: Some(author.to_owned()), parts: 1, ..Self::default() }
    }

    /// Byline where a person is named, dateline where only places and agencies are.
    pub(crate) const fn role(&self) -> Role {
        if self.author.is_none() && (self.place || self.agency.is_some()) { Role::Dateline } else { Role::Byline }
    }

    const fn is_known(&self) -> bool {
        self.place || self.agency.is_some() || self.author.is_some()
    }
}

/// Agencies, places of datelines and given names.
#[derive(Debug)]
pub(crate) struct Sources {
    agencies: FxHashMap<String, &'static str>,
    places: FxHashSet<String>,
    names: FxHashSet<String>,
}

impl Sources {
    pub(crate) fn new() -> Self {
        let keys = |list| rows(list).map(|row| key_of(row[0])).collect();
        let agencies = rows(AGENCIES).map(|row| (key_of(row[0]), row[1])).collect();
        Self { agencies, places: keys(PLACES), names: keys(NAMES) }
    }

    /// A line of its own that names place, agency or author: `عين اليوم – الرياض`, `(أبوظبي - البيان)`, `-رويترز-`.
    ///
    /// `lone` lets a name alone count, as between the headline and the text.
    pub(crate) fn line(&self, text: &str, lone: bool) -> Option<Credit> {
        // «(تصوير: …)»: the photographer beside the author.
        let text = text
            .rsplit_once('(')
            .filter(|(_, photo)| photo.contains("تصوير"))
            .map_or(text, |(before, _)| before.trim());
        if lone && is_initialed(text) {
            return Some(Credit::of_author(text));
        }
        if text.split_whitespace().take(MAX_WORDS + 1).count() > MAX_WORDS
            || text.contains(['.', '،', '؟', '!', ':']) && !text.ends_with([':', ')'])
        {
            return self.whole_agency(text);
        }
        let credit = self.parts(text);
        let enough = match credit.parts {
            1 => credit.agency.is_some() || (lone && credit.author.is_some()),
            2 | 3 => credit.is_known() || (lone && credit.parts == 2 && text.contains(['–', '—'])),
            _ => false,
        };
        enough.then_some(credit)
    }

    /// `أ. ف. ب`: the mark of an agency whose points look like sentence ends.
    fn whole_agency(&self, text: &str) -> Option<Credit> {
        if text.len() > 60 {
            return None;
        }
        let agency = *self.agencies.get(key_of(text).as_str())?;
        Some(Credit { agency: Some(agency), parts: 1, ..Credit::default() })
    }

    /// The source named before the first words of a paragraph: `الكويت ـ أ ف ب: أعلن …`, `واشنطن (رويترز) - قال …`.
    pub(crate) fn head(&self, text: &str) -> Option<Credit> {
        let reach = text.char_indices().nth(HEAD_REACH).map_or(text.len(), |(at, _)| at);
        let head = &text[..reach];
        let colon = head.find(':');
        let dash = [" - ", " – ", " ـ ", ") "].iter().filter_map(|mark| head.rfind(mark)).max();
        for end in [colon, dash].into_iter().flatten() {
            if head[..end].split_whitespace().count() > MAX_WORDS {
                continue;
            }
            let credit = self.parts(&head[..end]);
            if credit.agency.is_some() || (Some(end) == colon && credit.parts >= 2 && credit.author.is_some()) {
                return Some(credit);
            }
        }
        None
    }

    /// The agency named in brackets, quotation marks or dashes at the end of a paragraph: `… الأمريكي. «أ. ب»`.
    pub(crate) fn tail(&self, text: &str) -> Option<&'static str> {
        let from = text.char_indices().rev().take(TAIL_REACH).last().map_or(0, |(at, _)| at);
        let tail = &text[from..];
        tail.char_indices()
            .filter(|(_, c)| matches!(c, '(' | '«' | '"' | '“' | '[' | '-' | '/' | '–' | '—'))
            .find_map(|(at, c)| self.agencies.get(key_of(&tail[at + c.len_utf8()..]).as_str()).copied())
    }

    /// The paper or site that a paragraph's dateline names, as printed: `بنغازي – سواني برس: أعلنت …`,
    /// `سوسة (الخضراء سبور) — تأهل …`. It must have a word of the trade or be `known` by its key.
    pub(crate) fn outlet<'t>(&self, text: &'t str, known: impl Fn(&str) -> bool) -> Option<&'t str> {
        let reach = text.char_indices().nth(HEAD_REACH).map_or(text.len(), |(at, _)| at);
        let head = &text[..reach];
        let opens = |c: char| matches!(c, '(' | ':' | '-' | '–' | '—' | 'ـ');
        // «ـ» inside a word is tatweel.
        let (at, mark) = head.char_indices().find(|(at, c)| opens(*c) && (*c != 'ـ' || head[..*at].ends_with(' ')))?;
        let place = head[..at].trim();
        let rest = &head[at + mark.len_utf8()..];
        let end = match mark {
            '(' => rest.find(')'),
            ':' => [" - ", " – ", " — "].iter().filter_map(|dash| rest.find(dash)).min(),
            _ => rest.find(':'),
        };
        let name = rest[..end?].trim();
        let key = key_of(name);
        let words = key.split(' ').count();
        let plain = name.chars().all(|c| c.is_alphabetic() || c == ' ' || ('\u{064B}'..='\u{0652}').contains(&c));
        let trade = || key.split(' ').any(|word| OUTLET_WORDS.contains(&word));
        let placed = place.split_whitespace().count() <= PLACE_WORDS && !place.is_empty();
        let here = placed && (self.places.contains(&key_of(place)) || mark == '(' || known(&key));
        (here && plain && (2..=3).contains(&words) && (trade() || known(&key))).then_some(name)
    }

    /// Whether a name begins with an Arab given name and has two to four words.
    pub(crate) fn is_person(&self, name: &str) -> bool {
        let key = key_of(name);
        let words = key.split(' ').count();
        if !(2..=5).contains(&words) || key.bytes().any(|b| b.is_ascii_digit()) {
            return false;
        }
        let mut cuts = key.match_indices(' ').map(|(at, _)| at);
        cuts.next().is_some_and(|cut| self.names.contains(&key[..cut]))
            || cuts.next().is_some_and(|cut| self.names.contains(&key[..cut]))
    }

    fn parts(&self, text: &str) -> Credit {
        let mut credit = Credit::default();
        let apart = |c: char| {
            matches!(
                c,
                '-' | '–'
                    | '—'
                    | 'ـ'
                    | '/'
                    | '|'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '«'
                    | '»'
                    | '"'
                    | '،'
                    | ','
                    | ':'
                    | '*'
                    | '•'
            )
        };
        // Joined «ـ» inside a word is tatweel, no dash.
        let loose: String =
            text.split(' ').map(|word| if word == "ـ" { "-" } else { word }).collect::<Vec<_>>().join(" ");
        for part in loose.split(|c| apart(c) && c != 'ـ').map(str::trim).filter(|part| !part.is_empty()) {
            credit.parts += 1;
            let key = key_of(part);
            if let Some(agency) = self.agencies.get(&key) {
                credit.agency = credit.agency.or(Some(agency));
            } else if self.places.contains(&key) {
                credit.place = true;
            } else if credit.author.is_none() && self.is_person(part) {
                credit.author = Some(part.to_owned());
            }
        }
        credit
    }
}

/// A family name after an initial: `س. بلعيدي`.
fn is_initialed(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let initial = words.next().and_then(|word| word.strip_suffix('.')).is_some_and(|w| w.chars().count() == 1);
    initial && (1..=2).contains(&words.clone().count()) && words.all(|w| w.chars().all(char::is_alphabetic))
}

/// The agency in the sign-off below a telegram, before the initials of its editors: `--(بترا) غ ص/ م ب`.
pub(crate) fn sign_off(text: &str) -> Option<&str> {
    let marked = text.trim_start_matches(['-', '–', '—', '/', ' ']);
    let (name, initials) = marked.strip_prefix('(')?.split_once(')')?;
    let mut initials = initials.split([' ', '/', '.', '-']).filter(|part| !part.is_empty()).peekable();
    let signed = initials.peek().is_some() && initials.all(|part| part.chars().count() == 1);
    (marked.len() < text.len() && signed && (1..=3).contains(&name.split_whitespace().count())).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_their_own() {
        let sources = Sources::new();
        let role = |line| sources.line(line, true).map(|c| c.role());
        assert_eq!(role("(أبوظبي - البيان)"), Some(Role::Dateline));
        assert_eq!(role("عين اليوم – الرياض"), Some(Role::Dateline));
        assert_eq!(role("-رويترز-"), Some(Role::Dateline));
        assert_eq!(role("أحمد البشيري – الباحة"), Some(Role::Byline));
        assert_eq!(role("لجين الأحمدي – عين اليوم"), Some(Role::Byline));
        assert_eq!(role("نورهان نبيل"), Some(Role::Byline));
        assert_eq!(role("حنان الحامدي – جدة (تصوير: علي الزهراني)"), Some(Role::Byline));
        assert_eq!(role("رحلة غير عادية"), None);
        assert_eq!(role("أداء القطاعات"), None);
        assert_eq!(sources.line("نورهان نبيل", true).and_then(|c| c.author).as_deref(), Some("نورهان نبيل"));
    }

    #[test]
    fn papers_that_name_themselves() {
        let sources = Sources::new();
        let own = |key: &str| key == "صدي الشمال";
        assert_eq!(sources.outlet("طرابلس – ليبيا نيوز: أعلنت الوزارة", own), Some("ليبيا نيوز"));
        assert_eq!(sources.outlet("تطوان ـ صدى الشمال: أعلنت الوزارة", own), Some("صدى الشمال"));
        assert_eq!(sources.outlet("عمان 3 أيار (الشرق برس)- قال الوزير", own), Some("الشرق برس"));
        assert_eq!(sources.outlet("طرابلس – الوزير الأول: لا عودة", own), None);
        assert_eq!(sources.outlet("أعلنت وزارة الصحة (وزارة الصحة)", own), None);
        assert_eq!(sign_off("--(الشرق برس) ن ع/ س د"), Some("الشرق برس"));
        assert_eq!(sign_off("(الشرق برس) ن ع"), None);
        assert_eq!(sign_off("- (ملاحظة) عن الأسعار"), None);
    }

    #[test]
    fn sources_inside_a_paragraph() {
        let sources = Sources::new();
        let agency = |text| sources.head(text).and_then(|c| c.agency);
        assert_eq!(agency("الكويت ـ أ ف ب: أعلنت وزارة الصحة"), Some("أ ف ب"));
        assert_eq!(agency("واشنطن (رويترز) - قال مسؤولون أمريكيون"), Some("رويترز"));
        assert_eq!(agency("سبق- وكالات: اجتاح حريق"), Some("وكالات"));
        assert_eq!(agency("قال وزير الخارجية: إن واس نقلت"), None);
        assert_eq!(
            sources.head("محمد أبو شعر- سبق: ألقى الموقع").and_then(|c| c.author).as_deref(),
            Some("محمد أبو شعر")
        );
        assert_eq!(sources.tail("تحسن سوق العمل الأمريكي. «أ. ب»"), Some("أ ب"));
        assert_eq!(sources.tail("وفق ما نقلته وكالة رويترز."), None);
    }
}
