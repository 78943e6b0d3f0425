//! How much the process that runs on this thread may do in this turn.

use std::cell::Cell;
use std::task::{Context, Poll};

use tokio::task::coop::{self, RestoreOnPending};

/// Of one turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Allotment {
    /// So many messages may be handled before others are to run.
    messages: u32,
    /// Whether it may also go on with what is no message.
    steps: bool,
}

impl Allotment {
    /// Of a turn of the process's own task.
    pub(crate) const TASK: Self = Self {
        messages: 128,
        steps: true,
    };

    /// Of a caller's, who has no time for much else than its own message; but who calls meanwhile is served along.
    pub(crate) const CALLER: Self = Self {
        messages: 16,
        steps: false,
    };

    /// Of a start's: the process comes up, and no more.
    pub(crate) const START: Self = Self {
        messages: 0,
        steps: false,
    };
}

thread_local! {
    static LEFT: Cell<Allotment> = const { Cell::new(Allotment::START) };
}

/// Runs `f`, a turn, with so much.
pub(crate) fn with<R>(allotment: Allotment, f: impl FnOnce() -> R) -> R {
    struct Restore(Allotment);
    impl Drop for Restore {
        fn drop(&mut self) {
            LEFT.set(self.0);
        }
    }
    let _restore = Restore(LEFT.replace(allotment));
    f()
}

/// Whether one more message may be handled.
#[inline]
pub(crate) fn has_message() -> bool {
    LEFT.get().messages > 0
}

/// A message is being handled.
#[inline]
pub(crate) fn spend_message() {
    let left = LEFT.get();
    LEFT.set(Allotment {
        messages: left.messages.saturating_sub(1),
        ..left
    });
}

/// Whether the process may do one step more that is no message; counts as one.
pub(crate) fn spend_step() -> bool {
    let left = LEFT.get();
    let may = left.steps && left.messages > 0;
    if may {
        spend_message();
    }
    may
}

/// The budget of the task that runs here: one whose calls and starts are over at once gives way to others now and then.
#[inline]
pub(crate) fn poll_budget(cx: &mut Context<'_>) -> Poll<RestoreOnPending> {
    let polled = coop::poll_proceed(cx);
    if polled.is_pending() {
        // tokio would wake the task when it next looks for events, which is many turns of others away.
        cx.waker().wake_by_ref();
    }
    polled
}
