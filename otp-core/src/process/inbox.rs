//! The receiving end of a mailbox.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Poll};

use super::cell::{Core, ProcessCell};
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
    pub(crate) async fn receive(&mut self) -> M {
        poll_fn(|cx| self.poll_receive(cx)).await
    }

    pub(crate) fn core(&self) -> &Core {
        self.cell.core()
    }

    pub(crate) fn cell(&self) -> &Arc<ProcessCell<M>> {
        &self.cell
    }

    pub(crate) fn poll_receive(&mut self, cx: &mut Context<'_>) -> Poll<M> {
        if self.budget == 0 {
            self.budget = BUDGET;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        loop {
            let core = self.cell.core();
            if core.is_doomed() {
                // A fatal signal takes no heed of what waits; it has woken the process, which ends at its next poll.
                return Poll::Pending;
            }
            if let Some(message) = self.pop() {
                self.budget -= 1;
                return Poll::Ready(message);
            }
            let core = self.cell.core();
            let foreign = || (!core.is_woken_by(cx.waker())).then(|| cx.waker().clone());
            if self
                .cell
                .mailbox()
                .take(&mut self.batch, foreign)
                .is_pending()
            {
                self.budget = BUDGET;
                return Poll::Pending;
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
        loop {
            if let Some(message) = self.pop() {
                return Some(message);
            }
            if self
                .cell
                .mailbox()
                .take(&mut self.batch, || None)
                .is_pending()
            {
                return None;
            }
        }
    }

    /// The next of the batch, but for downs of monitors that were taken back in the meantime (MON-6, `flush`).
    fn pop(&mut self) -> Option<M> {
        loop {
            let message = self.batch.pop_front()?;
            self.cell.set_taken(self.batch.len());
            match message.down() {
                Some(monitor) if !self.cell.core().forget_monitor(monitor) => {}
                _ => return Some(message),
            }
        }
    }
}

impl<M: Protocol> std::fmt::Debug for Inbox<M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inbox")
            .field("process", &self.cell.core().pid())
            .finish_non_exhaustive()
    }
}
