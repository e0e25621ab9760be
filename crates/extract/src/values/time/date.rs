//! Days, months and years by number and name.

use super::expr::{MonthRef, Point, YearRef};
use super::lexicon::{Calendar, Era, Form, Guard, Keyword, Sense, Unit};
use super::parse::Parser;
use super::tape::{Kind, Prefix};

/// Words before a number that make it a label, not a date: decree numbers, articles, flights.
const LABELS: [&str; 16] = [
    "رقم",
    "الماده",
    "ماده",
    "القرار",
    "قرار",
    "القانون",
    "قانون",
    "المرسوم",
    "مرسوم",
    "رحله",
    "الرحله",
    "الفصل",
    "قناه",
    "الايه",
    "ايه",
    "بند",
];

impl Parser<'_> {
    /// A date: by its numbers, or with the month's name; a month; a year.
    pub(super) fn date(&self, i: usize) -> Option<(Point, usize)> {
        let mut best = self.numeric_date(i);
        for found in [self.day_and_month(i), self.month_first(i), self.year_piece(i), self.day_of(i), self.dictated(i)]
            .into_iter()
            .flatten()
        {
            if best.as_ref().is_none_or(|best| found.1 > best.1) {
                best = Some(found);
            }
        }
        best
    }

    /// `يوم 27`, `25 الجاري`: a day of a month that is not named.
    fn day_of(&self, i: usize) -> Option<(Point, usize)> {
        let named = self.unit(i) == Some((Unit::Day, Form::One)) && !self.at(i)?.article();
        let start = if named { i + 1 } else { i };
        let (day, end) = self.day_number(start)?;
        let mut point = Point { day: Some(day), ..Point::default() };
        if let Some((direction, next)) = self.direction(end)
            && self.at(start)?.kind == Kind::Digits
        {
            point.month = Some(MonthRef::Shift(direction));
            return Some((point, next));
        }
        let month = self.shifted_month(end).or_else(|| {
            (self.is(end, Keyword::From) || self.is(end, Keyword::In)).then(|| self.shifted_month(end + 1)).flatten()
        });
        if let Some((month, next)) = month {
            return Some((point.merge(&month)?, next));
        }
        (named && (self.closed(end) || self.clock(end).is_some())).then_some((point, end))
    }

    /// `الشهر القادم`, `هذا الشهر`, `الشهر ذاته`.
    fn shifted_month(&self, i: usize) -> Option<(Point, usize)> {
        self.unit_period(i).filter(|(point, _)| point.month.is_some())
    }

    /// A day of the month: `23`, `الـ27`, `الثالث والعشرين`, `تسعة وعشرون`.
    pub(super) fn day_number(&self, i: usize) -> Option<(u8, usize)> {
        let (day, end) = match self.ordinal(i) {
            Some((value, _)) => (value, i + 1),
            None => self.small(i, false)?,
        };
        // الاثنين and الأحد are days of the week before they are numbers
        if end == i + 1 && self.weekday_at(i).is_some() {
            return None;
        }
        (1..=31).contains(&day).then_some((day, end))
    }

    /// `23 من كانون الثاني 2022`, `الرابع من شهر نيسان`, `28-نوفمبر`.
    fn day_and_month(&self, i: usize) -> Option<(Point, usize)> {
        let start = if self.unit(i) == Some((Unit::Day, Form::One)) { i + 1 } else { i };
        let (day, mut next) = self.day_number(start)?;
        if self.is(next, Keyword::From) || matches!(self.at(next)?.kind, Kind::Mark('/' | '-' | '.' | '،' | ',')) {
            next += 1;
        }
        let (month, end) = self.month(next, true)?;
        let point = Point { day: Some(day), ..month };
        if !possible(&point) {
            return None;
        }
        Some(self.with_year(point, end))
    }

    /// `تموز 13`, `يناير الثاني والعشرين، 2018`, or the month alone.
    fn month_first(&self, i: usize) -> Option<(Point, usize)> {
        let (month, end) = self.month(i, false)?;
        let slash = usize::from(matches!(self.at(end).map(|atom| atom.kind), Some(Kind::Mark('/' | '.' | '-'))));
        if let Some((day, next)) = self.day_number(end + slash)
            && !self.at(end + slash)?.prefix.has(Prefix::AND)
            && self.unit(next).is_none()
        {
            let word = self.at(end + slash)?.kind == Kind::Word;
            let point = Point { day: Some(day), ..month.clone() };
            let (dated, after) = self.with_year(point, next);
            if possible(&dated)
                && (word
                    || dated.year.is_some()
                    || self.closed(next)
                    || self.is(next, Keyword::To)
                    || self.clock(next).is_some())
            {
                return Some((dated, after));
            }
        }
        let (point, next) = self.with_year(month, end);
        let guard = self.month_guard(i);
        let named = self.unit(i).is_some();
        // حرب أكتوبر is a name, حرب تموز 2006 has its date
        if !named
            && point.year.is_none()
            && matches!(
                self.tape.folded(i.wrapping_sub(1)),
                "حرب"
                    | "ثوره"
                    | "مدينه"
                    | "انتفاضه"
                    | "نصر"
                    | "انتصارات"
                    | "ميدان"
                    | "شارع"
                    | "كوبري"
                    | "جسر"
            )
        {
            return None;
        }
        let dated = point.year.is_some() || self.direction(next).is_some() || end - i > 1 || self.framed(i);
        match guard {
            Some(Guard::Strict) if !named => None,
            Some(Guard::Dated | Guard::Exact) if !named && !dated => None,
            _ => Some((point, next)),
        }
    }

    /// Whether a month of two meanings stands where only a time does: after `في`, `منذ`, `حتى`, `هذا`.
    fn framed(&self, i: usize) -> bool {
        let keywords = [Keyword::Since, Keyword::Until, Keyword::By, Keyword::This, Keyword::During];
        self.before(i).is_some_and(|atom| keywords.iter().any(|&keyword| atom.is(keyword)))
            || (self.is(i.wrapping_sub(1), Keyword::In) && !self.at(i).is_some_and(|atom| atom.prefix.preposition()))
            || self.edge(i.wrapping_sub(1)).is_some()
    }

    fn month_guard(&self, i: usize) -> Option<Guard> {
        self.at(i)?.find(|sense| if let Sense::Month { guard, .. } = sense { Some(guard) } else { None })
    }

    /// A month: `شباط`, `شهر شباط`, `شهر 2`, `أكتوبر/تشرين الأول`, `مايو (أيار)`; with `dated` a day stands before.
    pub(super) fn month(&self, i: usize, dated: bool) -> Option<(Point, usize)> {
        if matches!(self.unit(i), Some((Unit::Month, Form::One))) && !self.at(i)?.article() {
            if let Some((point, end)) = self.month_name(i + 1) {
                return Some((point, end));
            }
            let (number, end) = self.small(i + 1, true)?;
            let free = self.unit(end).is_none() || self.the_unit(end).is_some() || self.worded_year(end).is_some();
            return ((1..=12).contains(&number) && free).then(|| (named(Calendar::Gregorian, number), end));
        }
        let atom = self.at(i)?;
        if dated && (atom.prefix.has(Prefix::AND) || atom.prefix.has(Prefix::LI)) {
            return None;
        }
        let exact = self.month_guard(i)? == Guard::Exact && !self.surface(i).contains('آ');
        if exact && !dated {
            return None;
        }
        self.month_name(i)
    }

    /// A month's name with its partner of the other tradition.
    fn month_name(&self, i: usize) -> Option<(Point, usize)> {
        let (calendar, month) = self.month_at(i)?;
        let mut end = i + 1;
        let partner = |i: usize| self.month_at(i).filter(|&(other, _)| other == calendar);
        match self.at(end).map(|atom| atom.kind) {
            // the partner of a slip (نوفمبر/تشرين الأول) is read over: the first name counts
            Some(Kind::Mark('/')) if partner(end + 1).is_some() && calendar == Calendar::Gregorian => end += 2,
            Some(Kind::Mark('/' | '-' | '\\')) if partner(end + 1).is_some_and(|(_, number)| number == month) => {
                end += 2;
            }
            Some(Kind::Mark('('))
                if partner(end + 1).is_some_and(|(_, number)| number == month) && self.mark(end + 2, ')') =>
            {
                end += 3;
            }
            Some(Kind::Word)
                if partner(end).is_some_and(|(_, number)| number == month)
                    && !self.at(end)?.prefix.has(Prefix::AND) =>
            {
                end += 1;
            }
            _ => {}
        }
        // an epithet: رمضان المبارك
        if calendar == Calendar::Islamic
            && matches!(
                self.tape.folded(end),
                "المبارك" | "الفضيل" | "الكريم" | "المعظم" | "المكرم" | "الحرام" | "الاصب"
            )
        {
            end += 1;
        }
        Some((named(calendar, month), end))
    }

    fn month_at(&self, i: usize) -> Option<(Calendar, u8)> {
        self.at(i)?
            .find(|sense| if let Sense::Month { calendar, month, .. } = sense { Some((calendar, month)) } else { None })
    }

    /// The point with the year that stands after it.
    pub(super) fn with_year(&self, point: Point, end: usize) -> (Point, usize) {
        let comma = matches!(self.at(end).map(|atom| atom.kind), Some(Kind::Mark('،' | ',' | '/' | '-' | '.')));
        let mut starts = vec![end];
        if comma {
            starts.push(end + 1);
        }
        if self.is(end, Keyword::From) || self.is(end, Keyword::In) {
            starts.push(end + 1);
        }
        for start in starts {
            let found =
                self.worded_year(start).or_else(|| point.day.and_then(|_| self.spelled_year(start))).or_else(|| {
                    if start > end && !comma {
                        return None;
                    }
                    self.plain_year(start).filter(|(_, next)| self.unit(*next).is_none() || point.day.is_some())
                });
            if let Some((year, next)) = found
                && let Some(merged) = fit_calendar(&point, &year)
            {
                return (merged, next);
            }
        }
        (point, end)
    }

    /// `عام 2011`, `سنة 1436هـ`, `العام الدراسي 2015/2016`, `عام ألفين وسبعة`.
    fn worded_year(&self, i: usize) -> Option<(Point, usize)> {
        let (unit, form) = self.unit(i)?;
        if !matches!(unit, Unit::Year | Unit::Season) || form != Form::One {
            return None;
        }
        let mut start = i + 1;
        // one word may stand between: عام الثورة 2011, الموسم الكروي 2014-2015
        let between = self.at(start)?;
        if between.kind == Kind::Word
            && self.skip_article(start) == start
            && self.surface(start).starts_with("ال")
            && self.numeral(start).is_none()
            && self.at(start + 1).is_some_and(|atom| atom.kind == Kind::Digits && atom.width == 4)
        {
            start += 1;
        }
        let digits = self.skip_article(start);
        if let Some(found) = self.year_span(digits) {
            return Some(found);
        }
        let atom = self.at(digits)?;
        let (value, end) = if atom.kind == Kind::Digits {
            if atom.width < 3 || self.glued_decimal(digits) {
                return None;
            }
            (i32::try_from(atom.number?).ok()?, digits + 1)
        } else {
            let (numeral, end) = self.numeral(start)?;
            if numeral.ordinal || !numeral.words {
                return None;
            }
            let value = whole(numeral.value)?;
            // ألفين اثنين وعشرين, as it is dictated
            match self
                .numeral(end)
                .filter(|(more, next)| value % 100 == 0 && more.words && !more.ordinal && self.unit(*next).is_none())
            {
                Some((more, next)) if whole(more.value).is_some_and(|more| (1..100).contains(&more)) => {
                    (value + whole(more.value)?, next)
                }
                _ => (value, end),
            }
        };
        if !(100..=9999).contains(&value) || (unit == Unit::Season && value < 1900) {
            return None;
        }
        let (era, end) = self.era(end);
        Some((year_point(value, era, true), end))
    }

    /// A year of our centuries in words after a day and a month: `من ألف وتسعمئة وثمانية وسبعين`.
    fn spelled_year(&self, i: usize) -> Option<(Point, usize)> {
        let (numeral, mut end) = self.numeral(i).filter(|(numeral, _)| numeral.words && !numeral.ordinal)?;
        let mut value = whole(numeral.value)?;
        if value == 2000
            && let Some((more, next)) = self.numeral(end).filter(|(more, _)| more.words && !more.ordinal)
            && let Some(more) = whole(more.value).filter(|more| (1..100).contains(more))
        {
            (value, end) = (value + more, next);
        }
        ((1700..=2100).contains(&value) && (self.unit(end).is_none() || self.the_unit(end).is_some()))
            .then(|| (year_point(value, None, false), end))
    }

    /// A day dictated as three numbers: `اثنين وعشرين ثلاثة ألفين واثنين وعشرين`.
    fn dictated(&self, i: usize) -> Option<(Point, usize)> {
        let words = |i: usize| self.at(i).is_some_and(|atom| atom.kind == Kind::Word && !atom.article());
        let (day, next) = self.small(i, false).filter(|&(day, _)| words(i) && (1..=31).contains(&day))?;
        let (month, next) = self.small(next, true).filter(|&(month, _)| words(next) && (1..=12).contains(&month))?;
        let (year, end) = self.worded_year(next).or_else(|| self.spelled_year(next))?;
        let point = Point { day: Some(day), month: Some(MonthRef::Named(month)), ..year };
        possible(&point).then_some((point, end))
    }

    /// A year that stands in the text alone: `في 2011`, `أزمة 2014`, `(2007)`, `2014-2018` is a range.
    fn year_piece(&self, i: usize) -> Option<(Point, usize)> {
        if let Some((point, end)) = self.worded_year(i) {
            return Some((point, end));
        }
        let i0 = self.skip_article(i);
        if let Some((point, end)) = self.year_span(i0)
            && self.may_date(i)
        {
            return Some((point, end));
        }
        let (point, end) = self.plain_year(i0)?;
        if point.era.is_some() {
            return Some((point, end));
        }
        let Some(YearRef::At(year)) = point.year else { return None };
        if !self.may_date(i) || self.glued_mark(i0) {
            return None;
        }
        let after = self.counts_after(end);
        let prefixed = self.at(i).is_some_and(|atom| atom.kind == Kind::Word)
            || (i0 > 0
                && self.at(i0).is_some_and(|atom| !atom.spaced)
                && matches!(self.tape.folded(i0 - 1), "ل" | "ب" | "وب" | "ول"));
        let keyword = [
            Keyword::In,
            Keyword::Since,
            Keyword::Until,
            Keyword::By,
            Keyword::During,
            Keyword::Ago,
            Keyword::After,
            Keyword::From,
            Keyword::To,
            Keyword::Between,
        ];
        let framed = prefixed
            || self.before(i).is_some_and(|atom| keyword.iter().any(|&keyword| atom.is(keyword)))
            || self.edge(i.wrapping_sub(1)).is_some()
            || self.at(i.wrapping_sub(1)).is_some_and(|atom| atom.find(season).is_some());
        let near = (1900..=2099).contains(&year);
        let accepted = match after {
            After::Counted => false,
            After::Free => near || (framed && (1000..=2100).contains(&year)),
            After::Unknown => framed && near,
        };
        accepted.then_some((point, end))
    }

    /// Whether a number at `i` may be a date: nothing before it makes it a label or a part of something longer.
    fn may_date(&self, i: usize) -> bool {
        let Some(before) = self.before(i) else { return true };
        if LABELS.contains(&self.tape.folded(i - 1)) {
            return false;
        }
        if self.mark(i - 1, ':') && i >= 2 && LABELS.contains(&self.tape.folded(i - 2)) {
            return false;
        }
        !matches!(before.kind, Kind::Mark('+' | '#' | '$' | '€' | '£' | '№' | '@' | '_' | '='))
    }

    /// Whether a mark joins the digits to what stands beside them.
    fn glued_mark(&self, i: usize) -> bool {
        let left = self.at(i).is_some_and(|atom| !atom.spaced)
            && self
                .before(i)
                .is_some_and(|atom| matches!(atom.kind, Kind::Mark('/' | '-' | '.' | ',' | ':' | '_' | '٬' | '٫')));
        left || self.goes_on(i)
    }

    /// Whether a mark joins the digits to what stands after them.
    fn goes_on(&self, i: usize) -> bool {
        let right =
            self.at(i + 1).is_some_and(|atom| {
                !atom.spaced && matches!(atom.kind, Kind::Mark('/' | '-' | '.' | ',' | ':' | '_' | '%'))
            }) && self.at(i + 2).is_some_and(|atom| !atom.spaced && matches!(atom.kind, Kind::Digits | Kind::Word));
        right || self.at(i + 1).is_some_and(|atom| matches!(atom.kind, Kind::Mark('%' | '$' | '€' | '°')))
    }

    /// What follows a bare number: a noun that it counts, something that ends it, or a word that may be either.
    fn counts_after(&self, end: usize) -> After {
        let Some(atom) = self.at(end) else { return After::Free };
        match atom.kind {
            Kind::Mark(_) | Kind::Opaque => return After::Free,
            Kind::Digits => return After::Unknown,
            Kind::Word => {}
        }
        if self.numeral(end).is_some_and(|(numeral, _)| numeral.norm.start() == atom.start && numeral.words)
            && atom.senses.is_empty()
        {
            return After::Counted;
        }
        if let Some((_, form)) = atom.unit()
            && !atom.article()
            && form != Form::Two
            && !atom.prefix.has(Prefix::AND)
        {
            return After::Counted;
        }
        let surface = self.surface(end);
        let folded = self.tape.folded(end);
        if surface.ends_with('ة') && !surface.starts_with("ال")
            || surface.ends_with("ا")
                && !surface.starts_with("ال")
                && surface.chars().count() > 3
                && !FREE.contains(&folded)
        {
            return After::Counted;
        }
        let joined = surface.starts_with("ال")
            || surface.starts_with("لل")
            || surface.starts_with("بال")
            || surface.starts_with("وال")
            || surface.starts_with('و')
            || surface.starts_with("لا");
        if joined || FREE.contains(&folded) || atom.senses.iter().any(|sense| matches!(sense, Sense::Keyword(_))) {
            return After::Free;
        }
        if COUNTED.contains(&folded) { After::Counted } else { After::Unknown }
    }

    /// Four digits that can be a year, with the era that may stand after.
    pub(super) fn plain_year(&self, i: usize) -> Option<(Point, usize)> {
        let i = self.skip_article(i);
        let atom = self.at(i)?;
        if atom.kind != Kind::Digits || self.glued_decimal(i) {
            return None;
        }
        let value = i32::try_from(atom.number?).ok()?;
        let (era, end) = self.era(i + 1);
        let four = atom.width == 4 && (1000..=2999).contains(&value);
        if four
            || (era == Some(Era::BeforeChrist) && atom.width <= 5 && value > 0)
            || (matches!(era, Some(Era::Hijri)) && atom.width >= 2 && value <= 1600 && value > 0)
        {
            return Some((year_point(value, era, false), end));
        }
        None
    }

    /// `2014/2015`, `2014-2015` in a row: a season. A longer distance is a range and not read here.
    fn year_span(&self, i: usize) -> Option<(Point, usize)> {
        let year = |i: usize| {
            self.at(i)
                .filter(|atom| atom.kind == Kind::Digits && matches!(atom.width, 2 | 4))
                .and_then(|atom| atom.number)
        };
        let first = self.at(i).filter(|atom| atom.width == 4).and_then(|_| year(i))?;
        if !matches!(self.at(i + 1)?.kind, Kind::Mark('/' | '-' | '–' | '\\')) {
            return None;
        }
        let second = year(i + 2)?;
        let short = self.at(i + 2)?.width == 2;
        let second = if short { first / 100 * 100 + second } else { second };
        // a third number makes it a date
        let longer = matches!(self.at(i + 3).map(|atom| atom.kind), Some(Kind::Mark('/' | '-')))
            && self.at(i + 4).is_some_and(|atom| atom.kind == Kind::Digits);
        if second != first + 1 || longer || !(1300..=2200).contains(&first) || (short && !self.mark(i + 1, '/')) {
            return None;
        }
        let (era, end) = self.era(i + 3);
        let mut point = year_point(first as i32, era, false);
        point.year = Some(YearRef::Span(first as i32, second as i32));
        Some((point, end))
    }

    /// `م`, `هـ`, `ق.م` after a year.
    pub(super) fn era(&self, end: usize) -> (Option<Era>, usize) {
        let Some(atom) = self.at(end) else { return (None, end) };
        if atom.prefix.has(Prefix::AND) || atom.prefix.preposition() {
            return (None, end);
        }
        let letter = matches!(self.tape.folded(end), "م" | "ه");
        let era = atom.find(|sense| if let Sense::Era(era) = sense { Some(era) } else { None });
        let era = era.or_else(|| (self.tape.folded(end) == "م").then_some(Era::Gregorian));
        match era {
            Some(era) => (Some(era), end + 1),
            None if letter => (Some(Era::Gregorian), end + 1),
            None => (None, end),
        }
    }

    /// Dates of digits: `12/3/2021`, `2021-03-12`, `9 / 10 / 1436 هـ`, `4/22`, `3-2015`.
    fn numeric_date(&self, i: usize) -> Option<(Point, usize)> {
        let i = if self.unit(i) == Some((Unit::Day, Form::One)) { i + 1 } else { i };
        let digits = |i: usize| self.at(i).filter(|atom| atom.kind == Kind::Digits && atom.width <= 4);
        let a = digits(i)?;
        if !self.may_date(i)
            || (self.before(i).is_some_and(|atom| matches!(atom.kind, Kind::Mark('/' | '-' | '.' | ':'))) && !a.spaced)
        {
            return None;
        }
        let separator = self.at(i + 1)?.kind;
        if !matches!(separator, Kind::Mark('/' | '-' | '.' | '\\' | '–')) {
            return None;
        }
        let b = digits(i + 2)?;
        let third = self
            .at(i + 3)
            .filter(|atom| atom.kind == separator || (atom.is_mark(',') && separator == Kind::Mark('/')))
            .and_then(|_| digits(i + 4));
        let loose = self.at(i + 1)?.spaced || b.spaced;
        let (x, y) = (a.number?, b.number?);
        if let Some(c) = third {
            let z = c.number?;
            if separator == Kind::Mark('.') && (loose || (a.width != 4 && c.width != 4)) {
                return None;
            }
            let (year, month, day) = if a.width == 4 { (x, y, z) } else { (z, y, x) };
            let year_width = if a.width == 4 { a.width } else { c.width };
            let (month, day) = if month > 12 && day <= 12 { (day, month) } else { (month, day) };
            let (era, end) = self.era(i + 5);
            let year = match year_width {
                4 => year,
                2 if !loose && a.width <= 2 => year + if year < 70 { 2000 } else { 1900 },
                _ => return None,
            };
            // a fourth number makes it an address or a code
            if self.at(i + 5).is_some_and(|atom| atom.kind == separator && !atom.spaced)
                && digits(i + 6).is_some_and(|atom| !atom.spaced)
            {
                return None;
            }
            let mut point = year_point(i32::try_from(year).ok()?, era, false);
            if point.calendar.is_none() && (1300..=1500).contains(&year) {
                point.calendar = Some(Calendar::Islamic);
            }
            point.month = Some(MonthRef::Named(u8::try_from(month).ok()?));
            point.day = Some(u8::try_from(day).ok()?);
            return possible(&point).then_some((point, end));
        }
        if loose || self.goes_on(i + 2) || separator == Kind::Mark('–') {
            return None;
        }
        let year_month = |year: u32, month: u32| {
            ((1900..=2100).contains(&year) && (1..=12).contains(&month)).then_some((year, month))
        };
        let found = match (a.width, b.width) {
            (4, 1 | 2) if separator != Kind::Mark('.') => year_month(x, y),
            (1 | 2, 4) if separator != Kind::Mark('.') => year_month(y, x),
            _ => None,
        };
        if let Some((year, month)) = found {
            let mut point = year_point(year as i32, None, false);
            point.month = Some(MonthRef::Named(month as u8));
            return Some((point, i + 3));
        }
        // two numbers are a day and a month only where one of them can be no month, or the words before say so
        let said = self.before(i).is_some_and(|atom| atom.is(Keyword::DateWord))
            || (i > 0 && self.unit(i - 1) == Some((Unit::Day, Form::One)));
        let clear = separator == Kind::Mark('/')
            && (13..=31).contains(&x.max(y))
            && (1..=12).contains(&x.min(y))
            && self.counts_after(i + 3) != After::Counted;
        if !(said || clear) || a.width > 2 || b.width > 2 {
            return None;
        }
        let (day, month) = if y > 12 { (y, x) } else { (x, y) };
        let point = Point { day: Some(day as u8), month: Some(MonthRef::Named(month as u8)), ..Point::default() };
        possible(&point).then_some((point, i + 3))
    }
}

/// What stands after a bare number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    Counted,
    Free,
    Unknown,
}

/// Words after a year that cannot be counted: particles, pronouns, conjunctions, folded.
const FREE: [&str; 48] = [
    "في",
    "من",
    "علي",
    "الي",
    "عن",
    "ان",
    "انه",
    "مع",
    "بين",
    "قبل",
    "بعد",
    "منذ",
    "حتي",
    "هو",
    "هي",
    "كان",
    "كانت",
    "لم",
    "لن",
    "قد",
    "لا",
    "ما",
    "مما",
    "اي",
    "او",
    "ثم",
    "كما",
    "عندما",
    "حين",
    "حيث",
    "ضد",
    "عبر",
    "لدي",
    "تحت",
    "خلال",
    "بسبب",
    "بعدما",
    "اذ",
    "اذا",
    "عند",
    "لكن",
    "هذا",
    "هذه",
    "تم",
    "غير",
    "دون",
    "يوم",
    "ام",
];

/// Nouns that are counted in the singular after hundreds and thousands and could stand after a year, folded.
const COUNTED: [&str; 30] = [
    "شخص",
    "قتيل",
    "جريح",
    "دولار",
    "يورو",
    "ريال",
    "درهم",
    "دينار",
    "جنيه",
    "ليره",
    "طن",
    "كيلومتر",
    "متر",
    "كلم",
    "كم",
    "طالب",
    "عامل",
    "جندي",
    "مقاتل",
    "اسير",
    "مواطن",
    "لاجئ",
    "موظف",
    "منزل",
    "برميل",
    "ميغاواط",
    "ميل",
    "مشارك",
    "مريض",
    "نقطه",
];

fn season(sense: Sense) -> Option<()> {
    matches!(sense, Sense::Season(_)).then_some(())
}

fn named(calendar: Calendar, month: u8) -> Point {
    Point {
        calendar: (calendar == Calendar::Islamic).then_some(calendar),
        month: Some(MonthRef::Named(month)),
        ..Point::default()
    }
}

/// A year as a point; a year of the fourteenth or fifteenth century without an era is one of the Hijri calendar
/// when `worded` (عام 1435), as the Gulf press writes it.
fn year_point(value: i32, era: Option<Era>, worded: bool) -> Point {
    let hijri = era == Some(Era::Hijri) || (worded && era.is_none() && (1390..=1460).contains(&value));
    Point {
        calendar: match era {
            Some(Era::Gregorian | Era::BeforeChrist) => Some(Calendar::Gregorian),
            _ if hijri => Some(Calendar::Islamic),
            _ => None,
        },
        era: era.filter(|&era| era != Era::Hijri),
        year: Some(YearRef::At(value)),
        ..Point::default()
    }
}

/// A month with a year: a Hijri month takes a Hijri year whatever the year's own guess was.
fn fit_calendar(month: &Point, year: &Point) -> Option<Point> {
    let mut year = year.clone();
    let islamic = month.calendar == Some(Calendar::Islamic);
    match year.year {
        Some(YearRef::At(value)) if islamic && value < 1700 => year.calendar = Some(Calendar::Islamic),
        // a Hijri month with a Gregorian year (رمضان 2021) keeps the year as it is
        Some(YearRef::At(_)) if islamic => {
            let mut both = month.clone();
            both.year = year.year;
            both.era = Some(Era::Gregorian);
            return Some(both);
        }
        Some(YearRef::At(_))
            if month.month.is_some() && year.calendar == Some(Calendar::Islamic) && month.calendar.is_none() =>
        {
            year.calendar = if year.era.is_none() { None } else { year.calendar };
        }
        _ => {}
    }
    month.merge(&year)
}

/// Whether the calendar has such a day in any year.
pub(super) fn possible(point: &Point) -> bool {
    let (Some(MonthRef::Named(month)), Some(day)) = (point.month, point.day) else { return true };
    let longest = match (point.calendar, month) {
        (Some(Calendar::Islamic), 1..=12) => 30,
        (_, 2) => 29,
        (_, 4 | 6 | 9 | 11) => 30,
        (_, 1..=12) => 31,
        _ => 0,
    };
    (1..=longest).contains(&day)
}

/// A decimal as a whole number.
pub(super) fn whole(value: crate::Decimal) -> Option<i32> {
    (value.scale == 0).then_some(i32::try_from(value.mantissa).ok()?)
}
