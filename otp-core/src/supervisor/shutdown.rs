//! Ending one child.

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, timeout};

use crate::child_spec::{Restart, Shutdown};
use crate::pid::Pid;
use crate::process::{Core, Exited, deliver, let_go_of_names};
use crate::reason::ExitReason;
use crate::signal::{Exit, Origin};

/// How a child left that was told to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Left {
    With(ExitReason),
    /// It has not: it does not even end when it is killed.
    Stuck,
}

/// Ends a child by its shutdown rule and waits until it has ended: SUP-58 to SUP-61.
///
/// The link stays until the end, so that a supervisor that is killed meanwhile takes the child along. What the link
/// tells of it lies in the mailbox then, of a pid that is no child's any more.
pub(crate) async fn shut_down(
    supervisor: &Core,
    child: Pid,
    shutdown: Shutdown,
    kill_timeout: Duration,
) -> Left {
    let Some(process) = supervisor.node().process(child) else {
        return Left::With(ExitReason::NoProcess);
    };
    let mut exited = Exited::of(process.clone());
    if shutdown != Shutdown::BrutalKill {
        send(supervisor, child, ExitReason::Shutdown);
    }
    let left = match shutdown {
        Shutdown::BrutalKill => None,
        Shutdown::Timeout(limit) => within(limit, &mut exited).await,
        Shutdown::Infinity => Some((&mut exited).await),
    };
    if let Some(reason) = left {
        return Left::With(reason);
    }
    send(supervisor, child, ExitReason::Kill);
    match within(kill_timeout, &mut exited).await {
        Some(reason) => Left::With(reason),
        None => {
            let_go_of_names(process.core());
            Left::Stuck
        }
    }
}

/// What `future` gives, unless the time is over before.
async fn within<T>(limit: Duration, future: impl Future<Output = T>) -> Option<T> {
    // No timer is set that would come round a tick later (SUP-61), or that the clock does not reach.
    if limit.is_zero() {
        return None;
    }
    if Instant::now().checked_add(limit).is_none() {
        return Some(future.await);
    }
    timeout(limit, future).await.ok()
}

/// Sends an exit signal of the supervisor's own.
pub(crate) fn send(supervisor: &Core, child: Pid, reason: ExitReason) {
    let exit = Exit {
        from: supervisor.pid(),
        reason,
    };
    deliver(supervisor.node(), child, exit, Origin::Sent);
}

/// Whether a child left as it was told to, or in a way as good; any other is reported (SUP-62, LOG-5).
pub(crate) fn left_as_asked(shutdown: Shutdown, restart: Restart, reason: &ExitReason) -> bool {
    match reason {
        // It had ended before; its end was reported when it was noticed, or is of no concern any more.
        ExitReason::NoProcess => true,
        ExitReason::Killed => shutdown == Shutdown::BrutalKill,
        ExitReason::Shutdown if shutdown != Shutdown::BrutalKill => true,
        clean => clean.is_clean() && restart != Restart::Permanent,
    }
}
