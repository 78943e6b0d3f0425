//! The task of a process: made when it is first needed, then woken.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::Waker;

/// It is made, or about to be.
const MADE: u8 = 1;
/// It has run.
const KNOWN: u8 = 2;

#[derive(Default)]
pub(crate) struct Task {
    waker: OnceLock<Waker>,
    state: AtomicU8,
}

impl Task {
    /// Said by the task itself, before it runs the process: from here on it is woken by this.
    pub(crate) fn set(&self, waker: &Waker) {
        if self.waker.get().is_none() {
            // Lost only to this very task, whose waker stays the same.
            let _ = self.waker.set(waker.clone());
            // Who came before and found no waker has written to `state` first, so what it came for is seen now; who comes
            // after finds the waker.
            self.state.fetch_or(KNOWN, Ordering::AcqRel);
        }
    }

    /// Wakes the task; false if there is none, and the caller is the one to make it.
    #[inline]
    pub(crate) fn wake(&self) -> bool {
        if let Some(waker) = self.waker.get() {
            waker.wake_by_ref();
            return true;
        }
        self.claim()
    }

    #[cold]
    fn claim(&self) -> bool {
        let is_made = self.state.fetch_or(MADE, Ordering::AcqRel) & MADE != 0;
        if let Some(waker) = self.waker.get() {
            waker.wake_by_ref();
        }
        // One that is made and has not run yet is about to.
        is_made
    }

    pub(crate) fn wake_if_any(&self) {
        if let Some(waker) = self.waker.get() {
            waker.wake_by_ref();
        }
    }
}
