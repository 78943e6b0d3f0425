//! Playing scenarios, each in a node of its own with a paused clock.

mod gen_server;
mod process;
mod registry;
mod supervision;

use std::error::Error;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Duration;
use std::{fmt, thread};

use otp_core::testing::Sandbox;

use crate::reason::CRASH;
use crate::scenario::{Scenario, Script};
use crate::trace::{Entry, Trace};

/// By the paused clock: a scenario that takes longer waits for something that never comes.
const LIMIT: Duration = Duration::from_secs(24 * 3600);

/// Why a scenario has no trace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlayError {
    /// Something is waited for that never comes.
    Stuck,
    /// The player itself panicked, outside of the scenario's processes.
    Panicked(String),
}

impl fmt::Display for PlayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stuck => f.write_str("stuck: it waits for something that never comes"),
            Self::Panicked(message) => write!(f, "the player panicked: {message}"),
        }
    }
}

impl Error for PlayError {}

/// Plays one scenario.
///
/// # Errors
///
/// It could not be played to its end; that is an error of the player's or of otp-core's.
pub fn play(scenario: &Scenario) -> Result<Trace, PlayError> {
    let played = catch_unwind(AssertUnwindSafe(|| {
        Sandbox::new()
            .start_paused()
            .run(tokio_timeout(script(&scenario.script)))
    }));
    match played {
        Ok(Some(trace)) => Ok(Trace {
            name: scenario.name.clone(),
            trace,
        }),
        Ok(None) => Err(PlayError::Stuck),
        Err(panic) => Err(PlayError::Panicked(message(&*panic).to_owned())),
    }
}

async fn tokio_timeout<F: Future>(future: F) -> Option<F::Output> {
    tokio::time::timeout(LIMIT, future).await.ok()
}

async fn script(script: &Script) -> Vec<Entry> {
    match script {
        Script::Supervision(script) => supervision::play(script).await,
        Script::Process(script) => process::play(script).await,
        Script::Registry(script) => registry::play(script).await,
        Script::GenServer(script) => gen_server::play(script).await,
    }
}

/// Plays scenarios on all cores; `each` gets what came of them, in their order, with the tag of each.
///
/// # Errors
///
/// The first of `each`'s, after which it is not called again.
pub fn play_all<T: Sync, E>(
    scenarios: &[(T, Scenario)],
    mut each: impl FnMut(&T, Result<Trace, PlayError>) -> Result<(), E>,
) -> Result<(), E> {
    let next = AtomicUsize::new(0);
    let (sender, played) = mpsc::channel();
    let sender = Mutex::new(sender);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads.min(scenarios.len()) {
            let sender = sender
                .lock()
                .unwrap_or_else(|poisoned| poisoned.into_inner())
                .clone();
            let next = &next;
            scope.spawn(move || {
                while let Some((index, (_, scenario))) = take(next, scenarios) {
                    if sender.send((index, play(scenario))).is_err() {
                        // Nobody wants the rest.
                        return;
                    }
                }
            });
        }
        drop(sender);
        in_order(played, |index, trace| each(&scenarios[index].0, trace))
    })
}

fn take<'a, T>(next: &AtomicUsize, all: &'a [T]) -> Option<(usize, &'a T)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    Some((index, all.get(index)?))
}

/// Hands on what comes in any order, in the order of the numbers.
fn in_order<T, E>(
    arrivals: mpsc::Receiver<(usize, T)>,
    mut each: impl FnMut(usize, T) -> Result<(), E>,
) -> Result<(), E> {
    let mut early = std::collections::BTreeMap::new();
    let mut due = 0;
    for (index, item) in arrivals {
        early.insert(index, item);
        while let Some(item) = early.remove(&due) {
            each(due, item)?;
            due += 1;
        }
    }
    Ok(())
}

/// Keeps the panics that scenarios ask for off standard error; all others are printed as before.
pub fn expect_scripted_crashes() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if message(info.payload()) != CRASH {
            before(info);
        }
    }));
}

/// Panics, as a scenario asks.
pub(crate) fn crash() -> ! {
    panic!("{CRASH}")
}

fn message(payload: &dyn std::any::Any) -> &str {
    let text = payload.downcast_ref::<&'static str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a panic whose payload is no text")
}
