//! What a process is doing, told to whoever asks from another thread.
#![allow(
    unsafe_code,
    reason = "a name of two words in one atomic; a lock here would cost as much as half a cast"
)]

use std::ptr;
use std::sync::atomic::{AtomicPtr, Ordering};

/// The name of an operation: a reference to a literal, as in `&"add_entry"`.
pub type Operation = &'static &'static str;

/// The operation that a process is at; empty to begin with.
#[derive(Debug, Default)]
pub(crate) struct CurrentOperation {
    /// Null, or made of an [`Operation`].
    name: AtomicPtr<&'static str>,
}

impl CurrentOperation {
    pub(crate) fn set(&self, operation: Operation) {
        self.name
            .store(ptr::from_ref(operation).cast_mut(), Ordering::Relaxed);
    }

    pub(crate) fn get(&self) -> &'static str {
        // SAFETY: the pointer is null or was made of a reference to a static, which nobody writes to.
        unsafe { self.name.load(Ordering::Relaxed).as_ref() }
            .copied()
            .unwrap_or_default()
    }
}
