//! Lines that state a date: what the day is, and which words stand beside it.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::key::key_of;
use crate::table::rows;

const MONTHS: &str = include_str!("../../../data/months.tsv");
const WEEKDAYS: &str = include_str!("../../../data/weekdays.tsv");
const WORDS: &str = include_str!("../../../data/page-dates.tsv");
/// English months: many pages print their dates with the machine's names.
const ENGLISH: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// Bytes of the longest key that can be a date line.
const MAX_KEY: usize = 160;
/// Numbers of a line that may be left over for clocks: `12:42`, `18:00-00:00`, with seconds.
const MAX_CLOCK_NUMBERS: usize = 4;
/// Characters of the longest date that is looked for at the end of a link.
const GLUED_REACH: usize = 40;
/// Words that may stand beside the date: a name, a place and a country, an agency.
const MAX_REST: usize = 7;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Month(i8),
    Hijri,
    Published,
    Updated,
    Filler,
}

/// What a date line says of its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stated {
    /// The day of a later change.
    Updated,
    /// A date without a word for what it is.
    Bare,
    /// The day of publication.
    Published,
}

/// A line that states a date and little else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DateLine<'k> {
    /// The Gregorian day; none for a clock, a day of the Hijri calendar or a day without a year.
    pub(crate) day: Option<Date>,
    pub(crate) stated: Stated,
    /// The words of the key beside the date: a name, a place, an agency.
    pub(crate) rest: Vec<&'k str>,
}

/// Names of months and days, and the words beside a date.
#[derive(Debug)]
pub(crate) struct DateWords {
    words: FxHashMap<String, Word>,
}

impl DateWords {
    pub(crate) fn new() -> Self {
        let mut words = FxHashMap::default();
        for row in rows(MONTHS) {
            if let [form, calendar, month, ..] = row[..] {
                let word = match (calendar, month.parse()) {
                    ("gregorian", Ok(month)) => Word::Month(month),
                    _ => Word::Hijri,
                };
                // «تشرين الأول»: two words, read as one name.
                words.entry(key_of(form)).or_insert(word);
            }
        }
        for row in rows(WEEKDAYS) {
            for form in [row[0].to_owned(), format!("ال{}", row[0])] {
                words.entry(key_of(&form)).or_insert(Word::Filler);
            }
        }
        for row in rows(WORDS) {
            let word = match row[1] {
                "published" => Word::Published,
                "updated" => Word::Updated,
                _ => Word::Filler,
            };
            words.entry(key_of(row[0])).or_insert(word);
        }
        Self { words }
    }

    /// Reads a line by its key; none where it is no date line.
    pub(crate) fn read<'k>(&self, key: &'k str) -> Option<DateLine<'k>> {
        if key.len() > MAX_KEY || !key.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let tokens = self.tokens(key);
        let mut line = Reading::default();
        let mut at = 0;
        while at < tokens.len() {
            at += line.step(&tokens[at..]);
        }
        if line.clocks > MAX_CLOCK_NUMBERS || (line.dates == 0 && (line.clocks < 2 || !line.rest.is_empty())) {
            return None;
        }
        (line.rest.len() <= MAX_REST).then_some(DateLine {
            day: line.day,
            stated: line.stated.unwrap_or(Stated::Bare),
            rest: line.rest,
        })
    }

    /// Whether a date is stuck to the end of a line's last word, as link lists print them: `غزة26 فبراير 2024`.
    pub(crate) fn is_glued_to(&self, text: &str) -> bool {
        let from = text.char_indices().rev().take(GLUED_REACH).last().map_or(0, |(at, _)| at);
        let mut before = ' ';
        let glued = text[from..].char_indices().find(|(_, c)| {
            let found = c.is_numeric() && before.is_alphabetic();
            before = *c;
            found
        });
        let Some((at, _)) = glued else {
            return false;
        };
        let key = key_of(&text[from + at..]);
        self.read(&key).is_some_and(|line| line.day.is_some() && line.rest.is_empty())
    }

    fn tokens<'k>(&self, key: &'k str) -> Vec<Token<'k>> {
        let mut tokens: Vec<Token<'k>> = Vec::new();
        let mut start = 0;
        let mut digits = false;
        for (at, c) in key.char_indices().chain(std::iter::once((key.len(), ' '))) {
            if at > start && (c == ' ' || c.is_ascii_digit() != digits) {
                self.push(&mut tokens, key, start, at);
                start = at;
            }
            if c == ' ' {
                start = at + 1;
            } else if at == start {
                digits = c.is_ascii_digit();
            }
        }
        tokens
    }

    fn push<'k>(&self, tokens: &mut Vec<Token<'k>>, key: &'k str, start: usize, end: usize) {
        let text = &key[start..end];
        let mut token =
            Token { text, start, number: text.parse().ok().filter(|_| text.len() <= 4), word: self.word(text) };
        // «كانون الثاني»: the name with its second word.
        if let Some(last) = tokens.last()
            && let Some(word @ (Word::Month(_) | Word::Hijri)) = self.words.get(&key[last.start..end]).copied()
        {
            token = Token { text: &key[last.start..end], start: last.start, number: None, word: Some(word) };
            tokens.pop();
        }
        tokens.push(token);
    }

    fn word(&self, text: &str) -> Option<Word> {
        if let Some(word) = self.words.get(text) {
            return Some(*word);
        }
        let head = text.get(..3).filter(|_| text.len() <= 9 && text.is_ascii())?;
        ENGLISH.iter().position(|month| *month == head).and_then(|n| i8::try_from(n + 1).ok()).map(Word::Month)
    }
}

#[derive(Clone, Copy, Debug)]
struct Token<'k> {
    text: &'k str,
    start: usize,
    number: Option<i16>,
    word: Option<Word>,
}

impl Token<'_> {
    fn month(&self) -> Option<i8> {
        match self.word {
            Some(Word::Month(month)) => Some(month),
            _ => None,
        }
    }
}

#[derive(Default)]
struct Reading<'k> {
    day: Option<Date>,
    stated: Option<Stated>,
    dates: usize,
    clocks: usize,
    rest: Vec<&'k str>,
}

impl<'k> Reading<'k> {
    /// Reads what the tokens begin with; returns how many it took.
    fn step(&mut self, tokens: &[Token<'k>]) -> usize {
        if let Some((day, taken)) = date(tokens) {
            self.dates += 1;
            self.day = self.day.or(Some(day));
            return taken;
        }
        let here = tokens[0];
        let hijri = |at: usize| tokens.get(at).is_some_and(|t| t.word == Some(Word::Hijri));
        let number = |at: usize| tokens.get(at).is_some_and(|t| t.number.is_some());
        if number(0) && hijri(1) && number(2) {
            self.dates += 1;
            return 3;
        }
        match here.word {
            Some(Word::Published) => self.stated = Some(self.stated.unwrap_or(Stated::Published)),
            Some(Word::Updated) => self.stated = Some(Stated::Updated),
            // «توقيت الإمارات»: whose clock it is.
            Some(Word::Filler) if matches!(here.text, "توقيت" | "بتوقيت") && tokens.len() > 1 && !number(1) =>
            {
                return 2;
            }
            Some(Word::Filler) => {}
            _ if here.number.is_some() => self.clocks += 1,
            _ if here.text.starts_with(|c: char| c.is_ascii_digit()) => self.clocks = MAX_CLOCK_NUMBERS + 1,
            _ => self.rest.push(here.text),
        }
        1
    }
}

/// The Gregorian date that the tokens begin with, and how many tokens it takes.
fn date(tokens: &[Token<'_>]) -> Option<(Date, usize)> {
    let number = |at: usize| tokens.get(at).and_then(|t| t.number);
    let month = |at: usize| tokens.get(at).and_then(Token::month);
    let small = |n: i16| i8::try_from(n).ok();
    let make = |year: i16, month: i8, day: i16| {
        let plausible = (1990..2100).contains(&year);
        Date::new(year, month, small(day)?).ok().filter(|_| plausible)
    };
    if let (Some(day), Some(name)) = (number(0), month(1)) {
        // «3 مارس/ آذار 2024»: both names of the month.
        let at = if month(2) == Some(name) { 3 } else { 2 };
        if let Some(date) = number(at).and_then(|year| make(year, name, day)) {
            return Some((date, at + 1));
        }
    }
    if let (Some(day), Some(name)) = (number(0), tokens.get(1).filter(|t| t.text == "من").and(month(2))) {
        return Some((make(number(3)?, name, day)?, 4));
    }
    if let (Some(name), Some(day), Some(year)) = (month(0), number(1), number(2)) {
        return Some((make(year, name, day)?, 3));
    }
    let (a, b, c) = (number(0)?, number(1)?, number(2)?);
    if let Some(date) = small(b).and_then(|month| make(a, month, c)) {
        return Some((date, 3));
    }
    // The Arab press writes the day first; the other order only where this one is none.
    let day_first = small(b).and_then(|month| make(c, month, a));
    day_first.or_else(|| small(a).and_then(|month| make(c, month, b))).map(|date| (date, 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(Option<String>, Stated, Option<String>)> {
        let key = key_of(line);
        DateWords::new()
            .read(&key)
            .map(|l| (l.day.map(|d| d.to_string()), l.stated, Some(l.rest.join(" ")).filter(|r| !r.is_empty())))
    }

    fn day(line: &str) -> Option<String> {
        read(line)?.0
    }

    #[test]
    fn dates_of_all_countries() {
        assert_eq!(day("الجمعة 8 فيفري 2019").as_deref(), Some("2019-02-08"));
        assert_eq!(day("3 مارس/ آذار 2024").as_deref(), Some("2024-03-03"));
        assert_eq!(day("الأربعاء، 07 أكتوبر 2020 - 12:09 م").as_deref(), Some("2020-10-07"));
        assert_eq!(day("2026-01-08 | 12:42").as_deref(), Some("2026-01-08"));
        assert_eq!(day("الاثنين ٢٤ كانون الثاني ٢٠٢٢").as_deref(), Some("2022-01-24"));
        assert_eq!(day("السبت 14 غشت 2021 - 10:30").as_deref(), Some("2021-08-14"));
        assert_eq!(day("23/04/2021").as_deref(), Some("2021-04-23"));
        assert_eq!(day("March 5, 2021").as_deref(), Some("2021-03-05"));
        assert_eq!(day("11 شوال 1441هـ - 03 يونيو 2020م").as_deref(), Some("2020-06-03"));
    }

    #[test]
    fn what_the_date_is() {
        assert_eq!(read("التاريخ: 03 يونيو 2020").map(|l| l.1), Some(Stated::Published));
        assert_eq!(
            read("تاريخ النشر: 2020/06/03 - آخر تحديث: 2020/06/04").map(|l| (l.0, l.1)),
            Some((Some("2020-06-03".into()), Stated::Updated))
        );
        assert_eq!(read("آخر تحديث 3 يناير/ كانون الثاني 2024").map(|l| l.1), Some(Stated::Updated));
        let wire = read("الرياض 26 شوال 1436 هـ الموافق 11 اغسطس 2015 م واس");
        assert_eq!(wire, Some((Some("2015-08-11".into()), Stated::Bare, Some("الرياض واس".into()))));
    }

    #[test]
    fn no_dates() {
        assert_eq!(read("بلغ عدد المصابين 175 شخصا في 2020"), None);
        assert_eq!(read("21 o"), None);
        assert_eq!(read("18"), None);
        assert_eq!(day("99/99/2020"), None);
        assert_eq!(day("11 شوال 1441هـ"), None);
    }

    #[test]
    fn dates_stuck_to_a_link() {
        let words = DateWords::new();
        assert!(words.is_glued_to("وفاة جندي أمريكي احتجاجا على الحرب في غزة26 فبراير/ شباط 2024"));
        assert!(!words.is_glued_to("نفذ الهجوم في غزة 26 فبراير/ شباط 2024"));
    }
}
