//! A call: a request and the wait for its answer.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use super::client::{Cell, ServerRef};
use super::envelope::Envelope;
use super::error::CallError;
use super::{GenServer, GenServerSpec};
use crate::process::{Answer, Refused, Site, Unanswered, with_current};

/// A request that is sent when this is first awaited, and then the wait for its answer.
///
/// Gives up after the server type's call timeout, 5 s unless it says otherwise, or after [`timeout`](Self::timeout).
///
/// # Errors
///
/// [`CallError`].
///
/// # Cancel safety
///
/// Dropped before it is ready, it gives up the answer, not the request: the server handles it all the same.
///
/// OTP counterpart: `gen_server:call/3`.
#[must_use = "a call sends nothing unless it is awaited"]
pub struct Call<S: GenServer, T: Send + 'static> {
    server: ServerRef<S>,
    /// Until it is sent.
    message: Option<S::Message>,
    answer: Answer<T>,
    timeout: Option<Duration>,
    stage: Stage<S>,
}

enum Stage<S: GenServer> {
    New,
    /// The bounded mailbox of this process is full.
    ForRoom(Arc<Cell<S>>, Option<u64>),
    Sent(Arc<Cell<S>>),
    /// The sending end is gone without an answer: the server has ended or is about to, or has forgotten the call.
    ForTheEnd(Arc<Cell<S>>, Option<u64>),
    Done,
}

impl<S: GenServer, T: Send + 'static> Call<S, T> {
    pub(crate) fn new(server: ServerRef<S>, message: S::Message, answer: Answer<T>) -> Self {
        let timeout = <S as GenServerSpec>::CALL_TIMEOUT;
        Self {
            server,
            message: Some(message),
            answer,
            timeout,
            stage: Stage::New,
        }
    }

    /// Gives up after this time, counted from the first poll.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Waits without limit.
    pub fn infinity(mut self) -> Self {
        self.timeout = None;
        self
    }

    fn begin(&mut self, cx: &Context<'_>) -> Result<(), CallError> {
        let cell = self.server.resolve(false).ok_or(CallError::NoProcess)?;
        if calls_itself(&cell) {
            return Err(CallError::CallingSelf);
        }
        if let Some(timeout) = self.timeout {
            // Its runtime's clock; where the caller has none, the server's.
            let site = Site::current().unwrap_or_else(|| cell.core().site().clone());
            let deadline = site.deadlines().after(timeout);
            self.answer.expire_at(site.number(), deadline);
            site.deadlines().watch(deadline);
        }
        // Nobody else has the slot yet, so this only leaves the waker there.
        let _ = self.answer.poll(cx.waker());
        self.stage = Stage::ForRoom(cell, None);
        Ok(())
    }

    /// Sends if there is room; `Ready` once it is sent.
    fn send(&mut self, cx: &Context<'_>) -> Poll<Result<(), CallError>> {
        loop {
            let Stage::ForRoom(cell, ticket) = &mut self.stage else {
                return Poll::Ready(Ok(()));
            };
            let Some(message) = self.message.take() else {
                return Poll::Ready(Ok(()));
            };
            match cell.send_in_turn(Envelope::Message(message), ticket, cx) {
                Ok(()) => {
                    self.stage = Stage::Sent(cell.clone());
                    return Poll::Ready(Ok(()));
                }
                Err(Refused::Full(Envelope::Message(message))) => {
                    self.message = Some(message);
                    return Poll::Pending;
                }
                Err(Refused::Closed(Envelope::Message(message))) => {
                    // A name may have a new holder.
                    let next = self
                        .server
                        .is_named()
                        .then(|| self.server.resolve(true))
                        .flatten();
                    match next.filter(|next| !Arc::ptr_eq(next, cell)) {
                        Some(next) => {
                            self.message = Some(message);
                            self.stage = Stage::ForRoom(next, None);
                        }
                        None => return Poll::Ready(Err(CallError::NoProcess)),
                    }
                }
                Err(_) => unreachable!("what comes back is what was sent"),
            }
        }
    }
}

fn calls_itself<S: GenServer>(cell: &Arc<Cell<S>>) -> bool {
    with_current(|process| process.is_some_and(|process| process.core().pid() == cell.core().pid()))
}

impl<S: GenServer, T: Send + 'static> Future for Call<S, T> {
    type Output = Result<T, CallError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        if let Stage::New = this.stage {
            if let Err(error) = this.begin(cx) {
                this.stage = Stage::Done;
                return Poll::Ready(Err(error));
            }
            if let Poll::Ready(Err(error)) = this.send(cx) {
                this.stage = Stage::Done;
                return Poll::Ready(Err(error));
            }
            return Poll::Pending;
        }
        let result = match this.answer.poll(cx.waker()) {
            Poll::Ready(Ok(value)) => Ok(value),
            Poll::Ready(Err(Unanswered::Expired)) => Err(CallError::Timeout),
            Poll::Ready(Err(Unanswered::Closed | Unanswered::ServerGone)) => {
                std::task::ready!(this.poll_end(cx))
            }
            Poll::Pending => match std::task::ready!(this.send(cx)) {
                Ok(()) => return Poll::Pending,
                Err(error) => Err(error),
            },
        };
        this.finish();
        Poll::Ready(result)
    }
}

impl<S: GenServer, T: Send + 'static> Call<S, T> {
    fn poll_end(&mut self, cx: &Context<'_>) -> Poll<Result<T, CallError>> {
        match &mut self.stage {
            Stage::ForTheEnd(cell, ticket) => cell
                .core()
                .poll_end(ticket, cx)
                .map(|reason| Err(CallError::Exited(reason))),
            Stage::Sent(cell) => {
                let cell = cell.clone();
                let mut ticket = None;
                let polled = cell.core().poll_end(&mut ticket, cx);
                self.stage = Stage::ForTheEnd(cell, ticket);
                polled.map(|reason| Err(CallError::Exited(reason)))
            }
            // The message went with the call's own drop: nobody polls any more.
            Stage::New | Stage::ForRoom(..) | Stage::Done => Poll::Ready(Err(CallError::NoProcess)),
        }
    }

    /// Takes back what this call has left elsewhere.
    fn finish(&mut self) {
        match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::ForRoom(cell, Some(ticket)) => cell.mailbox().leave_queue(ticket),
            Stage::ForTheEnd(cell, Some(ticket)) => cell.core().stop_waiting(ticket),
            _ => {}
        }
    }
}

impl<S: GenServer, T: Send + 'static> Drop for Call<S, T> {
    fn drop(&mut self) {
        self.finish();
    }
}

// Nothing in it is pinned.
impl<S: GenServer, T: Send + 'static> Unpin for Call<S, T> {}

impl<S: GenServer, T: Send + 'static> std::fmt::Debug for Call<S, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Call")
            .field("server", &self.server)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
