//! What is known of one process: its mailbox, and the core that all processes have alike.

use std::any::Any;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tokio::time::Instant;

use super::mailbox::{Mailbox, Refused, Wake};
use super::node::Node;
use super::operation::{CurrentOperation, Operation};
use super::pid_set::PidSet;
use super::protocol::Protocol;
use super::site::Site;
use super::slot::Owed;
use super::sync::{Mutex, MutexGuard};
use crate::pid::Pid;
use crate::reason::ExitReason;
use crate::signal::{MonitorRef, Signal};

/// One process, whatever its messages are.
pub(crate) trait Process: Any + Send + Sync {
    fn core(&self) -> &Core;
    /// Puts a signal into the mailbox.
    fn tell(&self, signal: Signal);
    fn mailbox_len(&self) -> usize;
    /// Asks it to end, as its parent would.
    fn stop(&self, reason: ExitReason);
    /// Takes no more messages and drops those that wait: their callers learn of the end.
    fn close_mailbox(&self);
}

/// A process with its mailbox: one allocation.
pub(crate) struct ProcessCell<M> {
    core: Core,
    /// How many messages its receiver has taken out and not yet handled.
    taken: AtomicUsize,
    mailbox: Mailbox<M>,
}

/// What a process is while it lives, and a moment longer.
#[derive(Debug, Default, Clone)]
pub(crate) enum Status {
    #[default]
    Running,
    /// It is to end at its next await.
    Doomed(ExitReason),
    Dead(ExitReason),
}

/// What kind of thing a process is, for `info` and reports.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind {
    /// Gives the name of the type that it runs, or `"process"`. A function, as it is half the size of the name.
    pub(crate) type_name: fn() -> &'static str,
    pub(crate) is_supervisor: bool,
}

pub(crate) struct Core {
    pid: Pid,
    parent: Option<Pid>,
    node: Node,
    site: Arc<Site>,
    waker: OnceLock<Waker>,
    doomed: AtomicBool,
    /// Counts the names that it gave up while alive: who keeps a resolved name looks whether this has moved.
    names_given_up: AtomicU32,
    kind: Kind,
    /// In the clock of `site`.
    started_at: Duration,
    operation: CurrentOperation,
    state: Mutex<State>,
}

/// Something that a process holds until its end, such as a name.
pub(crate) trait Holding: Any + Send + Sync {
    fn release(&self, holder: &Core);
    /// How it shows in `info`.
    fn names(&self) -> Vec<String>;
}

#[derive(Default)]
pub(crate) struct State {
    pub(crate) status: Status,
    pub(crate) trap_exit: bool,
    /// It has ended, and all that are to know have been told.
    pub(crate) is_over: bool,
    pub(crate) links: PidSet,
    pub(crate) holdings: Vec<Arc<dyn Holding>>,
    rare: Option<Box<Rare>>,
}

/// What most processes have nothing of.
#[derive(Default)]
pub(crate) struct Rare {
    /// Who monitors this process.
    pub(crate) watchers: BTreeMap<u64, Pid>,
    /// The monitors that this process has set.
    pub(crate) monitors: BTreeMap<u64, Pid>,
    /// Futures that wait for the end.
    pub(crate) waiters: BTreeMap<u64, Waker>,
    pub(crate) label: Option<Box<str>>,
    /// Calls whose answer is owed outside of the callback that took them, to be told of the end.
    pub(crate) owed: BTreeMap<u64, Owed>,
}

impl Rare {
    /// All whom an end concerns, but for those that wait for it to be over.
    pub(crate) fn take_contacts(
        &mut self,
    ) -> (BTreeMap<u64, Pid>, BTreeMap<u64, Pid>, BTreeMap<u64, Owed>) {
        let Self {
            watchers,
            monitors,
            owed,
            ..
        } = self;
        (
            std::mem::take(watchers),
            std::mem::take(monitors),
            std::mem::take(owed),
        )
    }
}

impl State {
    pub(crate) fn rare(&self) -> Option<&Rare> {
        self.rare.as_deref()
    }

    /// To put something in.
    pub(crate) fn rare_mut(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    /// To take something out, if there is anything.
    pub(crate) fn rare_if_any(&mut self) -> Option<&mut Rare> {
        self.rare.as_deref_mut()
    }

    pub(crate) fn take_rare(&mut self) -> Rare {
        self.rare.take().map(|rare| *rare).unwrap_or_default()
    }
}

impl Core {
    pub(crate) fn new(
        pid: Pid,
        parent: Option<Pid>,
        node: Node,
        site: Arc<Site>,
        kind: Kind,
    ) -> Self {
        let started_at = site.deadlines().now();
        Self {
            pid,
            parent,
            node,
            site,
            waker: OnceLock::new(),
            doomed: AtomicBool::new(false),
            names_given_up: AtomicU32::new(0),
            kind,
            started_at,
            operation: CurrentOperation::default(),
            state: Mutex::new(State::default()),
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

    /// Remembers the waker of the process's task, which stays the same.
    pub(crate) fn set_waker(&self, waker: &Waker) {
        if self.waker.get().is_none() {
            // Lost only to this very task.
            let _ = self.waker.set(waker.clone());
            // A fatal signal that came before found nobody to wake. It was sent under this lock, so that by now either
            // the sender sees the waker, or the task sees the signal.
            drop(self.state());
        }
    }

    pub(crate) fn is_woken_by(&self, waker: &Waker) -> bool {
        self.waker.get().is_some_and(|own| own.will_wake(waker))
    }

    /// Lets the process run. Before its first poll there is nothing to wake.
    pub(crate) fn wake(&self) {
        if let Some(waker) = self.waker.get() {
            waker.wake_by_ref();
        }
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

impl<M: Protocol> ProcessCell<M> {
    pub(crate) fn new(core: Core, capacity: Option<usize>) -> Self {
        Self {
            core,
            taken: AtomicUsize::new(0),
            mailbox: Mailbox::new(capacity),
        }
    }

    pub(crate) fn core(&self) -> &Core {
        &self.core
    }

    pub(crate) fn mailbox(&self) -> &Mailbox<M> {
        &self.mailbox
    }

    /// The next message, from what the receiver has taken out or from the mailbox; parks the receiver if there is
    /// none. Downs of monitors that were taken back in the meantime are left out (MON-6, `flush`).
    #[inline]
    pub(crate) fn next(
        &self,
        batch: &mut VecDeque<M>,
        foreign: impl Fn() -> Option<Waker>,
    ) -> Option<M> {
        loop {
            let message = match batch.pop_front() {
                Some(message) => message,
                None => self.mailbox.take(batch, &foreign)?,
            };
            self.taken.store(batch.len(), Ordering::Relaxed);
            match message.down() {
                Some(monitor) if !self.core.forget_monitor(monitor) => {}
                _ => return Some(message),
            }
        }
    }

    /// Sends a message, or gives it back.
    pub(crate) fn send(&self, message: M) -> Result<(), Refused<M>> {
        let wake = self.mailbox.push(message)?;
        self.wake(wake);
        Ok(())
    }

    /// Sends a message, or waits for room; see [`Mailbox::push_in_turn`].
    pub(crate) fn send_in_turn(
        &self,
        message: M,
        ticket: &mut Option<u64>,
        cx: &Context<'_>,
    ) -> Result<(), Refused<M>> {
        let wake = self.mailbox.push_in_turn(message, ticket, cx)?;
        self.wake(wake);
        Ok(())
    }

    /// Sends whatever the capacity; gives the message back only if the process has ended.
    pub(crate) fn send_beyond(&self, message: M) -> Result<(), M> {
        let wake = self.mailbox.push_beyond(message)?;
        self.wake(wake);
        Ok(())
    }

    fn wake(&self, wake: Wake) {
        match wake {
            Wake::Nobody => {}
            Wake::Process => self.core.wake(),
            Wake::Foreign(waker) => waker.wake(),
        }
    }
}

impl<M: Protocol> Process for ProcessCell<M> {
    fn core(&self) -> &Core {
        &self.core
    }

    fn tell(&self, signal: Signal) {
        // To a process that has ended, as to one that never was: silent.
        let _ = self.send_beyond(M::from_signal(signal));
    }

    fn mailbox_len(&self) -> usize {
        self.mailbox.len() + self.taken.load(Ordering::Relaxed)
    }

    fn stop(&self, reason: ExitReason) {
        match M::stop(reason.clone()) {
            // One that has ended needs no word.
            Some(request) => drop(self.send_beyond(request)),
            None => super::signal_in(self.core.node(), self.core.pid(), reason),
        }
    }

    fn close_mailbox(&self) {
        let left: VecDeque<M> = self.mailbox.close();
        drop(left);
    }
}
