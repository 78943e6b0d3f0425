//! The start of a process.

use std::future::Future;
use std::sync::Arc;

use super::cell::{Core, Kind, Process, ProcessCell};
use super::driver::Driver;
use super::inbox::Inbox;
use super::node::Node;
use super::protocol::Protocol;
use super::site::Site;
use super::{current, panics};
use crate::pid::Pid;
use crate::reason::ExitReason;

/// How to start a process.
pub(crate) struct Plan {
    /// Link it to the process that starts it, which is its parent then.
    pub(crate) link: bool,
    pub(crate) capacity: Option<usize>,
    /// Run it on a thread where it may block.
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
    if let Err(refusal) = prepare(&cell) {
        super::end::end(&*cell, ExitReason::Normal);
        return Err(NotSpawned::Refused(refusal));
    }
    if let Some(starter) = starter {
        // Before it runs, so that its end reaches the starter however early (LNK-17).
        starter.core().state().links.insert(cell.core().pid());
        cell.core().state().links.insert(starter.core().pid());
    }
    let driver = Driver::new(cell.clone(), body(Inbox::new(cell.clone())));
    let handle = site.handle();
    if plan.blocking {
        let runner = handle.clone();
        handle.spawn_blocking(move || runner.block_on(driver));
    } else {
        handle.spawn(driver);
    }
    Ok(cell)
}

/// The pid of the process that runs here.
pub(crate) fn own_pid() -> Option<Pid> {
    current::with(|process| process.map(|process| process.core().pid()))
}
