//! The start of a process.

use std::sync::Arc;

use super::body::Runs;
use super::cell::{Address, Process, Whole};
use super::core::{Core, Kind};
use super::inbox::Inbox;
use super::node::Node;
use super::protocol::Protocol;
use super::site::Site;
use super::{current, end, links, panics, run};
use crate::pid::Pid;
use crate::reason::ExitReason;
use crate::signal::{Exit, Origin};

/// How to start a process.
pub(crate) struct Plan {
    /// Link it to the process that starts it, which is its parent then.
    pub(crate) link: bool,
    pub(crate) capacity: Option<usize>,
    /// Run it on threads where it may block.
    pub(crate) blocking: bool,
    pub(crate) trap_exit: bool,
    pub(crate) kind: Kind,
}

impl Plan {
    pub(crate) fn new(kind: Kind) -> Self {
        Self {
            link: false,
            capacity: None,
            blocking: false,
            trap_exit: false,
            kind,
        }
    }
}

/// Who runs a new process first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum First {
    /// Who starts it, until its `init` waits: nothing is to be scheduled where who starts it waits for that anyway.
    Here,
    /// Its own task.
    Later,
}

/// Why a process could not be started.
#[derive(Debug)]
pub(crate) enum NotSpawned<E> {
    NoRuntime,
    /// What was to be done before it runs, such as taking its name, failed.
    Refused(E),
}

/// Starts a process. `prepare` acts on it before it can run, and may refuse it: then it never was.
pub(crate) fn spawn<M, F, E>(
    plan: Plan,
    first: First,
    prepare: impl FnOnce(&Arc<dyn Process>) -> Result<(), E>,
    body: impl FnOnce(Inbox<M>) -> F,
) -> Result<Address<M>, NotSpawned<E>>
where
    M: Protocol,
    F: Runs,
{
    let site = Site::current().ok_or(NotSpawned::NoRuntime)?;
    panics::chain_hook();
    let node = Node::current();
    let starter = if plan.link { current::current() } else { None };
    let parent = starter.as_ref().map(|starter| starter.core().pid());
    let made = node.table().insert(node.number(), |pid| {
        let core = Core::new(pid, parent, node.clone(), site, &plan);
        Arc::new(Whole::<M, F>::new(core, plan.capacity))
    });
    let unborn = Unborn(&*made);
    let process: Arc<dyn Process> = made.clone();
    prepare(&process).map_err(NotSpawned::Refused)?;
    if let Some(starter) = starter {
        // Before it runs, so that its end reaches the starter however early (LNK-17).
        link_to_starter(&*made, starter.core());
    }
    let body = body(Inbox::new(made.clone()));
    std::mem::forget(unborn);
    if let Some(turn) = made.begin(process, body) {
        match first {
            First::Here => run::by_its_start(&made, turn),
            First::Later => run::later(made.core(), turn),
        }
    }
    if made.core().site().is_gone() {
        // It may have come into the table too late to be found there by who ends the runtime's processes.
        made.abandon();
    }
    Ok(made)
}

fn link_to_starter(process: &dyn Process, starter: &Core) {
    let core = process.core();
    if !links::join(core, starter) {
        // The starter was given up and has found its way on: what it starts has no parent to live for.
        let exit = Exit {
            from: starter.pid(),
            reason: ExitReason::NoProcess,
        };
        end::deliver(core.node(), core.pid(), exit, Origin::Sent);
    }
}

/// A process that never came to run: it was refused, or a user's code panicked on the way.
struct Unborn<'a, M: Protocol, F: Runs>(&'a Whole<M, F>);

impl<M: Protocol, F: Runs> Drop for Unborn<'_, M, F> {
    fn drop(&mut self) {
        end::end(self.0, ExitReason::Normal);
        // A signal may have made a task already, which ends as there are no more turns.
        drop(self.0.turns().begin());
        self.0.core().dismiss_task();
    }
}

/// The pid of the process that runs here.
pub(crate) fn own_pid() -> Option<Pid> {
    current::with(|process| process.map(|process| process.core().pid()))
}
