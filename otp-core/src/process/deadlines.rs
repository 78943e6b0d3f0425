//! The deadlines of calls, watched by one sweeper a runtime.
//!
//! A timer of tokio's for each call costs as much as the call. Here a deadline is a number in the call's slot, and one
//! task sleeps until the earliest. A call wakes it only when its own deadline is earlier still.
//!
//! No deadline is missed: a call writes its deadline and then reads `next`; the sweeper writes `next` and then reads
//! the deadlines. Both are sequentially consistent, so at least one of the two sees the other.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use super::raw_slot::NEVER;
use super::{pool, slot};

/// The clock of a runtime, in milliseconds from the making of this value, and who waits for what time of it.
pub(crate) struct Deadlines {
    site: u32,
    epoch: Instant,
    /// When the sweeper looks next; [`NEVER`] while it looks, or has nothing to wait for.
    next: AtomicU64,
    earlier: Notify,
}

impl Deadlines {
    pub(crate) fn new(site: u32) -> Self {
        Self {
            site,
            epoch: Instant::now(),
            next: AtomicU64::new(NEVER),
            earlier: Notify::new(),
        }
    }

    /// The time of this clock.
    pub(crate) fn now(&self) -> Duration {
        self.epoch.elapsed()
    }

    /// A time of this clock, as others know it.
    pub(crate) fn instant(&self, time: Duration) -> Instant {
        self.epoch + time
    }

    /// The deadline of a wait that begins now. Rounded up to the millisecond, as tokio's own timers are.
    pub(crate) fn after(&self, wait: Duration) -> u64 {
        let at = self.epoch.elapsed().saturating_add(wait);
        let millis = at
            .as_secs()
            .saturating_mul(1_000)
            .saturating_add(u64::from(at.subsec_nanos().div_ceil(1_000_000)));
        millis.min(NEVER - 1)
    }

    /// To be called once a deadline lies in its slot.
    pub(crate) fn watch(&self, deadline: u64) {
        if self.next.load(Ordering::SeqCst) > deadline
            && self.next.fetch_min(deadline, Ordering::SeqCst) > deadline
        {
            self.earlier.notify_one();
        }
    }

    /// The sweeper; never ends by itself.
    pub(crate) async fn sweep(&self) {
        loop {
            self.next.store(NEVER, Ordering::SeqCst);
            let earliest = self.expire_due();
            self.next.fetch_min(earliest, Ordering::SeqCst);
            self.until_next().await;
        }
    }

    async fn until_next(&self) {
        loop {
            let next = self.next.load(Ordering::SeqCst);
            let changed = self.earlier.notified();
            if next == NEVER {
                changed.await;
                continue;
            }
            match self.epoch.checked_add(Duration::from_millis(next)) {
                Some(at) if tokio::time::timeout_at(at, changed).await.is_err() => return,
                Some(_) => {}
                // Further away than the clock reaches.
                None => self.earlier.notified().await,
            }
        }
    }

    /// Ends the waits whose time has come, and gives the earliest of the others.
    fn expire_due(&self) -> u64 {
        let now = u64::try_from(self.epoch.elapsed().as_millis()).unwrap_or(NEVER);
        let mut earliest = NEVER;
        pool::for_each(|raw| {
            let deadline = raw.deadline();
            if deadline == NEVER || raw.site() != self.site {
                return;
            }
            if deadline <= now {
                slot::expire(raw, now);
            } else {
                earliest = earliest.min(deadline);
            }
        });
        earliest
    }
}
