//! Things that happen to processes, and waiting for them.

use std::time::Duration;

use otp_core::prelude::*;
use otp_core::process;

/// Kills the process and returns when everybody who must know of its end has been told.
pub(crate) async fn kill(pid: Pid) {
    process::signal(pid, ExitReason::Kill);
    process::exited(pid).await;
}

/// Returns when no task has anything left to do: only then does a paused clock go on.
pub(crate) async fn all_idle() {
    tokio::time::sleep(Duration::from_millis(1)).await;
}
