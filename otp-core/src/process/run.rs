//! Running a process: its body, inside its boundary, by whoever has the turn.
//!
//! A process is run by its task, or on the stack of a caller that found it waiting: the caller would have nothing to do
//! but to wait for it, and nothing has to be scheduled.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::{Context, Poll};

use super::allotment::{self, Allotment};
use super::body::{Place, Runs};
use super::cell::{Process, ProcessOf, Whole};
use super::core::Core;
use super::protocol::Protocol;
use super::state::Status;
use super::turns::{Asked, Identity, Meanwhile, Turn};
use super::{current, end, panics};
use crate::reason::ExitReason;

/// So deep processes may be run on each other's stacks.
const DEPTH: u32 = 8;

thread_local! {
    static DEPTH_HERE: Cell<u32> = const { Cell::new(0) };
}

/// Runs it as its task does: ready once it is over.
pub(crate) fn by_its_task<M: Protocol, F: Runs>(process: &Whole<M, F>) -> Poll<()> {
    if process.cell().mailbox().gathers() {
        // Woken as it runs, a task goes behind all others.
        process.core().wake();
        return Poll::Pending;
    }
    match process.turns().take() {
        Asked::Mine(turn) => run(process.core(), turn, Allotment::TASK),
        Asked::Theirs => Poll::Pending,
        Asked::Over => Poll::Ready(()),
    }
}

/// See [`ProcessOf::run_here`](super::cell::ProcessOf::run_here).
pub(crate) fn by_a_caller<M: Protocol, F: Runs>(process: &Whole<M, F>, is_woken: bool) {
    let core = process.core();
    let level = if core.may_block() || core.is_doomed() {
        None
    } else {
        Level::deeper()
    };
    let turn = level.as_ref().and_then(|_| process.turns().try_take());
    if let Some(turn) = turn {
        let _ = run(core, turn, Allotment::CALLER);
        return;
    }
    if level.is_some() {
        process.cell().mailbox().note_crowd();
    }
    if !is_woken {
        core.wake();
    }
}

/// Runs a new process until its `init` waits; if that cannot be here, by its task.
pub(crate) fn by_its_start<M: Protocol, F: Runs>(process: &Whole<M, F>, turn: Turn<'_, Place<F>>) {
    let level = (!process.core().may_block()).then(Level::deeper).flatten();
    match level {
        Some(_level) => drop(run(process.core(), turn, Allotment::START)),
        None => later(process.core(), turn),
    }
}

/// Leaves the first turn to the task.
pub(crate) fn later<F: Runs>(core: &Core, turn: Turn<'_, Place<F>>) {
    match turn.give_back() {
        Meanwhile::Abandoned(turn) => drop(bury(turn, ExitReason::Killed)),
        Meanwhile::Missed | Meanwhile::Nothing => core.wake(),
    }
}

/// Ends it, as its runtime is gone.
pub(crate) fn abandon<M: Protocol, F: Runs>(process: &Whole<M, F>) {
    if let Asked::Mine(turn) = process.turns().abandon() {
        let _ = bury(turn, ExitReason::Killed);
    }
}

/// One process more on this stack.
struct Level(u32);

impl Level {
    /// Nothing where the stack is deep already.
    fn deeper() -> Option<Self> {
        let depth = DEPTH_HERE.get();
        (depth < DEPTH).then(|| {
            DEPTH_HERE.set(depth + 1);
            Self(depth)
        })
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        DEPTH_HERE.set(self.0);
    }
}

fn run<F: Runs>(core: &Core, mut turn: Turn<'_, Place<F>>, allotment: Allotment) -> Poll<()> {
    if core.is_doomed() {
        return bury(turn, ExitReason::Killed);
    }
    let (identity, body) = turn.runner();
    let Some(Identity { process, waker }) = identity.take() else {
        // Not reached: a body goes with an identity, and a process without a body is over.
        return Poll::Ready(());
    };
    let (polled, process) = current::run_as(process, || {
        catch_unwind(AssertUnwindSafe(|| {
            allotment::with(allotment, || body.poll(&mut Context::from_waker(&waker)))
        }))
    });
    *identity = Some(Identity { process, waker });
    let reason = match polled {
        Ok(Poll::Pending) => {
            return match turn.give_back() {
                Meanwhile::Nothing => Poll::Pending,
                Meanwhile::Missed => {
                    core.wake();
                    Poll::Pending
                }
                Meanwhile::Abandoned(turn) => bury(turn, ExitReason::Killed),
            };
        }
        Ok(Poll::Ready(reason)) => reason,
        Err(payload) => panics::reason_of(payload),
    };
    if !core.is_doomed() {
        crate::report::process_crashed(core, &reason);
    }
    bury(turn, reason)
}

/// Drops the body as its process, then signals the end. A signal that arrived before the end gives the reason.
fn bury<F: Runs>(mut turn: Turn<'_, Place<F>>, reason: ExitReason) -> Poll<()> {
    let (identity, mut body) = turn.runner();
    let Some(Identity { process, waker }) = identity.take() else {
        return Poll::Ready(());
    };
    // A destructor's panic is reported by the hook; the process ends all the same.
    let (_, process) = current::run_as(process, || {
        catch_unwind(AssertUnwindSafe(|| body.as_mut().clear()))
    });
    let reason = match &process.core().state().status {
        Status::Doomed(signalled) => signalled.clone(),
        _ => reason,
    };
    end::end(&*process, reason);
    drop(turn);
    process.core().dismiss_task();
    drop(waker);
    Poll::Ready(())
}
