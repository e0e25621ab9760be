//! Reading the lists that are compiled in: tab separated, `#` lines say where they come from, then a header.

/// The rows of a list, split into fields.
pub(crate) fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .skip(1)
        .map(|line| line.split('\t').collect())
}
