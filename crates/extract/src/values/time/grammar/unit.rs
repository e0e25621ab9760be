//! Units with their counts: `ثلاثة أيام`, `السنوات الـ15`, `شهرين`, `بضع ساعات`, `بين 4 و5 سنوات`.

use crate::Decimal;
use crate::values::time::expr::Amount;
use crate::values::time::grammar::Parser;
use crate::values::time::lexicon::{Form, Keyword, Sense, Unit};
use crate::values::time::tape::{Kind, Prefix};

impl Parser<'_> {
    /// A number with its unit, in either order.
    pub(super) fn counted_unit(&self, i: usize, bare: bool) -> Option<(Unit, Amount, usize)> {
        let atom = self.at(i)?;
        if let Some((numerator, denominator)) = self.fraction(i)
            && !atom.article()
            && let Some((unit, Form::One)) = self.unit(i + 1)
            && !self.at(i + 1)?.prefix.has(Prefix::AND)
            && !(unit == Unit::Month && self.month(i + 1, false).is_some())
            && unit != Unit::Century
        {
            return Some((unit, Amount::Fraction(numerator, denominator), i + 2));
        }
        if atom.is(Keyword::Between) || (atom.is(Keyword::From) && !atom.article()) {
            return self.between(i);
        }
        if let Some(found) = self.numbered(i) {
            return Some(found);
        }
        if let Some((unit, form)) = atom.unit() {
            return self.unit_first(i, unit, form, bare);
        }
        if matches!(
            self.tape.folded(i),
            "بضع"
                | "بضعه"
                | "عده"
                | "لبضع"
                | "لبضعه"
                | "لعده"
                | "ببضع"
                | "ببضعه"
                | "بعده"
                | "وبضع"
                | "وبضعه"
                | "وعده"
        ) {
            let unit = self.unit(i + 1).filter(|&(_, form)| form != Form::Two)?;
            return Some((unit.0, Amount::Vague, i + 2));
        }
        None
    }

    /// `ثلاثة أيام`, `5-10 سنوات`, `الـ72 ساعة`, `الستة أشهر`.
    fn numbered(&self, i: usize) -> Option<(Unit, Amount, usize)> {
        let (amount, mut end) = self.amount(i)?;
        if self.is(end, Keyword::From) && self.at(end + 1).is_some_and(|atom| atom.article()) {
            end += 1;
        }
        let atom = self.at(end)?;
        if atom.prefix.has(Prefix::AND) || atom.prefix.preposition() {
            return None;
        }
        let (unit, form) = atom.unit()?;
        // مليار ونصف سنة
        if form == Form::Two {
            return None;
        }
        let next = end + 1;
        // شهر 2 السنة القادمة, 3 الساعة: a definite singular is not counted; ألف ليلة is a book
        if form == Form::One && atom.article() && unit != Unit::Second {
            return None;
        }
        if unit == Unit::Night && matches!(amount, Amount::Exact(count) if count.mantissa >= 1000) {
            return None;
        }
        Some((unit, amount, next))
    }

    /// `بين 4 و5 سنوات`, `من خمس إلى عشر دقائق`.
    fn between(&self, i: usize) -> Option<(Unit, Amount, usize)> {
        let (low, next) = self.numeral(i + 1).filter(|(low, _)| !low.ordinal)?;
        let dash = matches!(self.at(next)?.kind, Kind::Mark('-' | '–'));
        let at = match self.at(i)?.is(Keyword::Between) {
            true if !dash => self.and(next)?,
            false if !dash && !self.is(next, Keyword::To) => return None,
            _ => next + 1,
        };
        let (high, end) = self.numeral(at).filter(|(high, _)| !high.ordinal)?;
        let (unit, form) = self.unit(end)?;
        let rises = low.value.scale == high.value.scale && low.value.mantissa < high.value.mantissa;
        let atom = self.at(end)?;
        let joined = atom.prefix.has(Prefix::AND) || atom.prefix.preposition();
        let counted = match form {
            Form::Two => false,
            Form::One => !atom.article(),
            Form::Many | Form::Counted => true,
        };
        (rises && counted && !joined).then_some((unit, Amount::Between(low.value, high.value), end + 1))
    }

    /// A number, or two with a dash or a word between them.
    fn amount(&self, i: usize) -> Option<(Amount, usize)> {
        let (numeral, end) = self.numeral(i)?;
        if numeral.ordinal || numeral.value.mantissa < 0 && numeral.value.scale > 0 {
            return None;
        }
        if self.before(i).is_some_and(|atom| matches!(atom.kind, Kind::Mark(':' | '/'))) && !self.at(i)?.spaced {
            return None;
        }
        let low = numeral.value;
        let dash = matches!(self.at(end).map(|atom| atom.kind), Some(Kind::Mark('-' | '–' | '~')));
        if (dash || self.is(end, Keyword::To) || self.is(end, Keyword::Or))
            && let Some((high, next)) = self.numeral(end + 1)
            && !high.ordinal
            && self.unit(next).is_some_and(|(_, form)| form != Form::Two)
        {
            return Some((Amount::Between(low, high.value), next));
        }
        // مليار ونصف سنة
        if let Some(at) = self.and(end)
            && self.fraction(at) == Some((1, 2))
            && numeral.words
            && low.scale == 0
            && low.mantissa >= 1_000_000
            && self.unit(at + 1).is_some()
        {
            return Some((Amount::Exact(Decimal { mantissa: low.mantissa * 3 / 2, scale: 0 }), at + 1));
        }
        Some((Amount::Exact(low), end))
    }

    /// A unit before its number, in the dual, or without one: `السنوات الـ15`, `شهرين`, `أيام قليلة`.
    fn unit_first(&self, i: usize, unit: Unit, form: Form, bare: bool) -> Option<(Unit, Amount, usize)> {
        let atom = self.at(i)?;
        let definite = atom.article();
        match form {
            Form::Two => {
                let end = i + 1;
                let two = self.at(end).is_some_and(|atom| {
                    matches!(self.tape.folded(end), "اثنين" | "اثنان" | "اثنتين" | "اثنتان")
                        && !atom.prefix.has(Prefix::AND)
                });
                // a construct dual names two: عامي 2019 و2021
                let construct = atom.senses.iter().any(|sense| matches!(sense, Sense::Pair(_)));
                // الموسمين is spelled as those who give a decoration
                // القرنين 15 و18 names them
                let counted = definite
                    && (self.at(end).is_some_and(|atom| atom.kind == Kind::Digits)
                        || self.ordinal(end).is_some()
                        || self.skip_article(end) != end);
                let spelled = counted || unit == Unit::Season && definite && self.direction(i + 1).is_none();
                (!construct && !spelled).then_some((unit, Amount::Exact(Decimal::whole(2)), end + usize::from(two)))
            }
            Form::Many => {
                let article = self.skip_article(i + 1);
                if (definite || article != i + 1)
                    && let Some((numeral, end)) = self.numeral(i + 1).or_else(|| self.numeral(article))
                    && (!numeral.ordinal
                        || self.at(i + 1).is_some_and(|atom| {
                            atom.find(|sense| matches!(sense, Sense::Number(..)).then_some(())).is_some()
                        }))
                    && !self.at(i + 1)?.prefix.has(Prefix::AND)
                    && (numeral.definite || article != i + 1)
                {
                    return Some((unit, Amount::Exact(numeral.value), end));
                }
                if self.is(i + 1, Keyword::Few) && !self.at(i + 1)?.prefix.has(Prefix::AND) {
                    return Some((unit, Amount::Vague, i + 2));
                }
                let directed =
                    self.direction(i + 1).is_some() || (self.is(i + 1, Keyword::Last) && self.at(i + 1)?.article());
                if definite {
                    return directed.then_some((unit, Amount::Vague, i + 1));
                }
                (self.free_plural(i) || bare && self.ends_noun(i + 1)).then_some((unit, Amount::Vague, i + 1))
            }
            Form::One => {
                if self.is(i + 1, Keyword::Whole)
                    && !definite
                    && !self.at(i + 1)?.prefix.has(Prefix::AND)
                    && !self.at(i + 1)?.prefix.preposition()
                {
                    return Some((unit, Amount::Exact(Decimal::whole(1)), i + 1));
                }
                let one = !definite && matches!(self.tape.folded(i + 1), "واحد" | "واحده");
                if one {
                    return Some((unit, Amount::Exact(Decimal::whole(1)), i + 2));
                }
                let half = !definite && self.half_after(i + 1, unit).is_some() && !self.half_names(i);
                let throughout = definite
                    && self.before(i).is_some_and(|atom| atom.is(Keyword::During))
                    && unit == Unit::Day
                    && matches!(self.tape.folded(i - 1), "طوال" | "طيله");
                let closes = unit != Unit::Day
                    || self.closed(i + 1)
                    || self.at(i + 1).is_some_and(|atom| atom.prefix.has(Prefix::AND) || atom.prefix.preposition());
                let open = (bare && !definite && self.ends_noun(i + 1) && closes)
                    || half
                    || throughout
                    || (!definite && self.chain_follows(i, unit));
                let approx = definite
                    && self.modifier(i.wrapping_sub(1), false).is_some()
                    && self.direction(i + 1).is_none()
                    && unit > Unit::Day
                    && i > 0
                    && self.ends_noun(i + 1)
                    && !matches!(self.tape.folded(i - 1), "حدود" | "دون" | "فوق" | "تحت");
                (open || approx).then_some((unit, Amount::Exact(Decimal::whole(1)), i + 1))
            }
            Form::Counted => (bare && self.ends_noun(i + 1) && !matches!(unit, Unit::Quarter)).then_some((
                unit,
                Amount::Exact(Decimal::whole(1)),
                i + 1,
            )),
        }
    }

    /// Whether `و` + fraction after the unit at `i` begins a name: `شهر ونصف العالم` is not a length.
    fn half_names(&self, i: usize) -> bool {
        self.and(i + 1).is_some_and(|at| {
            self.at(at + 1).is_some_and(|atom| {
                atom.kind == Kind::Word && self.surface(at + 1).starts_with("ال") && atom.unit().is_none()
            })
        })
    }

    /// Whether another part follows that makes the unit at `i` a counted one: `شهر و20 أسبوعا`.
    fn chain_follows(&self, i: usize, unit: Unit) -> bool {
        let Some(at) = self.and(i + 1) else { return false };
        if let Some((finer, _, _)) = self.numbered(at) {
            return finer < unit;
        }
        // عام وشهر alone in its line
        match self.unit(at) {
            Some((finer, Form::Two)) => finer < unit,
            Some((finer, Form::One)) => {
                finer < unit && i == 0 && self.closed(at + 1) && !self.at(at).is_some_and(|atom| atom.article())
            }
            _ => false,
        }
    }

    /// A bare indefinite plural that says "some": `أياما`, `سنوات`, not `أيام العيد`, not the line `أيام`.
    fn free_plural(&self, i: usize) -> bool {
        let Some(atom) = self.at(i) else { return false };
        let names = self.tape.folded(i) == "فصول"
            || self.tape.folded(i) == "عقود"
            || self.tape.folded(i) == "قرون"
            || self.tape.folded(i) == "مواسم";
        let framed = self.before(i).is_some_and(|before| {
            before.is(Keyword::During)
                || before.is(Keyword::Since)
                || before.is(Keyword::Term)
                || before.is(Keyword::Ago)
                || before.is(Keyword::After)
        }) || atom.prefix.has(Prefix::LI);
        let counted = self.before(i).is_some_and(|before| before.kind == Kind::Digits)
            || (i > 0 && self.number_ends_at(self.tape.atoms[i - 1].end));
        self.len() > 1
            && !counted
            && self.ends_noun(i + 1)
            && (framed || (!names && i > 0 && self.tape.folded(i).ends_with('ا')))
    }

    /// Whether a number of the text ends at a place; numbers stand in order and do not overlap.
    fn number_ends_at(&self, place: u32) -> bool {
        let at = self.numerals.partition_point(|numeral| numeral.norm.end() < place);
        self.numerals.get(at).is_some_and(|numeral| numeral.norm.end() == place)
    }

    /// Whether the noun before `i` stands alone: no definite noun, name or number follows that it belongs to.
    fn ends_noun(&self, i: usize) -> bool {
        let Some(atom) = self.at(i) else { return true };
        if atom.kind == Kind::Digits || self.skip_article(i) != i || atom.kind == Kind::Opaque {
            return false;
        }
        if matches!(atom.kind, Kind::Mark(_)) || atom.prefix.has(Prefix::AND) || atom.prefix.preposition() {
            return true;
        }
        // سنوات رئاسته: the noun belongs to what follows
        let folded = self.tape.folded(i);
        let owned = atom.senses.is_empty()
            && folded.chars().count() > 4
            && ["ته", "تها", "تهم", "هما", "نا", "تي"].iter().any(|suffix| folded.ends_with(suffix));
        if owned {
            return false;
        }
        let article = self.surface(i).starts_with("ال") && !atom.is(Keyword::To);
        let named = atom.senses.iter().any(|sense| {
            matches!(
                sense,
                Sense::Month { .. }
                    | Sense::Weekday(_)
                    | Sense::Holiday(_)
                    | Sense::Ordinal { .. }
                    | Sense::Deictic(_)
                    | Sense::Season(_)
                    | Sense::Number(..)
            )
        });
        !article && !named
    }
}
