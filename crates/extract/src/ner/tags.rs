//! The tags of the three layers.
//!
//! Names nest, and offices lie across names (`وزير الخارجية السعودي` holds `السعودي`, `جسر الملك فهد`
//! holds `الملك`). One chain over the product of all that would be large and starved of examples, so
//! three chains share the work:
//!
//! 1. **names**: the outermost names when offices are left out, eleven types;
//! 2. **offices**: OCC alone, seeing the tags of the first;
//! 3. **inner**: names inside a name, seeing the type that holds them.
//!
//! The first layer is what coarse corpora annotate, so they train it with partial labels.

use crate::entity::Label;

/// Tags of one layer are numbers: 0 is outside, `1 + 2k` begins type `k`, `2 + 2k` continues it.
pub(crate) type Tag = u8;

/// Outside.
pub(crate) const OUTSIDE: Tag = 0;

/// The width of a row of weights of the name layers: 23 tags and one place of padding.
pub(crate) const NAME_WIDTH: usize = 24;

/// The width of a row of weights of the office layer: three tags and one place of padding.
pub(crate) const OFFICE_WIDTH: usize = 4;

/// The types of the name layers, in the order of their tags.
pub(crate) const NAMES: [Label; 11] = [
    Label::Pers,
    Label::Org,
    Label::Gpe,
    Label::Loc,
    Label::Fac,
    Label::Norp,
    Label::Event,
    Label::Product,
    Label::Work,
    Label::Law,
    Label::Lang,
];

/// The types of the office layer.
pub(crate) const OFFICES: [Label; 1] = [Label::Occ];

/// The tag that begins type `k`.
pub(crate) const fn begin(k: usize) -> Tag {
    (1 + 2 * k) as Tag
}

/// The tag that continues type `k`.
pub(crate) const fn inside(k: usize) -> Tag {
    (2 + 2 * k) as Tag
}

/// The type of a tag; `None` outside.
pub(crate) const fn kind(tag: Tag) -> Option<usize> {
    if tag == OUTSIDE { None } else { Some((tag as usize - 1) / 2) }
}

/// Whether the tag begins a span.
pub(crate) const fn begins(tag: Tag) -> bool {
    tag % 2 == 1
}

/// Whether `to` may follow `from` (`None`: the start of the sequence): a continuation only follows its
/// own type.
pub(crate) fn may_follow(from: Option<Tag>, to: Tag) -> bool {
    if to == OUTSIDE || begins(to) {
        return true;
    }
    from.is_some_and(|from| kind(from) == kind(to))
}

/// The number of a label among `types`.
pub(crate) fn number(types: &[Label], label: Label) -> Option<usize> {
    types.iter().position(|&l| l == label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn continuation_needs_its_type() {
        assert!(!may_follow(None, inside(1)));
        assert!(!may_follow(Some(begin(0)), inside(1)));
        assert!(may_follow(Some(inside(1)), inside(1)));
        assert!(may_follow(Some(OUTSIDE), begin(1)));
    }
}
