//! Waiting for the end of a process, from anywhere.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use super::cell::Process;
use super::node::Node;
use crate::pid::Pid;
use crate::reason::ExitReason;

/// Gives the reason of a process's end, once it has ended.
///
/// For code outside of processes, and for those that have nothing else to wait for; a server
/// [monitors](super::monitor) instead. Any number may wait for one process.
///
/// # Cancel safety
///
/// Dropped before it is ready, it leaves nothing behind.
#[must_use = "a future does nothing unless it is awaited"]
pub struct Exited {
    process: Option<Arc<dyn Process>>,
    ticket: Option<u64>,
}

/// Waits for the end of a process: [`ExitReason::NoProcess`] if it had ended before.
pub fn exited(pid: Pid) -> Exited {
    Exited {
        process: Node::current().process(pid),
        ticket: None,
    }
}

impl Exited {
    /// Ready at once.
    pub(crate) fn gone() -> Self {
        Self {
            process: None,
            ticket: None,
        }
    }

    pub(crate) fn of(process: Arc<dyn Process>) -> Self {
        Self {
            process: Some(process),
            ticket: None,
        }
    }
}

impl Future for Exited {
    type Output = ExitReason;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<ExitReason> {
        let this = self.get_mut();
        match &this.process {
            Some(process) => process.core().poll_end(&mut this.ticket, cx),
            None => Poll::Ready(ExitReason::NoProcess),
        }
    }
}

impl Drop for Exited {
    fn drop(&mut self) {
        if let (Some(process), Some(ticket)) = (&self.process, self.ticket) {
            process.core().stop_waiting(ticket);
        }
    }
}

impl std::fmt::Debug for Exited {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Exited")
            .field(&self.process.as_ref().map(|process| process.core().pid()))
            .finish()
    }
}
