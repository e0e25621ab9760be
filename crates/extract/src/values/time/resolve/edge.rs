//! Edges of periods: thirds, the middle, the first and last day.

use crate::values::time::lexicon::Edge;
use crate::values::time::resolve::{Period, day_value};
use crate::values::time::{choose, civil, hijri, timex};

/// Narrows a period to its edge.
pub(super) fn edge_of(period: &mut Period, edge: Edge) -> Option<()> {
    if period.grain == "day" {
        // نهاية يوم 6 أغسطس stays the day
        period.modifier = timex::edge_code(edge);
        return Some(());
    }
    period.modifier = timex::edge_code(edge).or(period.modifier);
    let Some((from, to)) = period.span else { return Some(()) };
    let days = choose::days_between(from, to);
    let cut = |part: i64| match period.grain {
        // thirds of a month are ten days
        "month" => civil::plus_days(from, 10 * part),
        _ => civil::plus_days(from, days * part / 3),
    };
    let (start, end) = match edge {
        Edge::Start => (from, cut(1)?),
        Edge::Mid => (cut(1)?, cut(2)?),
        // the middle of what is longer than a year is no day
        Edge::Middle if matches!(period.grain, "decade" | "century") => (cut(1)?, cut(2)?),
        Edge::End => (cut(2)?, to),
        Edge::Middle => {
            let middle =
                if period.grain == "month" { civil::plus_days(from, 14)? } else { civil::plus_days(from, days / 2)? };
            (middle, civil::plus_days(middle, 1)?)
        }
        Edge::FirstDay => (from, civil::plus_days(from, 1)?),
        Edge::LastDay => (civil::plus_days(to, -1)?, to),
    };
    period.span = Some((start, end));
    if matches!(edge, Edge::FirstDay | Edge::LastDay) {
        period.value = day_value(start);
        period.grain = "day";
        if let Some(hijri) = &mut period.hijri {
            hijri.day = Some(hijri::from_gregorian(start).2);
        }
    } else {
        period.grain = match period.grain {
            grain @ ("decade" | "century") => grain,
            "year" if edge != Edge::Middle => "year",
            _ => "day",
        };
    }
    Some(())
}
