//! Every number that the school grammar can write is read back: value and exact span.

use khabar_extract::{Number, ValueExtractor, ValueScratch};
use khabar_normalize::{Analyzer, Profile};

/// One way to write a number.
#[derive(Clone, Copy, Debug)]
struct Style {
    /// The counted noun is feminine: خمس, not خمسة.
    feminine: bool,
    /// Accusative and genitive: عشرين, not عشرون.
    oblique: bool,
    /// مائة, not مئة.
    old_hundred: bool,
    /// ثلاث مئة, not ثلاثمئة.
    split: bool,
    /// ألفًا, not ألفا.
    tanwin: bool,
    /// خمسة و عشرون
    detached: bool,
    /// الخمسة والعشرون
    definite: bool,
    /// Bare alef, ه for ة: اربعه
    loose: bool,
}

impl Style {
    /// All 256 styles by number.
    fn nth(bits: u32) -> Self {
        let bit = |n: u32| bits >> n & 1 == 1;
        Self {
            feminine: bit(0),
            oblique: bit(1),
            old_hundred: bit(2),
            split: bit(3),
            tanwin: bit(4),
            detached: bit(5),
            definite: bit(6),
            loose: bit(7),
        }
    }
}

const WITH_TA: [&str; 11] = ["", "واحد", "", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"];
const WITHOUT_TA: [&str; 11] = ["", "واحدة", "", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"];
const TENS: [&str; 10] = ["", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"];

/// A scale: singular, dual stem, plural.
const SCALES: [(u64, &str, &str); 4] = [
    (1_000_000_000_000, "تريليون", "تريليونات"),
    (1_000_000_000, "مليار", "مليارات"),
    (1_000_000, "مليون", "ملايين"),
    (1_000, "ألف", "آلاف"),
];

fn unit(n: u64, feminine: bool, oblique: bool) -> String {
    match n {
        2 => match (feminine, oblique) {
            (false, false) => "اثنان",
            (false, true) => "اثنين",
            (true, false) => "اثنتان",
            (true, true) => "اثنتين",
        },
        // Standing alone ثمان takes the ending of ثمانٍ.
        8 if feminine && !oblique => "ثمانٍ",
        _ if feminine => WITHOUT_TA[n as usize],
        _ => WITH_TA[n as usize],
    }
    .to_owned()
}

fn below_hundred(n: u64, feminine: bool, oblique: bool) -> Vec<String> {
    match n {
        1..=10 => vec![unit(n, feminine, oblique)],
        11 => vec![if feminine { "إحدى عشرة" } else { "أحد عشر" }.to_owned()],
        12 => {
            let two = match (feminine, oblique) {
                (false, false) => "اثنا عشر",
                (false, true) => "اثني عشر",
                (true, false) => "اثنتا عشرة",
                (true, true) => "اثنتي عشرة",
            };
            vec![two.to_owned()]
        }
        13..=19 if feminine => vec![format!("{} عشرة", WITHOUT_TA[n as usize - 10])],
        13..=19 => vec![format!("{} عشر", WITH_TA[n as usize - 10])],
        _ => {
            let tens = format!("{}{}", TENS[n as usize / 10], if oblique { "ين" } else { "ون" });
            match n % 10 {
                0 => vec![tens],
                1 if feminine => vec!["إحدى".to_owned(), tens],
                rest => vec![unit(rest, feminine, oblique), tens],
            }
        }
    }
}

/// 1 to 999; `construct`: before a scale, where مئتان loses its ن.
fn group(n: u64, feminine: bool, style: Style, construct: bool) -> Vec<String> {
    let hundred = if style.old_hundred { "مائة" } else { "مئة" };
    let mut words = match n / 100 {
        0 => vec![],
        1 => vec![hundred.to_owned()],
        2 => {
            let stem = hundred.trim_end_matches('ة');
            let ending = match (style.oblique, construct && n == 200) {
                (false, false) => "تان",
                (true, false) => "تين",
                (false, true) => "تا",
                (true, true) => "تي",
            };
            vec![format!("{stem}{ending}")]
        }
        8 if style.split => vec![format!("ثماني {hundred}")],
        8 => vec![format!("ثمان{hundred}")],
        h if style.split => vec![format!("{} {hundred}", WITHOUT_TA[h as usize])],
        h => vec![format!("{}{hundred}", WITHOUT_TA[h as usize])],
    };
    if !n.is_multiple_of(100) {
        words.extend(below_hundred(n % 100, feminine, style.oblique));
    }
    words
}

/// The number in words.
fn spell(n: u64, style: Style) -> String {
    let mut parts: Vec<Vec<String>> = Vec::new();
    let mut rest = n;
    for (size, singular, plural) in SCALES {
        let count = rest / size;
        rest %= size;
        let mut words = match count {
            0 => continue,
            1 => vec![singular.to_owned()],
            2 => vec![format!("{singular}{}", if style.oblique { "ين" } else { "ان" })],
            _ => group(count, false, style, true),
        };
        if count > 2 {
            let noun = match count % 100 {
                3..=10 => plural.to_owned(),
                11..=99 => format!("{singular}ا{}", if style.tanwin { "\u{64b}" } else { "" }),
                _ => singular.to_owned(),
            };
            let last = words.last_mut().expect("a count has words");
            *last = format!("{last} {noun}");
        }
        parts.push(words);
    }
    if rest > 0 {
        parts.push(group(rest, style.feminine, style, false));
    }
    let mut words: Vec<String> = parts.concat();
    if n == 0 {
        words.push("صفر".to_owned());
    }
    if style.definite {
        words.iter_mut().for_each(|word| word.insert_str(0, "ال"));
    }
    let text = words.join(if style.detached { " و " } else { " و" });
    if !style.loose {
        return text;
    }
    text.replace(['أ', 'إ', 'آ'], "ا").replace('ة', "ه")
}

/// Counts texts whose one value is not the number over the whole text; prints the first few.
struct Reader {
    extractor: ValueExtractor,
    worker: khabar_normalize::Worker,
    scratch: ValueScratch,
    tried: u32,
    wrong: u32,
}

impl Reader {
    fn new() -> Self {
        let worker = Analyzer::new(Profile::News).worker();
        Self { extractor: ValueExtractor::new(), worker, scratch: ValueScratch::default(), tried: 0, wrong: 0 }
    }

    fn check(&mut self, n: u64, style: Style) {
        let text = spell(n, style);
        let mut values = Vec::new();
        let layers = self.worker.analyze(&text);
        self.extractor.extract(&layers, None, &mut self.scratch, &mut values);
        let right = values.len() == 1
            && values[0].span.slice(&text) == text
            && matches!(values[0].number, Some(Number::Exact { value, .. }) if value.to_whole() == Some(i128::from(n)));
        self.tried += 1;
        if !right {
            self.wrong += 1;
            if self.wrong <= 10 {
                let got: Vec<_> = values.iter().map(|v| (v.span.slice(&text), v.number)).collect();
                eprintln!("{n}: {text}: {got:?}");
            }
        }
    }

    /// At least 99.9 %.
    fn assert_nearly_all(&self) {
        assert!(self.wrong * 1000 <= self.tried, "{} of {} are wrong", self.wrong, self.tried);
    }
}

/// A definite unit alone (الخمسة) is no value; neither is a definite zero.
fn writable(n: u64, style: Style) -> bool {
    !style.definite || n > 10
}

/// A step of the SplitMix64 generator: repeatable random numbers without another crate.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[test]
fn every_number_to_ten_thousand() {
    let mut reader = Reader::new();
    let mut state = 7;
    for n in 0..=10_000 {
        // Small numbers in every style, the others in sixteen.
        let styles: Vec<u32> =
            if n < 1000 { (0..256).collect() } else { (0..16).map(|_| next(&mut state) as u32 % 256).collect() };
        for style in styles.into_iter().map(Style::nth).filter(|&s| writable(n, s)) {
            reader.check(n, style);
        }
    }
    reader.assert_nearly_all();
}

#[test]
fn random_numbers_to_a_thousand_trillions() {
    let mut reader = Reader::new();
    let mut state = 1;
    for _ in 0..200_000 {
        // All sizes alike: the number of digits is drawn first.
        let size = 10u64.pow(4 + (next(&mut state) % 12) as u32);
        let n = next(&mut state) % size;
        let style = Style::nth(next(&mut state) as u32 % 256);
        if writable(n, style) {
            reader.check(n, style);
        }
    }
    reader.assert_nearly_all();
}

#[test]
fn the_generator_writes_what_a_teacher_would() {
    let plain = Style::nth(0);
    for (n, style, want) in [
        (0, plain, "صفر"),
        (21, plain, "واحد وعشرون"),
        (112, Style { feminine: true, oblique: true, ..plain }, "مئة واثنتي عشرة"),
        (200_000, Style { oblique: true, ..plain }, "مئتي ألف"),
        (3_045, Style { old_hundred: true, detached: true, ..plain }, "ثلاثة آلاف و خمسة و أربعون"),
        (15_300, Style { split: true, tanwin: true, ..plain }, "خمسة عشر ألفاً وثلاث مئة"),
        (2_000_008, Style { feminine: true, oblique: true, ..plain }, "مليونين وثماني"),
    ] {
        assert_eq!(spell(n, style), want);
    }
}
