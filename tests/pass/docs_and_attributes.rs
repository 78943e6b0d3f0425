//! Docs and attributes stay where they were.

#![deny(missing_docs, unused_must_use, deprecated)]

use otp_core::prelude::*;

/// A counter.
#[gen_server(debug_state)]
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct Counter {
    /// How far it is.
    pub count: u64,
}

/// What it does.
#[callbacks]
#[allow(clippy::unused_self)]
impl Counter {
    /// Begins.
    fn init() -> Self {
        Self::default()
    }

    /// Counts.
    ///
    /// On two lines.
    #[inline]
    #[call]
    #[must_use]
    fn add(&mut self, n: u64) -> u64 {
        self.count += n;
        self.count
    }

    /** A block of docs. */
    #[cast]
    #[cold]
    fn reset(&mut self) {
        self.count = 0;
    }
}
