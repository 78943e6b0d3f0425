//! The receiving end of a mailbox.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use super::allotment;
use super::cell::Address;
use super::protocol::Protocol;

pub(crate) struct Inbox<M: Protocol> {
    address: Address<M>,
    batch: VecDeque<M>,
}

impl<M: Protocol> Inbox<M> {
    pub(crate) fn new(address: Address<M>) -> Self {
        Self {
            address,
            batch: VecDeque::new(),
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

    pub(crate) fn address(&self) -> &Address<M> {
        &self.address
    }

    #[inline(always)]
    pub(crate) fn poll_receive(&mut self, cx: &mut Context<'_>) -> Poll<M> {
        let cell = self.address.cell();
        if cell.core().is_doomed() {
            // A fatal signal takes no heed of what waits; it has woken the process, which ends at its next poll.
            return Poll::Pending;
        }
        let own = Arc::as_ptr(&self.address).cast::<()>();
        let foreign = || (!std::ptr::eq(cx.waker().data(), own)).then(|| cx.waker().clone());
        if !allotment::has_message() {
            if !cell.park(&self.batch, foreign) {
                cx.waker().wake_by_ref();
            }
            return Poll::Pending;
        }
        match cell.next(&mut self.batch, foreign) {
            Some(message) => {
                allotment::spend_message();
                Poll::Ready(message)
            }
            None => Poll::Pending,
        }
    }

    /// Counts as a message: a process that works without receiving lets others run, and can be ended.
    pub(crate) async fn pace(&mut self) {
        if self.address.core().is_doomed() || !allotment::spend_step() {
            tokio::task::yield_now().await;
        }
    }

    /// A message, if one waits.
    pub(crate) fn try_receive(&mut self) -> Option<M> {
        self.address.cell().next(&mut self.batch, || None)
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
            .field("process", &self.address.core().pid())
            .finish_non_exhaustive()
    }
}
