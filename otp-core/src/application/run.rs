//! The process above the root of a program's tree: OTP's application master.

use std::time::Duration;

use super::handle::DEFAULT_STOP_LIMIT;
use crate::child_spec::{ChildSpec, NotStarted, Running, Shutdown};
use crate::process::{Inbox, Protocol, Sender};
use crate::reason::ExitReason;
use crate::report;
use crate::signal::{MonitorRef, Signal};
use crate::supervisor::{DEFAULT_KILL_TIMEOUT, Left, shut_down, start_child};

/// What the process receives.
pub(super) enum Message {
    /// To take the tree down within this time.
    Stop(Duration),
    Signal(Signal),
}

impl Protocol for Message {
    fn from_signal(signal: Signal) -> Self {
        Self::Signal(signal)
    }

    fn down(&self) -> Option<MonitorRef> {
        // It monitors nobody.
        None
    }

    fn stop(_: ExitReason) -> Option<Self> {
        Some(Self::Stop(DEFAULT_STOP_LIMIT))
    }
}

/// Starts the root as its child, says what came of it, and waits for the end of the root or the word to end it.
/// Its own reason is `shutdown` if the root went in time, `killed` if it did not, and the root's own if that ended by
/// itself.
pub(super) async fn run(
    mut inbox: Inbox<Message>,
    spec: ChildSpec,
    started: Sender<Result<Running, NotStarted>>,
) -> ExitReason {
    let cell = inbox.address().clone();
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
            Message::Stop(limit) => {
                let limit = Shutdown::Timeout(limit);
                return match shut_down(cell.core(), root, limit, DEFAULT_KILL_TIMEOUT).await {
                    Left::With(ExitReason::Killed) | Left::Stuck => ExitReason::Killed,
                    Left::With(_) => ExitReason::Shutdown,
                };
            }
            Message::Signal(Signal::Exit(exit)) if exit.from == root => return exit.reason,
            Message::Signal(_) => {}
        }
    }
}
