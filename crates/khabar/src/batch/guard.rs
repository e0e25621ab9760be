//! A failure inside the analysis of one document stops that document, not the run.

use crate::{Error, ErrorKind, Result};
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps panics that become errors of one document off standard error and remembers where they came from. For
/// the program's start; a library user's own hook stays as it is.
pub fn quiet_guarded_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if GUARDED.get() {
            PLACE.set(info.location().map(|l| format!("{}:{}", l.file(), l.line())));
        } else {
            usual(info);
        }
    }));
}

/// Runs `step`; a panic in it becomes an error. What `step` was changing must not be used after one.
pub(super) fn guarded<T>(step: impl FnOnce() -> T) -> Result<T> {
    GUARDED.set(true);
    let outcome = catch_unwind(AssertUnwindSafe(step));
    GUARDED.set(false);
    outcome.map_err(|payload| {
        let what = payload
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("no message");
        let place = PLACE.take().map_or(String::new(), |place| format!(" at {place}"));
        Error::new(ErrorKind::Internal, format!("the analysis failed{place}: {what}"))
            .remedy("This is a bug of khabar; please report it with the document.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_with_its_message() {
        let e = guarded(|| -> u8 { panic!("index {} out of range", 7) }).unwrap_err();
        assert_eq!(e.kind(), ErrorKind::Internal);
        assert!(e.message().contains("index 7 out of range"));
        assert_eq!(guarded(|| 3).unwrap(), 3);
    }
}
