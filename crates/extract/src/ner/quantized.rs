//! Rows of weights as bytes, and the sums of rows.

use super::chain::Row;

/// A row of quantized weights; the weight is the number times the chain's scale.
pub(crate) type Bytes<const W: usize> = [i8; W];

/// A sum of quantized rows. 200 rows of 127 stay within 16 bits.
pub(crate) type Total<const W: usize> = [i16; W];

/// Adds a row to a sum.
#[inline]
pub(crate) fn add<const W: usize>(into: &mut Total<W>, row: &Bytes<W>) {
    for (x, &y) in into.iter_mut().zip(row) {
        *x = x.saturating_add(i16::from(y));
    }
}

/// Adds two sums.
#[inline]
pub(crate) fn join<const W: usize>(into: &mut Total<W>, other: &Total<W>) {
    for (x, &y) in into.iter_mut().zip(other) {
        *x = x.saturating_add(y);
    }
}

/// The sum as scores.
#[inline]
pub(crate) fn scores<const W: usize>(total: &Total<W>, scale: f32) -> Row<W> {
    total.map(|x| f32::from(x) * scale)
}

/// The scale at which the largest weight fits a byte. Cutting the largest off instead costs far more than
/// the rounding of small ones: it is the few large weights that decide.
pub(crate) fn scale_of<const W: usize>(rows: &[Row<W>]) -> f32 {
    let high = rows.iter().flatten().fold(0.0f32, |high, w| high.max(w.abs()));
    if high > 0.0 { high / 127.0 } else { 1.0 }
}

/// A row as bytes.
pub(crate) fn quantize<const W: usize>(row: &Row<W>, scale: f32) -> Bytes<W> {
    row.map(|w| (w / scale).round().clamp(-127.0, 127.0) as i8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_come_back_within_half_a_step() {
        let rows = [[0.5f32, -1.0, 0.25, 0.0], [0.01, 0.3, -0.7, 0.9]];
        let scale = scale_of(&rows);
        for row in rows {
            let mut total = [0i16; 4];
            add(&mut total, &quantize(&row, scale));
            for (a, b) in scores(&total, scale).iter().zip(row) {
                assert!((a - b).abs() <= scale / 2.0 + 1e-6);
            }
        }
    }
}
