//! Numbers against times: which of two overlapping values stands.

use crate::{Number, Value, ValueKind};

/// Merges the values of both grammars into `out`, in order and without overlaps.
///
/// An age stands against the duration in it, a measured amount against a time inside it; otherwise
/// the time stands, for its grammar saw the number and more.
pub(crate) fn resolve(numbers: &mut Vec<Value>, times: &mut Vec<Value>, out: &mut Vec<Value>) {
    numbers.sort_by_key(|v| (v.norm.start(), std::cmp::Reverse(v.norm.end())));
    keep_longest(numbers);
    times.sort_by_key(|v| (v.norm.start(), std::cmp::Reverse(v.norm.end())));
    keep_longest(times);
    drop_weaker(numbers, times, |number, time| !number_stands(number, time));
    drop_weaker(times, numbers, |_, _| true);
    out.append(numbers);
    out.append(times);
    out.sort_by_key(|v| v.norm.start());
}

/// Of values sorted by start, keeps the longest of those that overlap.
fn keep_longest(values: &mut Vec<Value>) {
    values.dedup_by(|next, kept| {
        let overlap = kept.norm.overlaps(next.norm);
        if overlap && next.norm.len() > kept.norm.len() {
            std::mem::swap(next, kept);
        }
        overlap
    });
}

/// Drops from `values` those that overlap one of `others` and are weaker; both sorted.
fn drop_weaker(values: &mut Vec<Value>, others: &[Value], weaker: impl Fn(&Value, &Value) -> bool) {
    let mut at = 0;
    values.retain(|value| {
        while at < others.len() && others[at].norm.end() <= value.norm.start() {
            at += 1;
        }
        !others[at..].iter().take_while(|o| o.norm.start() < value.norm.end()).any(|o| weaker(value, o))
    });
}

fn number_stands(number: &Value, time: &Value) -> bool {
    let holds = number.norm.contains(time.norm);
    // 1400 سنة ضوئية against بعد 1400 سنة: the unit goes on.
    let sticks_out = number.unit.is_some() && number.norm.end() > time.norm.end();
    if number.kind == ValueKind::Quantity && sticks_out {
        return true;
    }
    match number.kind {
        ValueKind::Age => time.kind == ValueKind::Duration || holds,
        ValueKind::Score | ValueKind::Phone => true,
        ValueKind::Money | ValueKind::Percent => holds && number.norm != time.norm,
        ValueKind::Quantity => holds && number.unit.is_some() && number.norm != time.norm,
        // المئة والاثنين والعشرين holds no Monday.
        ValueKind::Cardinal | ValueKind::Ordinal => {
            holds && number.norm != time.norm && matches!(number.number, Some(Number::Exact { .. }))
        }
        _ => false,
    }
}
