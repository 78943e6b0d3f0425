//! The process above the root of a program's tree: OTP's application master.

use std::time::Duration;

use crate::child_spec::{ChildSpec, NotStarted, Running, Shutdown};
use crate::process::{Inbox, Received, Sender};
use crate::reason::ExitReason;
use crate::report;
use crate::signal::Signal;
use crate::supervisor::{DEFAULT_KILL_TIMEOUT, Left, shut_down, start_child};

/// The only request: to take the tree down within this time.
pub(super) struct Stop(pub(super) Duration);

/// Starts the root as its child, says what came of it, and waits for the end of the root or the word to end it.
/// Its own reason is `shutdown` if the root went in time, `killed` if it did not, and the root's own if that ended by
/// itself.
pub(super) async fn run(
    mut inbox: Inbox<Received<Stop>>,
    spec: ChildSpec,
    started: Sender<Result<Running, NotStarted>>,
) -> ExitReason {
    let cell = inbox.cell().clone();
    let root = match start_child(&spec.start).await {
        Ok(running) => {
            let pid = running.pid;
            started.send(Ok(running));
            pid
        }
        Err(error) => {
            report::start_error(cell.core(), &spec.id, &error);
            started.send(Err(error));
            return ExitReason::Normal;
        }
    };
    report::progress(cell.core(), &spec.id, root);
    loop {
        match inbox.receive().await {
            Received::Message(Stop(limit)) => {
                let limit = Shutdown::Timeout(limit);
                return match shut_down(cell.core(), root, limit, DEFAULT_KILL_TIMEOUT).await {
                    Left::With(ExitReason::Killed) | Left::Stuck => ExitReason::Killed,
                    Left::With(_) => ExitReason::Shutdown,
                };
            }
            Received::Signal(Signal::Exit(exit)) if exit.from == root => return exit.reason,
            Received::Signal(_) => {}
        }
    }
}
