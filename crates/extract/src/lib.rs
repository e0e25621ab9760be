//! Entities, values and quotations over normalized Arabic news text.

mod entity;
mod quotation;
mod value;

pub use entity::{Entity, Label};
pub use quotation::{Quotation, Speaker};
pub use value::{Decimal, HijriDate, Interval, Modifier, Number, Timex, Unit, Value, ValueKind};
