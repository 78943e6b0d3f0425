//! Code that runs as a process, and what it receives.

use std::future::Future;

use otp_core::process::{self, Received, Receiver};
use otp_core::{Down, Exit, ExitReason, Pid, Signal};
use tokio::sync::oneshot;

/// Where the processes of these tests receive.
pub(crate) type Inbox = Receiver<&'static str>;

/// Runs `body` as a process and gives what it comes to.
pub(crate) async fn as_process<T, F>(body: impl FnOnce(Inbox) -> F) -> T
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let (sender, outcome) = oneshot::channel();
    let started = process::spawn_with(|inbox| {
        let body = body(inbox);
        async move {
            let _ = sender.send(body.await);
        }
    });
    started.expect("a runtime");
    outcome.await.expect("the process came to its end")
}

/// A process that waits for ever, linked to the one that runs here.
pub(crate) fn idle_linked() -> Pid {
    process::spawn_link(std::future::pending::<()>()).expect("a runtime")
}

/// A process that waits for ever.
pub(crate) fn idle() -> Pid {
    process::spawn(std::future::pending::<()>()).expect("a runtime")
}

/// A process that has ended.
pub(crate) async fn dead() -> Pid {
    let pid = process::spawn(async {}).expect("a runtime");
    process::exited(pid).await;
    pid
}

pub(crate) fn boom() -> ExitReason {
    ExitReason::other("boom")
}

pub(crate) async fn next_exit(inbox: &mut Inbox) -> Exit {
    match inbox.receive().await {
        Received::Signal(Signal::Exit(exit)) => exit,
        other => panic!("no exit signal but {other:?}"),
    }
}

pub(crate) async fn next_down(inbox: &mut Inbox) -> Down {
    match inbox.receive().await {
        Received::Signal(Signal::Down(down)) => down,
        other => panic!("no down but {other:?}"),
    }
}
