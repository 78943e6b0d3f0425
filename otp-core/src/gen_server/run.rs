//! The loop of a server.
//!
//! Its future is most of what an idle server weighs, so it is one block: what it captures lies in it once, and what
//! is rare is boxed.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use pin_project_lite::pin_project;

use super::GenServer;
use super::envelope::Envelope;
use super::guard::{Guard, guard};
use super::outcome::{End, Initial, Outcome};
use crate::process::{Core, Inbox, reason_of};
use crate::reason::ExitReason;
use crate::report;
use crate::signal::Signal;
use crate::start::Started;

/// Runs a server from `init` to its end; gives the reason of that.
#[allow(
    clippy::manual_async_fn,
    reason = "an async function would hold its arguments twice in every idle server"
)]
pub(crate) fn run<S: GenServer>(
    mut inbox: Inbox<Envelope<S>>,
    started: Started,
    args: S::Args,
) -> impl Future<Output = ExitReason> + Send {
    async move {
        // Looked up once, as every message needs it.
        let address = inbox.address().clone();
        let core = address.core();
        core.set_operation(&"init");
        let initial = guard(|| S::init(args)).await;
        let (mut state, mut outcome) = match initial.map(|init| init.0) {
            Ok(Initial::Ok { state, outcome }) => (state, outcome),
            Ok(Initial::Ignore) => {
                started.ignored();
                return ExitReason::Normal;
            }
            // The process's crash report says the rest (LOG-4).
            Ok(Initial::Stop(reason)) | Err(reason) => return reason,
        };
        core.set_operation(&"");
        started.ready();
        let end = loop {
            // Nothing of an outcome is held while the server waits: an arm of a `match` on it that awaits would hold it.
            let done = if outcome.waits() {
                let served = match outcome.into_idle() {
                    None => poll_fn(|cx| serve(&mut inbox, core, &mut state, cx)).await,
                    Some(limit) => {
                        let envelope = Box::pin(receive_within(&mut inbox, limit)).await;
                        Served::Left(envelope)
                    }
                };
                match served {
                    Served::Done(done) => done,
                    Served::Left(envelope) => take(core, &mut state, envelope).await,
                }
            } else {
                let step = match outcome.into_step() {
                    Ok(step) => step,
                    Err(end) => break end,
                };
                // Continues may chain for ever; the process stays one that can be ended and lets others run.
                inbox.pace().await;
                go_on(core, &mut state, step).await
            };
            outcome = match done {
                Ok(outcome) => outcome,
                Err(reason) => break End::new(reason),
            };
            // A crash report names the operation that crashed.
            if !outcome.stops() {
                core.set_operation(&"");
            }
        };
        Box::pin(finish(core, state, *end)).await
    }
}

/// Has the server clean up and tells of its end; gives the reason.
async fn finish<S: GenServer>(core: &Core, mut state: S, end: End) -> ExitReason {
    let End { reason, last } = end;
    let operation = core.operation();
    core.set_operation(&"terminate");
    let ended = guard(|| state.terminate(reason.clone())).await;
    // GEN-39: what `terminate` fails with is the reason then.
    let reason = ended.err().unwrap_or(reason);
    report::server_terminating(core, &reason, operation, || described(&state));
    if let Some(last) = last {
        last();
    }
    reason
}

/// The state as its type describes it; that is a user's code, and its panic is not to cost anybody an answer.
fn described<S: GenServer>(state: &S) -> Option<String> {
    catch_unwind(AssertUnwindSafe(|| state.describe()))
        .unwrap_or_else(|_| Some("(its description panicked)".to_owned()))
}

/// The next message, or nothing if none came in time.
async fn receive_within<S: GenServer>(
    inbox: &mut Inbox<Envelope<S>>,
    limit: Duration,
) -> Option<Envelope<S>> {
    if limit.is_zero() {
        // GEN-32: messages that wait go first.
        tokio::task::yield_now().await;
        return inbox.try_receive();
    }
    tokio::time::timeout(limit, inbox.receive()).await.ok()
}

/// What became of messages.
enum Served<S: GenServer> {
    /// The last one asks for more than to wait for the next.
    Done(Result<Outcome<S::Continue>, ExitReason>),
    /// This is to be dealt with by a future; nothing is an idle timeout.
    Left(Option<Envelope<S>>),
}

/// Handles one message after the other, as long as they take no waiting and ask for nothing beside.
#[inline]
fn serve<S: GenServer>(
    inbox: &mut Inbox<Envelope<S>>,
    core: &Core,
    state: &mut S,
    cx: &mut Context<'_>,
) -> Poll<Served<S>> {
    loop {
        let message = match ready!(inbox.poll_receive(cx)) {
            Envelope::Message(message) if S::HANDLES_AT_ONCE => message,
            envelope => return Poll::Ready(Served::Left(Some(envelope))),
        };
        core.set_operation(S::operation(&message));
        let done = catch_unwind(AssertUnwindSafe(|| state.handle_at_once(message)));
        match done {
            Ok(outcome) if outcome.only_waits() => core.set_operation(&""),
            done => return Poll::Ready(Served::Done(done.map_err(reason_of))),
        }
    }
}

pin_project! {
    /// What came, being dealt with: the callbacks share the room of the largest.
    #[project = TakeProjection]
    enum Take<M, I> {
        Message { #[pin] callback: Guard<M> },
        Info { #[pin] callback: Guard<I> },
        Nothing { end: Option<Box<End>> },
    }
}

/// Begins what is to be done about what came. Not an async function, which would hold that beside the callback.
#[inline]
fn take<S: GenServer>(
    core: &Core,
    state: &mut S,
    envelope: Option<Envelope<S>>,
) -> impl Future<Output = Result<Outcome<S::Continue>, ExitReason>> + Send {
    let info = match envelope {
        Some(Envelope::Message(message)) => {
            core.set_operation(S::operation(&message));
            return Take::Message {
                callback: guard(|| state.handle(message)),
            };
        }
        Some(Envelope::Info(info)) => Ok(info),
        Some(Envelope::Tick(tick)) => Ok(tick.arrive()),
        Some(Envelope::Stop(reason)) => Err(Some(End::new(*reason))),
        Some(Envelope::Signal(signal)) => sort::<S>(core, *signal),
        None => taken::<S>(core, S::timeout_info().ok_or("an idle timeout")),
    };
    match info {
        Ok(info) => {
            core.set_operation(S::info_operation(&info));
            Take::Info {
                callback: guard(|| state.handle_info(info)),
            }
        }
        Err(end) => Take::Nothing { end },
    }
}

impl<C, M, I> Future for Take<M, I>
where
    M: Future<Output = Outcome<C>>,
    I: Future<Output = Outcome<C>>,
{
    type Output = Result<Outcome<C>, ExitReason>;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project() {
            TakeProjection::Message { callback } => callback.poll(cx),
            TakeProjection::Info { callback } => callback.poll(cx),
            TakeProjection::Nothing { end } => {
                Poll::Ready(Ok(end.take().map_or_else(Outcome::wait, Outcome::stop)))
            }
        }
    }
}

/// Begins a continue.
fn go_on<S: GenServer>(
    core: &Core,
    state: &mut S,
    step: S::Continue,
) -> impl Future<Output = Result<Outcome<S::Continue>, ExitReason>> + Send {
    core.set_operation(S::continue_operation(&step));
    guard(|| state.handle_continue(step))
}

/// The info for a signal; else the end, if it asks for that.
fn sort<S: GenServer>(core: &Core, signal: Signal) -> Result<S::Info, Option<Box<End>>> {
    match signal {
        Signal::Exit(exit) if core.parent() == Some(exit.from) => Err(Some(End::new(exit.reason))),
        Signal::Exit(exit) => taken::<S>(
            core,
            S::exit_info(exit)
                .map_err(|exit| format!("an exit signal of {}: {}", exit.from, exit.reason)),
        ),
        Signal::Down(down) => taken::<S>(
            core,
            S::down_info(down).map_err(|down| format!("the end of {}: {}", down.pid, down.reason)),
        ),
    }
}

/// GEN-27: what no callback takes is reported and dropped.
fn taken<S: GenServer>(
    core: &Core,
    info: Result<S::Info, impl AsRef<str>>,
) -> Result<S::Info, Option<Box<End>>> {
    info.map_err(|what| {
        report::unexpected(core, what.as_ref());
        None
    })
}
