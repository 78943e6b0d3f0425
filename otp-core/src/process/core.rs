//! What all processes have alike, whatever their messages are.

use std::collections::btree_map::Entry;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::time::Instant;

use super::driver;
use super::node::Node;
use super::operation::{CurrentOperation, Operation};
use super::site::Site;
use super::spawn::Plan;
use super::state::{State, Status};
use super::sync::{Mutex, MutexGuard};
use super::task::Task;
use crate::pid::Pid;
use crate::reason::ExitReason;
use crate::signal::MonitorRef;

/// What kind of thing a process is, for `info` and reports.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind {
    /// Gives the name of the type that it runs, or `"process"`. A function, as it is half the size of the name.
    pub(crate) type_name: fn() -> &'static str,
    pub(crate) is_supervisor: bool,
}

/// In this order: what changes with each message comes first, then what is hardly looked at, and what senders read is last,
/// beside their mailbox ([`Whole`](super::cell::Whole)).
#[repr(C)]
pub(crate) struct Core {
    operation: CurrentOperation,
    parent: Option<Pid>,
    kind: Kind,
    /// In the clock of `site`.
    started_at: Duration,
    state: Mutex<State>,
    pid: Pid,
    node: Node,
    site: Arc<Site>,
    /// The task that runs the process when nobody else does; there is none before it is first needed.
    task: Task,
    /// Counts the names that it gave up while alive: who keeps a resolved name looks whether this has moved.
    names_given_up: AtomicU32,
    doomed: AtomicBool,
    may_block: bool,
}

impl Core {
    // Made where it is to lie, not made and moved there: so are the others that a process consists of.
    #[inline(always)]
    pub(crate) fn new(
        pid: Pid,
        parent: Option<Pid>,
        node: Node,
        site: Arc<Site>,
        plan: &Plan,
    ) -> Self {
        let started_at = site.deadlines().now();
        Self {
            pid,
            parent,
            node,
            site,
            task: Task::default(),
            doomed: AtomicBool::new(false),
            may_block: plan.blocking,
            names_given_up: AtomicU32::new(0),
            kind: plan.kind,
            started_at,
            operation: CurrentOperation::default(),
            state: Mutex::new(State::new(plan.trap_exit)),
        }
    }

    pub(crate) fn pid(&self) -> Pid {
        self.pid
    }

    pub(crate) fn parent(&self) -> Option<Pid> {
        self.parent
    }

    pub(crate) fn node(&self) -> &Node {
        &self.node
    }

    pub(crate) fn site(&self) -> &Arc<Site> {
        &self.site
    }

    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    pub(crate) fn started_at(&self) -> Instant {
        self.site.deadlines().instant(self.started_at)
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock()
    }

    /// What it is doing; empty between two messages.
    pub(crate) fn operation(&self) -> &'static str {
        self.operation.get()
    }

    pub(crate) fn set_operation(&self, operation: Operation) {
        self.operation.set(operation);
    }

    /// Remembers how the process's task is woken. To be called by the task before it runs the process.
    pub(crate) fn set_task(&self, waker: &Waker) {
        self.task.set(waker);
    }

    /// Has the process run by its task, soon.
    pub(crate) fn wake(&self) {
        if self.task.wake() {
            return;
        }
        // The first time: a process that has ended is not in the table any more, and needs no task.
        if let Some(process) = self.node.process(self.pid) {
            driver::start(process);
        }
    }

    /// Has the task look once more, so that it ends with the process.
    pub(crate) fn dismiss_task(&self) {
        self.task.wake_if_any();
    }

    /// Whether it is run under this process's own task alone, where it may block.
    pub(crate) fn may_block(&self) -> bool {
        self.may_block
    }

    pub(crate) fn is_alive(&self) -> bool {
        !matches!(self.state().status, Status::Dead(_))
    }

    pub(crate) fn is_doomed(&self) -> bool {
        self.doomed.load(Ordering::Acquire)
    }

    /// Ends the process at its next await; the first reason stays.
    pub(crate) fn doom(&self, state: &mut State, reason: ExitReason) {
        if let Status::Running = state.status {
            state.status = Status::Doomed(reason);
            self.doomed.store(true, Ordering::Release);
        }
    }

    pub(crate) fn names_given_up(&self) -> u32 {
        self.names_given_up.load(Ordering::Acquire)
    }

    pub(crate) fn note_name_given_up(&self) {
        self.names_given_up.fetch_add(1, Ordering::AcqRel);
    }

    /// Takes back a monitor of this process's own; says whether it was still set.
    pub(crate) fn forget_monitor(&self, monitor: MonitorRef) -> bool {
        self.state()
            .rare_if_any()
            .is_some_and(|rare| rare.monitors.remove(&monitor.id).is_some())
    }

    /// Ready with the reason once the process has ended. `ticket` is the waiter's own.
    pub(crate) fn poll_end(&self, ticket: &mut Option<u64>, cx: &Context<'_>) -> Poll<ExitReason> {
        let mut state = self.state();
        if let (Status::Dead(reason), true) = (&state.status, state.is_over) {
            return Poll::Ready(reason.clone());
        }
        let ticket = *ticket.get_or_insert_with(super::unique_number);
        match state.rare_mut().waiters.entry(ticket) {
            Entry::Occupied(waiter) => waiter.into_mut().clone_from(cx.waker()),
            Entry::Vacant(place) => {
                place.insert(cx.waker().clone());
            }
        }
        Poll::Pending
    }

    pub(crate) fn stop_waiting(&self, ticket: u64) {
        if let Some(rare) = self.state().rare_if_any() {
            rare.waiters.remove(&ticket);
        }
    }

    /// All have been told: those that wait for the end go on.
    pub(crate) fn close_the_book(&self) {
        let mut state = self.state();
        state.is_over = true;
        let rare = state.take_rare();
        drop(state);
        for waker in rare.waiters.into_values() {
            waker.wake();
        }
    }

    /// The states of two processes at once. Everybody locks them in the order of their starts, so none waits for
    /// another in a circle.
    pub(crate) fn both<'a>(
        one: &'a Core,
        other: &'a Core,
    ) -> (MutexGuard<'a, State>, MutexGuard<'a, State>) {
        if one.pid < other.pid {
            let first = one.state();
            (first, other.state())
        } else {
            let first = other.state();
            (one.state(), first)
        }
    }
}
