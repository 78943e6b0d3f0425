//! The loop of a server.
//!
//! Its future is most of what an idle server weighs, so it is one block: what it captures lies in it once, and what
//! is rare is boxed.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use super::GenServer;
use super::envelope::Envelope;
use super::guard::guard;
use super::outcome::{Decision, End, Initial, Outcome};
use crate::process::{Core, Inbox};
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
        inbox.core().set_operation(&"init");
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
        inbox.core().set_operation(&"");
        started.ready();
        let end = loop {
            let done = match outcome.decision {
                Decision::Stop(end) => break end,
                Decision::Continue(step) => {
                    inbox.core().set_operation(S::continue_operation(&step));
                    let done = guard(|| state.handle_continue(step)).await;
                    // Continues may chain for ever; the process stays one that can be ended and lets others run.
                    inbox.pace().await;
                    done
                }
                Decision::Wait => {
                    let envelope = match outcome.idle {
                        None => Some(inbox.receive().await),
                        Some(limit) => Box::pin(receive_within(&mut inbox, limit)).await,
                    };
                    match sort(inbox.core(), envelope) {
                        Sorted::Message(message) => {
                            inbox.core().set_operation(S::operation(&message));
                            guard(|| state.handle(message)).await
                        }
                        Sorted::Info(info) => {
                            inbox.core().set_operation(S::info_operation(&info));
                            guard(|| state.handle_info(info)).await
                        }
                        Sorted::End(end) => break end,
                        Sorted::Nothing => Ok(Outcome::wait()),
                    }
                }
            };
            outcome = match done {
                Ok(outcome) => outcome,
                Err(reason) => break End::new(reason),
            };
            // A crash report names the operation that crashed.
            if !matches!(outcome.decision, Decision::Stop(_)) {
                inbox.core().set_operation(&"");
            }
        };
        Box::pin(finish(inbox.core(), state, *end)).await
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

/// What is to be done about what came.
enum Sorted<S: GenServer> {
    Message(S::Message),
    Info(S::Info),
    End(Box<End>),
    Nothing,
}

fn sort<S: GenServer>(core: &Core, envelope: Option<Envelope<S>>) -> Sorted<S> {
    match envelope {
        Some(Envelope::Message(message)) => Sorted::Message(message),
        Some(Envelope::Info(info)) => Sorted::Info(info),
        Some(Envelope::Tick(tick)) => Sorted::Info(tick.arrive()),
        Some(Envelope::Stop(reason)) => Sorted::End(End::new(*reason)),
        Some(Envelope::Signal(signal)) => sort_signal(core, *signal),
        None => taken(core, S::timeout_info().ok_or("an idle timeout")),
    }
}

fn sort_signal<S: GenServer>(core: &Core, signal: Signal) -> Sorted<S> {
    match signal {
        Signal::Exit(exit) if core.parent() == Some(exit.from) => {
            Sorted::End(End::new(exit.reason))
        }
        Signal::Exit(exit) => taken(
            core,
            S::exit_info(exit)
                .map_err(|exit| format!("an exit signal of {}: {}", exit.from, exit.reason)),
        ),
        Signal::Down(down) => taken(
            core,
            S::down_info(down).map_err(|down| format!("the end of {}: {}", down.pid, down.reason)),
        ),
    }
}

/// GEN-27: what no callback takes is reported and dropped.
fn taken<S: GenServer>(core: &Core, info: Result<S::Info, impl AsRef<str>>) -> Sorted<S> {
    match info {
        Ok(info) => Sorted::Info(info),
        Err(what) => {
            report::unexpected(core, what.as_ref());
            Sorted::Nothing
        }
    }
}
