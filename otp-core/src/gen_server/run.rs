//! The loop of a server.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use super::GenServer;
use super::envelope::Envelope;
use super::guard::guard;
use super::outcome::{Decision, Initial, Outcome};
use crate::process::{Core, Inbox};
use crate::reason::ExitReason;
use crate::report;
use crate::signal::Signal;
use crate::start::Started;

type Last = Option<Box<dyn FnOnce() + Send>>;

/// What the loop is to do next.
enum Step<C> {
    Go(Outcome<C>),
    /// End, after `terminate`.
    End(ExitReason, Last),
}

/// Runs a server from `init` to its end; gives the reason of that.
pub(crate) async fn run<S: GenServer>(
    mut inbox: Inbox<Envelope<S>>,
    started: Started,
    args: S::Args,
) -> ExitReason {
    let cell = inbox.cell().clone();
    let core = cell.core();
    core.set_operation("init");
    let initial = guard(async move { S::init(args).await }).await;
    let (mut state, mut outcome) = match initial.map(|init| init.0) {
        Ok(Initial::Ok { state, outcome }) => (state, outcome),
        Ok(Initial::Ignore) => {
            started.ignored();
            return ExitReason::Normal;
        }
        // The process's crash report says the rest (LOG-4).
        Ok(Initial::Stop(reason)) | Err(reason) => return reason,
    };
    started.ready();
    let (reason, last) = loop {
        match next(core, &mut state, &mut inbox, outcome).await {
            Step::Go(next) => outcome = next,
            Step::End(reason, last) => break (reason, last),
        }
    };
    let operation = core.operation();
    core.set_operation("terminate");
    let ended = guard(async { state.terminate(reason.clone()).await }).await;
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

/// Does what the last callback decided.
async fn next<S: GenServer>(
    core: &Core,
    state: &mut S,
    inbox: &mut Inbox<Envelope<S>>,
    outcome: Outcome<S::Continue>,
) -> Step<S::Continue> {
    match outcome.decision {
        Decision::Stop(reason, last) => Step::End(reason, last),
        Decision::Continue(step) => {
            core.set_operation(S::continue_operation(&step));
            let done = guard(async { state.handle_continue(step).await }).await;
            // Continues may chain for ever; the process stays one that can be ended and lets others run.
            inbox.pace().await;
            after(done)
        }
        Decision::Wait => match receive(inbox, outcome.idle).await {
            Some(envelope) => handle(core, state, envelope).await,
            None => match S::timeout_info() {
                Some(info) => handle_info(core, state, info).await,
                None => {
                    report::unexpected(core, "an idle timeout");
                    Step::Go(Outcome::wait())
                }
            },
        },
    }
}

/// The next message, or nothing if none came in time.
async fn receive<S: GenServer>(
    inbox: &mut Inbox<Envelope<S>>,
    idle: Option<Duration>,
) -> Option<Envelope<S>> {
    match idle {
        None => Some(inbox.receive().await),
        // GEN-32: messages that wait go first.
        Some(Duration::ZERO) => {
            tokio::task::yield_now().await;
            inbox.try_receive()
        }
        Some(limit) => tokio::time::timeout(limit, inbox.receive()).await.ok(),
    }
}

async fn handle<S: GenServer>(
    core: &Core,
    state: &mut S,
    envelope: Envelope<S>,
) -> Step<S::Continue> {
    let info = match envelope {
        Envelope::Message(message) => {
            core.set_operation(S::operation(&message));
            let done = guard(async { state.handle(message).await }).await;
            return after_message(core, done);
        }
        Envelope::Info(info) => info,
        Envelope::Tick(tick) => tick.arrive(),
        Envelope::Stop(reason) => return Step::End(*reason, None),
        Envelope::Signal(signal) => match *signal {
            Signal::Exit(exit) if core.parent() == Some(exit.from) => {
                return Step::End(exit.reason, None);
            }
            Signal::Exit(exit) => match S::exit_info(exit) {
                Ok(info) => info,
                Err(exit) => {
                    report::unexpected(
                        core,
                        &format!("an exit signal of {}: {}", exit.from, exit.reason),
                    );
                    return Step::Go(Outcome::wait());
                }
            },
            Signal::Down(down) => match S::down_info(down) {
                Ok(info) => info,
                Err(down) => {
                    report::unexpected(core, &format!("the end of {}: {}", down.pid, down.reason));
                    return Step::Go(Outcome::wait());
                }
            },
        },
    };
    handle_info(core, state, info).await
}

async fn handle_info<S: GenServer>(core: &Core, state: &mut S, info: S::Info) -> Step<S::Continue> {
    core.set_operation(S::info_operation(&info));
    let done = guard(async { state.handle_info(info).await }).await;
    after_message(core, done)
}

fn after_message<C>(core: &Core, done: Result<Outcome<C>, ExitReason>) -> Step<C> {
    // A crash report names the operation that crashed.
    if done
        .as_ref()
        .is_ok_and(|outcome| !matches!(outcome.decision, Decision::Stop(..)))
    {
        core.set_operation("");
    }
    after(done)
}

fn after<C>(done: Result<Outcome<C>, ExitReason>) -> Step<C> {
    match done {
        Ok(outcome) => Step::Go(outcome),
        Err(reason) => Step::End(reason, None),
    }
}
