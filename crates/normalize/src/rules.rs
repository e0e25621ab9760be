//! Which rules a normalization applies: single switches, and profiles as sets of them.

use std::fmt;

/// One normalization rule; each can be switched alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Rule {
    /// Canonical composition (NFC, UAX #15): `ا` + U+0653 gives `آ`.
    Compose,
    /// Arabic presentation forms A and B become letters: `ﻻ` gives `لا`, `ﷲ` gives `الله`.
    PresentationForms,
    /// Harakat, tanwin, shadda, superscript alef and Quranic marks are deleted.
    Diacritics,
    /// Tatweel (U+0640) is deleted as joiner or stretching, and becomes `-` where it serves as a dash.
    Tatweel,
    /// All quotation marks become `"`.
    QuotationMarks,
    /// Direction marks, embeddings, isolates are deleted.
    DirectionMarks,
    /// Zero-width space, joiners, byte order mark, soft hyphen are deleted (joiners inside emoji stay).
    ZeroWidth,
    /// Arabic-Indic, extended and full-width digits become ASCII; `٫ ٬ ٪` become `. , %`.
    Digits,
    /// `، ؛ ؟ … – —` become `, ; ? ... - -`.
    Punctuation,
    /// No-break, thin, ideographic and other spaces become U+0020, line separators a line break.
    Spaces,
    /// Runs of spaces become one.
    CollapseSpaces,
    /// Persian and Urdu letters typed for Arabic ones: `ک ی ە` become `ك ي ه`, in Arabic text only.
    LookAlikes,
    /// `أ إ آ ٱ` become `ا`.
    FoldAlef,
    /// `ى` becomes `ي`.
    FoldYa,
    /// `ة` becomes `ه`.
    FoldTaMarbuta,
    /// `ؤ` becomes `و`, `ئ` becomes `ي`.
    FoldHamza,
    /// An Arabic letter written three or more times becomes one: `جداااا` gives `جدا`.
    Elongation,
}

impl Rule {
    /// All rules.
    pub const ALL: [Self; 17] = [
        Self::Compose,
        Self::PresentationForms,
        Self::Diacritics,
        Self::Tatweel,
        Self::QuotationMarks,
        Self::DirectionMarks,
        Self::ZeroWidth,
        Self::Digits,
        Self::Punctuation,
        Self::Spaces,
        Self::CollapseSpaces,
        Self::LookAlikes,
        Self::FoldAlef,
        Self::FoldYa,
        Self::FoldTaMarbuta,
        Self::FoldHamza,
        Self::Elongation,
    ];

    /// The name used on the command line and in configuration files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Compose => "compose",
            Self::PresentationForms => "presentation_forms",
            Self::Diacritics => "diacritics",
            Self::Tatweel => "tatweel",
            Self::QuotationMarks => "quotation_marks",
            Self::DirectionMarks => "direction_marks",
            Self::ZeroWidth => "zero_width",
            Self::Digits => "digits",
            Self::Punctuation => "punctuation",
            Self::Spaces => "spaces",
            Self::CollapseSpaces => "collapse_spaces",
            Self::LookAlikes => "look_alikes",
            Self::FoldAlef => "fold_alef",
            Self::FoldYa => "fold_ya",
            Self::FoldTaMarbuta => "fold_ta_marbuta",
            Self::FoldHamza => "fold_hamza",
            Self::Elongation => "elongation",
        }
    }

    /// The rule of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }
}

/// A named set of rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// For showing: keeps diacritics, tatweel, quotation marks and digits; repairs encodings of letters,
    /// invisible characters and spaces.
    Display,
    /// For analysis: folds no letter.
    #[default]
    News,
    /// For finding: folds letters too.
    Search,
}

impl Profile {
    /// All profiles.
    pub const ALL: [Self; 3] = [Self::Display, Self::News, Self::Search];

    /// The name used on the command line and in configuration files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Display => "display",
            Self::News => "news",
            Self::Search => "search",
        }
    }

    /// The profile of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }

    /// Its rules.
    #[must_use]
    pub const fn rules(self) -> Rules {
        let display = Rules::NONE
            .with(Rule::Compose)
            .with(Rule::PresentationForms)
            .with(Rule::ZeroWidth)
            .with(Rule::Spaces)
            .with(Rule::LookAlikes);
        let news = display
            .with(Rule::Diacritics)
            .with(Rule::Tatweel)
            .with(Rule::QuotationMarks)
            .with(Rule::DirectionMarks)
            .with(Rule::Digits);
        match self {
            Self::Display => display,
            Self::News => news,
            Self::Search => news
                .with(Rule::Punctuation)
                .with(Rule::CollapseSpaces)
                .with(Rule::FoldAlef)
                .with(Rule::FoldYa)
                .with(Rule::FoldTaMarbuta)
                .with(Rule::FoldHamza)
                .with(Rule::Elongation),
        }
    }
}

/// A set of rules.
///
/// ```
/// use khabar_normalize::{Normalizer, Profile, Rule};
/// let rules = Profile::News.rules().with(Rule::FoldAlef).without(Rule::Digits);
/// assert_eq!(Normalizer::new(rules).normalize("أُعلن ٣").text(), "اعلن ٣");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Rules(u32);

impl Rules {
    /// No rule: the text stays as it is.
    pub const NONE: Self = Self(0);

    /// With this rule on.
    #[must_use]
    pub const fn with(self, rule: Rule) -> Self {
        Self(self.0 | 1 << rule as u32)
    }

    /// With this rule off.
    #[must_use]
    pub const fn without(self, rule: Rule) -> Self {
        Self(self.0 & !(1 << rule as u32))
    }

    /// Whether this rule is on.
    #[must_use]
    pub const fn has(self, rule: Rule) -> bool {
        self.0 & 1 << rule as u32 != 0
    }

    /// Whether one of the rules is on that rewrite plain Arabic letters, `،`, `؟` or single spaces.
    pub(crate) const fn touches_plain_text(self) -> bool {
        self.has(Rule::Punctuation)
            || self.has(Rule::CollapseSpaces)
            || self.has(Rule::FoldAlef)
            || self.has(Rule::FoldYa)
            || self.has(Rule::FoldTaMarbuta)
            || self.has(Rule::FoldHamza)
            || self.has(Rule::Elongation)
    }

    /// Reads `profile = "…"` (default `news`) and a boolean for any rule by its name.
    ///
    /// ```
    /// use khabar_normalize::{Rule, Rules};
    /// let rules = Rules::from_toml("profile = \"search\"\nelongation = false").unwrap();
    /// assert!(rules.has(Rule::FoldAlef) && !rules.has(Rule::Elongation));
    /// assert!(Rules::from_toml("tatwil = true").unwrap_err().to_string().contains("tatweel"));
    /// ```
    ///
    /// # Errors
    /// Broken TOML, an unknown profile or rule, a value that is no boolean.
    pub fn from_toml(text: &str) -> Result<Self, RulesError> {
        let table: toml::Table = toml::from_str(text).map_err(|e| RulesError(e.to_string()))?;
        Self::from_table(&table)
    }

    /// As [`from_toml`](Self::from_toml), from a table that was read already.
    ///
    /// # Errors
    /// An unknown profile or rule, a value that is no boolean.
    pub fn from_table(table: &toml::Table) -> Result<Self, RulesError> {
        let mut rules = Profile::News.rules();
        if let Some(value) = table.get("profile") {
            let profile = value.as_str().and_then(Profile::from_name).ok_or_else(|| {
                RulesError(format!("profile = {value}: the profiles are \"display\", \"news\", \"search\""))
            })?;
            rules = profile.rules();
        }
        for (key, value) in table.iter().filter(|(key, _)| *key != "profile") {
            let rule = Rule::from_name(key).ok_or_else(|| {
                let names: Vec<_> = Rule::ALL.iter().map(|r| r.name()).collect();
                RulesError(format!("no normalization rule is called {key}; the rules are {}", names.join(", ")))
            })?;
            let on = value.as_bool().ok_or_else(|| RulesError(format!("{key} = {value}: true or false is wanted")))?;
            rules = if on { rules.with(rule) } else { rules.without(rule) };
        }
        Ok(rules)
    }
}

impl From<Profile> for Rules {
    fn from(profile: Profile) -> Self {
        profile.rules()
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(Rule::ALL.into_iter().filter(|&r| self.has(r)).map(Rule::name)).finish()
    }
}

/// A configuration that names no rules this crate has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesError(String);

impl fmt::Display for RulesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for RulesError {}
