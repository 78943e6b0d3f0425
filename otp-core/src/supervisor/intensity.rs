//! How many restarts are too many.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

/// Counts restarts in a sliding window (SUP-50 to SUP-55): exact, where OTP counts whole seconds.
#[derive(Debug, Clone)]
pub(crate) struct Intensity {
    max: u32,
    period: Duration,
    restarts: VecDeque<Instant>,
}

impl Intensity {
    pub(crate) fn new(max: u32, period: Duration) -> Self {
        Self {
            max,
            period,
            restarts: VecDeque::new(),
        }
    }

    /// Counts a restart at `now`, which must not go back; says whether it may be carried out.
    pub(crate) fn add(&mut self, now: Instant) -> bool {
        // A restart exactly one period old still counts, as in supervisor:add_restart/3.
        while self
            .restarts
            .front()
            .is_some_and(|then| now.duration_since(*then) > self.period)
        {
            self.restarts.pop_front();
        }
        self.restarts.push_back(now);
        self.restarts.len() <= self.max as usize
    }
}
