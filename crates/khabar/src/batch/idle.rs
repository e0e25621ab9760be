//! Buffers that no thread is using at the moment.

use std::sync::Mutex;

/// A stock of buffers: a thread takes one, uses it and puts it back.
#[derive(Debug)]
pub(crate) struct Idle<T>(Mutex<Vec<T>>);

impl<T> Default for Idle<T> {
    fn default() -> Self {
        Self(Mutex::new(Vec::new()))
    }
}

impl<T> Idle<T> {
    /// One that was put back, if any.
    pub(crate) fn take(&self) -> Option<T> {
        self.0.lock().expect("nothing panics under this lock").pop()
    }

    /// Puts one back for the next thread.
    pub(crate) fn put_back(&self, item: T) {
        self.0.lock().expect("nothing panics under this lock").push(item);
    }
}
