//! Whether callers of several threads want one process at once.
//!
//! Run now here and now there, a process drags its memory from processor to processor with each message. Where that is seen,
//! its callers leave it to its task for a while, which handles what has gathered in one go.

use std::sync::atomic::{AtomicU32, Ordering};

/// So many calls are left to the task once a crowd is seen.
const CALLS: u32 = 64;

/// What was seen of late. A count that another thread overwrites does no harm.
#[derive(Debug, Default)]
pub(crate) struct Crowd(AtomicU32);

impl Crowd {
    /// A caller met another.
    pub(crate) fn note(&self) {
        if self.0.load(Ordering::Relaxed) < CALLS / 2 {
            self.0.store(CALLS, Ordering::Relaxed);
        }
    }

    /// Whether this call is to be left to the task.
    pub(crate) fn is_there(&self) -> bool {
        let left = self.0.load(Ordering::Relaxed);
        if left > 0 {
            self.0.store(left - 1, Ordering::Relaxed);
        }
        left > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crowd_is_there_for_a_while_and_then_no_more() {
        let crowd = Crowd::default();
        assert!(!crowd.is_there());
        crowd.note();
        assert!((0..CALLS).all(|_| crowd.is_there()));
        assert!(!crowd.is_there());
    }
}
