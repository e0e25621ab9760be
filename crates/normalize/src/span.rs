//! Byte ranges. Two types, one a coordinate system, so that the compiler keeps them apart.

use std::fmt;
use std::ops::Range;

macro_rules! span {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name {
            start: u32,
            end: u32,
        }

        impl $name {
            /// The half-open range `start..end`.
            ///
            /// # Panics
            /// When `start > end`.
            #[inline]
            #[must_use]
            pub fn new(start: u32, end: u32) -> Self {
                assert!(start <= end, "span {start}..{end} runs backwards");
                Self { start, end }
            }

            /// First byte.
            #[inline]
            #[must_use]
            pub const fn start(self) -> u32 {
                self.start
            }

            /// One past the last byte.
            #[inline]
            #[must_use]
            pub const fn end(self) -> u32 {
                self.end
            }

            /// Length in bytes.
            #[inline]
            #[must_use]
            pub const fn len(self) -> u32 {
                self.end - self.start
            }

            /// Whether the span holds no byte.
            #[inline]
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// The span as an index range.
            #[inline]
            #[must_use]
            pub const fn range(self) -> Range<usize> {
                self.start as usize..self.end as usize
            }

            /// The smallest span that holds both.
            #[inline]
            #[must_use]
            pub fn cover(self, other: Self) -> Self {
                Self { start: self.start.min(other.start), end: self.end.max(other.end) }
            }

            /// Whether `other` lies wholly inside.
            #[inline]
            #[must_use]
            pub const fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// Whether the two share at least one byte.
            #[inline]
            #[must_use]
            pub const fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// The piece of `text` (in this span's coordinates) that the span covers.
            ///
            /// # Panics
            /// When the span does not lie on character boundaries of `text`.
            #[inline]
            #[must_use]
            pub fn slice(self, text: &str) -> &str {
                &text[self.range()]
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}..{}", self.start, self.end)
            }
        }
    };
}

span! {
    /// A half-open byte range of the original text. Every span that leaves a crate is one of these.
    ///
    /// ```
    /// use khabar_normalize::Span;
    /// assert_eq!(Span::new(0, 6).slice("قسد تعلن"), "قسد");
    /// ```
    Span
}
span! {
    /// A half-open byte range of the normalized text.
    ///
    /// [`Alignment::to_original`](crate::Alignment::to_original) turns it into a [`Span`].
    NormSpan
}
