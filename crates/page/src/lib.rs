//! Page chrome and main text.
