//! The receiving end of a mailbox.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use super::cell::ProcessCell;
use super::core::Core;
use super::protocol::Protocol;

/// So many messages may be handled in one poll before the process lets others run.
const BUDGET: u32 = 128;

pub(crate) struct Inbox<M: Protocol> {
    cell: Arc<ProcessCell<M>>,
    batch: VecDeque<M>,
    budget: u32,
}

impl<M: Protocol> Inbox<M> {
    pub(crate) fn new(cell: Arc<ProcessCell<M>>) -> Self {
        Self {
            cell,
            batch: VecDeque::new(),
            budget: BUDGET,
        }
    }

    /// The next message, in the order of arrival.
    ///
    /// # Cancel safety
    ///
    /// Dropped before it is ready, it has taken nothing.
    pub(crate) fn receive(&mut self) -> Receive<'_, M> {
        Receive { inbox: self }
    }

    pub(crate) fn core(&self) -> &Core {
        self.cell.core()
    }

    pub(crate) fn cell(&self) -> &Arc<ProcessCell<M>> {
        &self.cell
    }

    #[inline]
    pub(crate) fn poll_receive(&mut self, cx: &mut Context<'_>) -> Poll<M> {
        let core = self.cell.core();
        if core.is_doomed() {
            // A fatal signal takes no heed of what waits; it has woken the process, which ends at its next poll.
            return Poll::Pending;
        }
        if self.budget == 0 {
            self.budget = BUDGET;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let foreign = || (!core.is_woken_by(cx.waker())).then(|| cx.waker().clone());
        match self.cell.next(&mut self.batch, foreign) {
            Some(message) => {
                self.budget -= 1;
                Poll::Ready(message)
            }
            None => {
                self.budget = BUDGET;
                Poll::Pending
            }
        }
    }

    /// Counts as a message: a process that works without receiving lets others run, and can be ended.
    pub(crate) async fn pace(&mut self) {
        self.budget = self.budget.saturating_sub(1);
        if self.budget == 0 || self.cell.core().is_doomed() {
            self.budget = BUDGET;
            tokio::task::yield_now().await;
        }
    }

    /// A message, if one waits.
    pub(crate) fn try_receive(&mut self) -> Option<M> {
        self.cell.next(&mut self.batch, || None)
    }
}

/// The wait for the next message.
pub(crate) struct Receive<'a, M: Protocol> {
    inbox: &'a mut Inbox<M>,
}

impl<M: Protocol> Future for Receive<'_, M> {
    type Output = M;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<M> {
        self.inbox.poll_receive(cx)
    }
}

impl<M: Protocol> std::fmt::Debug for Inbox<M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inbox")
            .field("process", &self.cell.core().pid())
            .finish_non_exhaustive()
    }
}
