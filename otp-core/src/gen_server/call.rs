//! A call: a request and the wait for its answer.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use super::client::{Server, ServerRef};
use super::envelope::Envelope;
use super::error::CallError;
use super::{GenServer, GenServerSpec};
use crate::process::{Answer, Core, Refused, Site, Unanswered, Wake, poll_budget, with_current};

/// A request that is sent when this is first awaited, and then the wait for its answer.
///
/// Gives up after the server type's call timeout, 5 s unless it says otherwise, or after [`timeout`](Self::timeout).
///
/// A server that waits handles the request in that first poll, on the caller's stack, as far as it comes without waiting: the
/// time of that is not counted, and what the caller's task does beside stands still, as behind any code that does not
/// await. A handler that takes long belongs into a `#[gen_server(blocking)]` server.
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
    /// The process that a name meant; a reference by process has it itself.
    holder: Option<Server<S>>,
    /// Until it is sent.
    message: Option<S::Message>,
    answer: Answer<T>,
    timeout: Option<Duration>,
    stage: Stage,
}

/// Where a caller is, as the server sees it.
enum Caller {
    Itself,
    OnItsRuntime,
    Elsewhere,
}

impl Caller {
    #[inline]
    fn of(server: &Core) -> Self {
        let process = with_current(|caller| {
            let caller = caller?.core();
            Some(if caller.pid() == server.pid() {
                Self::Itself
            } else if Arc::ptr_eq(caller.site(), server.site()) {
                Self::OnItsRuntime
            } else {
                Self::Elsewhere
            })
        });
        process.unwrap_or_else(|| {
            if Site::number_of_thread() == Some(server.site().number()) {
                Self::OnItsRuntime
            } else {
                Self::Elsewhere
            }
        })
    }
}

#[derive(Clone, Copy)]
enum Stage {
    New,
    /// The bounded mailbox is full, and this its waiter's ticket.
    ForRoom(Option<u64>),
    Sent,
    /// The sending end is gone without an answer: the server has ended or is about to, or has forgotten the call.
    ForTheEnd(Option<u64>),
    Done,
}

impl<S: GenServer, T: Send + 'static> Call<S, T> {
    pub(crate) fn new(server: ServerRef<S>, message: S::Message, answer: Answer<T>) -> Self {
        let timeout = <S as GenServerSpec>::CALL_TIMEOUT;
        Self {
            server,
            holder: None,
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

    /// The process that has the request, or is to have it.
    fn address(&self) -> Option<&Server<S>> {
        self.server.as_address().or(self.holder.as_ref())
    }

    /// The first poll. A server that waits handles the request at once, on this stack.
    fn begin(&mut self, cx: &mut Context<'_>) -> Poll<Result<T, CallError>> {
        if self.server.is_named() {
            self.holder = self.server.resolve(false);
        }
        let Some(address) = self.address() else {
            return Poll::Ready(Err(CallError::NoProcess));
        };
        let here = match Caller::of(address.core()) {
            Caller::Itself => return Poll::Ready(Err(CallError::CallingSelf)),
            // Who gives no time is answered by nobody, as in OTP.
            Caller::OnItsRuntime => !self.timeout.is_some_and(|limit| limit.is_zero()),
            Caller::Elsewhere => false,
        };
        self.stage = Stage::ForRoom(None);
        if let Poll::Ready(sent) = self.send(here, cx) {
            sent?;
            if let Some(value) = self.answer.take() {
                return Poll::Ready(Ok(value));
            }
        }
        // The waker before the deadline, which may pass at once and is told to who waits.
        let polled = self.go_on(cx);
        if polled.is_pending()
            && let Some(timeout) = self.timeout
        {
            self.expire_after(timeout);
        }
        polled
    }

    /// By the clock of the caller's runtime, which goes on when the server's is stuck. Where it has none, the server's.
    fn expire_after(&self, timeout: Duration) {
        Site::with_current(|site| {
            let Some(site) = site.or_else(|| Some(self.address()?.core().site())) else {
                return;
            };
            let deadline = site.deadlines().after(timeout);
            self.answer.expire_at(site.number(), deadline);
            site.deadlines().watch(deadline);
        });
    }

    /// Sends if there is room; `Ready` once it is sent. The server may then run `here`.
    fn send(&mut self, here: bool, cx: &Context<'_>) -> Poll<Result<(), CallError>> {
        while let (Stage::ForRoom(mut ticket), Some(message)) = (self.stage, self.message.take()) {
            let Some(address) = self.address() else {
                return Poll::Ready(Err(CallError::NoProcess));
            };
            let mailbox = address.cell().mailbox();
            match mailbox.push_in_turn(Envelope::Message(message), &mut ticket, cx) {
                Ok(wake @ (Wake::Process | Wake::Woken)) if here => {
                    address.run_here(matches!(wake, Wake::Woken));
                    self.stage = Stage::Sent;
                }
                Ok(wake) => {
                    wake.wake(address.core());
                    self.stage = Stage::Sent;
                }
                Err(Refused::Full(Envelope::Message(message))) => {
                    self.message = Some(message);
                    self.stage = Stage::ForRoom(ticket);
                    return Poll::Pending;
                }
                Err(Refused::Closed(Envelope::Message(message))) => {
                    // A name may have a new holder.
                    let next = if self.server.is_named() {
                        self.server.resolve(true)
                    } else {
                        None
                    };
                    let Some(next) = next.filter(|next| !Arc::ptr_eq(next, address)) else {
                        return Poll::Ready(Err(CallError::NoProcess));
                    };
                    self.message = Some(message);
                    self.holder = Some(next);
                    self.stage = Stage::ForRoom(None);
                }
                Err(_) => unreachable!("what comes back is what was sent"),
            }
        }
        Poll::Ready(Ok(()))
    }

    /// Any later poll.
    fn go_on(&mut self, cx: &mut Context<'_>) -> Poll<Result<T, CallError>> {
        match self.answer.poll(cx.waker()) {
            Poll::Ready(Ok(value)) => Poll::Ready(Ok(value)),
            Poll::Ready(Err(Unanswered::Expired)) => Poll::Ready(Err(CallError::Timeout)),
            Poll::Ready(Err(Unanswered::Closed | Unanswered::ServerGone)) => self.poll_end(cx),
            Poll::Pending => {
                ready!(self.send(false, cx))?;
                Poll::Pending
            }
        }
    }

    fn poll_end(&mut self, cx: &Context<'_>) -> Poll<Result<T, CallError>> {
        let mut ticket = match self.stage {
            Stage::Sent => None,
            Stage::ForTheEnd(ticket) => ticket,
            // The message, and with it the sending end, is still here: there is no way to this place.
            Stage::New | Stage::ForRoom(_) | Stage::Done => {
                return Poll::Ready(Err(CallError::NoProcess));
            }
        };
        let Some(address) = self.address() else {
            return Poll::Ready(Err(CallError::NoProcess));
        };
        let end = address.core().poll_end(&mut ticket, cx);
        self.stage = Stage::ForTheEnd(ticket);
        end.map(|reason| Err(CallError::Exited(reason)))
    }

    /// Takes back what this call has left elsewhere.
    #[cold]
    fn leave(&mut self) {
        match (self.stage, self.address()) {
            (Stage::ForRoom(Some(ticket)), Some(address)) => {
                address.cell().mailbox().leave_queue(ticket)
            }
            (Stage::ForTheEnd(Some(ticket)), Some(address)) => address.core().stop_waiting(ticket),
            _ => {}
        }
        self.stage = Stage::Done;
    }
}

impl<S: GenServer, T: Send + 'static> Future for Call<S, T> {
    type Output = Result<T, CallError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        let result = if let Stage::New = this.stage {
            let turn = ready!(poll_budget(cx));
            let result = ready!(this.begin(cx));
            turn.made_progress();
            result
        } else {
            ready!(this.go_on(cx))
        };
        if !matches!(this.stage, Stage::Sent) {
            this.leave();
        }
        this.stage = Stage::Done;
        Poll::Ready(result)
    }
}

impl<S: GenServer, T: Send + 'static> Drop for Call<S, T> {
    fn drop(&mut self) {
        if matches!(self.stage, Stage::ForRoom(_) | Stage::ForTheEnd(_)) {
            self.leave();
        }
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
