//! What a supervisor can be asked, static or dynamic, and how its answer is waited for.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;

use super::child_info::{ChildCounts, ChildInfo};
use super::children::Place;
use super::error::{DeleteChildError, RestartChildError, SupervisorCallError, TerminateChildError};
use crate::child_spec::{ChildId, ChildSpec, NotStarted, Running};
use crate::pid::Pid;
use crate::process::Node;
use crate::process::{
    Address, Answer, Exited, Process, Protocol, Sender, address, current as own_pid, pair,
};
use crate::reason::ExitReason;
use crate::registry::Name;
use crate::signal::{MonitorRef, Signal};
use crate::start::ProcessHandle;

/// The mailbox protocol of supervisors. One for both kinds, so that what both understand can be asked of either
/// (DYN-24); what the other kind alone understands is answered as a child that is not found.
pub(crate) enum Message {
    Signal(Signal),
    WhichChildren(Sender<Vec<ChildInfo>>),
    CountChildren(Sender<ChildCounts>),
    Stop(ExitReason),
    StartChild(ChildSpec, Sender<Result<Running, NoChild>>),
    TerminateChild(ChildKey, Sender<Result<(), TerminateChildError>>),
    RestartChild(ChildId, Sender<Result<Pid, RestartChildError>>),
    DeleteChild(ChildId, Sender<Result<(), DeleteChildError>>),
    /// From itself: a restart failed.
    TryAgain(Again),
}

/// How a child is addressed: by its id under a static supervisor, by its pid under a dynamic one.
pub(crate) enum ChildKey {
    Id(ChildId),
    Pid(Pid),
}

/// The child to try again, by what does not change while it is being restarted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Again {
    Place(Place),
    /// The one that ended as this process.
    Pid(Pid),
}

/// Why `start_child` started nothing.
pub(crate) enum NoChild {
    NotStarted(NotStarted),
    /// A child of the same id runs as this process.
    IdRuns(Pid),
}

impl Protocol for Message {
    fn from_signal(signal: Signal) -> Self {
        Self::Signal(signal)
    }

    fn down(&self) -> Option<MonitorRef> {
        match self {
            Self::Signal(Signal::Down(down)) => Some(down.monitor),
            _ => None,
        }
    }

    fn stop(reason: ExitReason) -> Option<Self> {
        Some(Self::Stop(reason))
    }
}

pub(crate) type Cell = Address<Message>;

/// A supervisor, or a name that is looked up at each use.
#[derive(Clone)]
pub(crate) enum Target {
    Process(Cell),
    Name(Name),
}

impl Target {
    pub(crate) fn resolve(&self) -> Option<Cell> {
        match self {
            Self::Process(cell) => Some(cell.clone()),
            Self::Name(name) => ProcessHandle(name.resolve(&Node::current())?).address(),
        }
    }

    pub(crate) fn pid(&self) -> Option<Pid> {
        match self {
            Self::Process(cell) => Some(cell.core().pid()),
            Self::Name(_) => Some(self.resolve()?.core().pid()),
        }
    }

    /// Sends a request and waits, without limit (SUP-28), for its answer or the end of the supervisor.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        request: impl FnOnce(Sender<T>) -> Message,
    ) -> Result<T, SupervisorCallError> {
        let cell = self.resolve().ok_or(SupervisorCallError::NoProcess)?;
        ask(cell, request).await
    }
}

impl std::fmt::Debug for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Process(cell) => write!(f, "{}", cell.core().pid()),
            Self::Name(name) => write!(f, "{name}"),
        }
    }
}

pub(crate) async fn ask<T: Send + 'static>(
    cell: Cell,
    request: impl FnOnce(Sender<T>) -> Message,
) -> Result<T, SupervisorCallError> {
    if own_pid() == Some(cell.core().pid()) {
        return Err(SupervisorCallError::CallingSelf);
    }
    let (sender, answer) = pair();
    if cell.cell().send_beyond(request(sender)).is_err() {
        return Err(SupervisorCallError::NoProcess);
    }
    match answered(answer).await {
        Some(value) => Ok(value),
        // The request was dropped, which supervisors do only as they end.
        None => Err(SupervisorCallError::Exited(Exited::of(cell).await)),
    }
}

/// The answer; nothing if there will be none.
pub(crate) async fn answered<T: Send + 'static>(answer: Answer<T>) -> Option<T> {
    poll_fn(move |cx| match answer.poll(cx.waker()) {
        Poll::Ready(answer) => Poll::Ready(answer.ok()),
        Poll::Pending => Poll::Pending,
    })
    .await
}

/// The cell of a process, if that is a supervisor of either kind.
pub(crate) fn supervisor_cell(process: Arc<dyn Process>) -> Option<Cell> {
    address(process)
}
