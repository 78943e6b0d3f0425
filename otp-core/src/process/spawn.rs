//! The start of a process.

use std::future::Future;
use std::sync::Arc;

use super::cell::{Process, ProcessCell};
use super::core::{Core, Kind};
use super::driver::Driver;
use super::inbox::Inbox;
use super::node::Node;
use super::protocol::Protocol;
use super::site::Site;
use super::{blocking, current, end, links, panics};
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
    prepare: impl FnOnce(&Arc<ProcessCell<M>>) -> Result<(), E>,
    body: impl FnOnce(Inbox<M>) -> F,
) -> Result<Arc<ProcessCell<M>>, NotSpawned<E>>
where
    M: Protocol,
    F: Future<Output = ExitReason> + Send + 'static,
{
    let site = Site::current().ok_or(NotSpawned::NoRuntime)?;
    panics::chain_hook();
    let node = Node::current();
    let starter = if plan.link { current::current() } else { None };
    let parent = starter.as_ref().map(|starter| starter.core().pid());
    let cell = node.table().insert(node.number(), |pid| {
        let core = Core::new(pid, parent, node.clone(), site.clone(), plan.kind);
        core.state().trap_exit = plan.trap_exit;
        Arc::new(ProcessCell::new(core, plan.capacity))
    });
    let unborn = Unborn(&*cell);
    prepare(&cell).map_err(NotSpawned::Refused)?;
    if let Some(starter) = starter {
        // Before it runs, so that its end reaches the starter however early (LNK-17).
        link_to_starter(&*cell, starter.core());
    }
    let driver = Driver::new(cell.clone(), body(Inbox::new(cell.clone())));
    std::mem::forget(unborn);
    let handle = site.handle();
    if plan.blocking {
        handle.spawn(blocking::run(driver, handle.clone()));
    } else {
        handle.spawn(driver);
    }
    Ok(cell)
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
struct Unborn<'a>(&'a dyn Process);

impl Drop for Unborn<'_> {
    fn drop(&mut self) {
        end::end(self.0, ExitReason::Normal);
    }
}

/// The pid of the process that runs here.
pub(crate) fn own_pid() -> Option<Pid> {
    current::with(|process| process.map(|process| process.core().pid()))
}
