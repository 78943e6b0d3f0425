//! Messages that arrive later, once or again and again.
//!
//! OTP counterpart: `erlang:send_after/3` and `timer:send_interval/2`.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::{Instant, MissedTickBehavior};

use crate::gen_server::Recipient;
use crate::process::{Site, SpawnError};

/// A timer that was set.
///
/// Dropping it changes nothing: the timer goes on.
#[must_use = "drop it with `let _ =` where the timer is never to be cancelled"]
pub struct TimerRef {
    task: JoinHandle<()>,
    due: Option<Instant>,
    /// Set by who comes first: the message that goes out, or the cancelling.
    is_settled: Arc<AtomicBool>,
}

/// Sends a message after this time, unless the timer is cancelled or the receiver ends first.
/// A name is resolved when the time has come. Whether the process that set the timer lives does not matter.
///
/// OTP counterpart: `erlang:send_after/3`.
///
/// # Errors
///
/// There is no tokio runtime here.
pub fn send_after<M: Send + 'static>(
    after: Duration,
    recipient: Recipient<M>,
    message: M,
) -> Result<TimerRef, SpawnError> {
    let site = Site::current().ok_or(SpawnError)?;
    let due = later(after);
    let is_settled = Arc::new(AtomicBool::new(false));
    let settled = is_settled.clone();
    let task = site.handle().spawn(async move {
        let receiver_ends = async {
            if recipient.is_named() {
                std::future::pending().await
            } else {
                recipient.exited().await
            }
        };
        let is_due = tokio::time::timeout_at(due, receiver_ends).await.is_err();
        // Before the message goes out: who gets it finds the timer used up.
        if is_due && !settled.swap(true, Ordering::AcqRel) {
            recipient.send(message);
        }
    });
    Ok(TimerRef {
        task,
        due: Some(due),
        is_settled,
    })
}

/// Sends a message at every interval, the first after one, until the timer is cancelled or the receiver ends.
///
/// Ticks do not pile up: none is sent while the last one still waits in the mailbox, and those missed are left out.
///
/// OTP counterpart: `timer:send_interval/2`.
///
/// # Errors
///
/// There is no tokio runtime here.
///
/// # Panics
///
/// The interval is zero.
pub fn send_interval<M: Clone + Send + Sync + 'static>(
    every: Duration,
    recipient: Recipient<M>,
    message: M,
) -> Result<TimerRef, SpawnError> {
    assert!(!every.is_zero(), "an interval of no time would never rest");
    let site = Site::current().ok_or(SpawnError)?;
    let first = later(every);
    let is_settled = Arc::new(AtomicBool::new(false));
    let settled = is_settled.clone();
    let task = site.handle().spawn(async move {
        let mut ticks = tokio::time::interval_at(first, every);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
        let on_the_way = Arc::new(AtomicBool::new(false));
        let send = async {
            loop {
                ticks.tick().await;
                if settled.load(Ordering::Acquire) {
                    return;
                }
                recipient.tick(message.clone(), &on_the_way);
            }
        };
        if recipient.is_named() {
            send.await;
        } else {
            until(recipient.exited(), send).await;
        }
    });
    Ok(TimerRef {
        task,
        due: None,
        is_settled,
    })
}

/// An instant so far from now; where the clock does not reach, as far as makes no difference.
fn later(after: Duration) -> Instant {
    const THIRTY_YEARS: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);
    let now = Instant::now();
    now.checked_add(after).unwrap_or(now + THIRTY_YEARS)
}

/// Runs `work` until `end` is ready.
async fn until<T>(end: impl Future<Output = T>, work: impl Future<Output = ()>) {
    let (mut end, mut work) = (std::pin::pin!(end), std::pin::pin!(work));
    std::future::poll_fn(|cx| {
        if end.as_mut().poll(cx).is_ready() {
            return std::task::Poll::Ready(());
        }
        work.as_mut().poll(cx)
    })
    .await;
}

impl TimerRef {
    /// Cancels the timer; gives the time that was left, or nothing if its message is sent or its receiver has ended.
    /// Of an interval timer nothing is ever left.
    ///
    /// OTP counterpart: `erlang:cancel_timer/1`.
    pub fn cancel(self) -> Option<Duration> {
        if self.task.is_finished() || self.is_settled.swap(true, Ordering::AcqRel) {
            return None;
        }
        self.task.abort();
        self.due
            .map(|due| due.saturating_duration_since(Instant::now()))
    }

    /// The time that is left, as [`cancel`](Self::cancel) would give it.
    ///
    /// OTP counterpart: `erlang:read_timer/1`.
    pub fn time_left(&self) -> Option<Duration> {
        if self.task.is_finished() || self.is_settled.load(Ordering::Acquire) {
            return None;
        }
        self.due
            .map(|due| due.saturating_duration_since(Instant::now()))
    }
}

impl fmt::Debug for TimerRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TimerRef")
            .field("time_left", &self.time_left())
            .finish()
    }
}
