//! One process: its mailbox and its body, beside the core that all processes have alike.

use std::any::Any;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};

use super::body::{Place, Runs};
use super::core::Core;
use super::mailbox::{Mailbox, Refused, Wake};
use super::protocol::Protocol;
use super::run;
use super::turns::{Identity, Turn, Turns};
use crate::reason::ExitReason;
use crate::signal::Signal;

/// One process, whatever its messages are.
pub(crate) trait Process: Any + Send + Sync {
    fn core(&self) -> &Core;
    /// Puts a signal into the mailbox. To a process that has ended, as to one that never was: silent.
    fn tell(&self, signal: Signal) -> Wake;
    fn mailbox_len(&self) -> usize;
    /// Asks it to end, as its parent would.
    fn stop(&self, reason: ExitReason);
    /// Takes no more messages and drops those that wait: their callers learn of the end.
    fn close_mailbox(&self);
    /// Runs it until it waits; ready once it is over. While another thread runs it, that one is told to call again.
    fn run(&self) -> Poll<()>;
    /// Ends it, as its runtime is gone; while another thread runs it, that one does.
    fn abandon(&self);
    /// Puts the process into `place`, if that is a place for processes of this type of messages.
    fn put_into(self: Arc<Self>, place: &mut dyn Any);
}

/// One process that takes messages of type `M`.
pub(crate) trait ProcessOf<M: Protocol>: Process {
    fn cell(&self) -> &ProcessCell<M>;
    /// Has the process, to which a message was sent as it rested, handle that one on the stack of the caller, who is on
    /// its runtime; where that cannot be, wakes its task, unless another does.
    fn run_here(&self, is_woken: bool);
}

/// Where to send messages of type `M`.
pub(crate) type Address<M> = Arc<dyn ProcessOf<M>>;

/// The address of a process, if it takes messages of this type.
pub(crate) fn address<M: Protocol>(process: Arc<dyn Process>) -> Option<Address<M>> {
    let mut place: Option<Address<M>> = None;
    process.put_into(&mut place);
    place
}

/// What senders see of a process: its mailbox, beside the core that all processes have alike.
#[repr(C)]
pub(crate) struct ProcessCell<M> {
    /// How many messages its receiver has taken out and not yet handled.
    taken: AtomicUsize,
    core: Core,
    mailbox: Mailbox<M>,
}

impl<M: Protocol> ProcessCell<M> {
    #[inline(always)]
    fn new(core: Core, capacity: Option<usize>) -> Self {
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
    #[inline(always)]
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

    /// Parks the receiver if there is no message; says whether there is none.
    pub(crate) fn park(
        &self,
        batch: &VecDeque<M>,
        foreign: impl FnOnce() -> Option<Waker>,
    ) -> bool {
        if batch.is_empty() {
            return self.mailbox.park(foreign);
        }
        self.mailbox.rest(foreign().is_some());
        false
    }

    /// Sends a message, or gives it back.
    pub(crate) fn send(&self, message: M) -> Result<(), Refused<M>> {
        let wake = self.mailbox.push(message)?;
        wake.wake(&self.core);
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
        wake.wake(&self.core);
        Ok(())
    }

    /// Sends whatever the capacity; gives the message back only if the process has ended.
    #[inline]
    pub(crate) fn send_beyond(&self, message: M) -> Result<(), M> {
        let wake = self.mailbox.push_beyond(message)?;
        wake.wake(&self.core);
        Ok(())
    }
}

/// A process with its body: one allocation. The type of the body is known to nobody but who starts it.
///
/// In this order: who runs the process writes at the beginning, and those who send at the end, with more than a line of
/// memory between them, so that they do not take each other's away.
#[repr(C)]
pub(crate) struct Whole<M, F> {
    turns: Turns<Place<F>>,
    cell: ProcessCell<M>,
}

impl<M: Protocol, F: Runs> Whole<M, F> {
    #[inline(always)]
    pub(crate) fn new(core: Core, capacity: Option<usize>) -> Self {
        Self {
            cell: ProcessCell::new(core, capacity),
            turns: Turns::new(Place::empty()),
        }
    }

    /// Gives the process, which `process` is as well, its body, and the turn to run it; nothing if it is over already.
    #[inline]
    pub(crate) fn begin(
        self: &Arc<Self>,
        process: Arc<dyn Process>,
        future: F,
    ) -> Option<Turn<'_, Place<F>>> {
        let mut turn = self.turns.begin()?;
        let (identity, body) = turn.runner();
        *identity = Some(Identity {
            process,
            waker: Waker::from(self.clone()),
        });
        body.fill(future);
        Some(turn)
    }

    pub(crate) fn turns(&self) -> &Turns<Place<F>> {
        &self.turns
    }
}

impl<M: Protocol, F: Runs> Process for Whole<M, F> {
    fn core(&self) -> &Core {
        &self.cell.core
    }

    fn tell(&self, signal: Signal) -> Wake {
        self.cell
            .mailbox
            .push_beyond(M::from_signal(signal))
            .unwrap_or(Wake::Nobody)
    }

    fn mailbox_len(&self) -> usize {
        self.cell.mailbox.len() + self.cell.taken.load(Ordering::Relaxed)
    }

    fn stop(&self, reason: ExitReason) {
        match M::stop(reason.clone()) {
            // One that has ended needs no word.
            Some(request) => drop(self.cell.send_beyond(request)),
            None => super::signal_in(self.core().node(), self.core().pid(), reason),
        }
    }

    fn close_mailbox(&self) {
        let left: VecDeque<M> = self.cell.mailbox.close();
        drop(left);
    }

    fn run(&self) -> Poll<()> {
        run::by_its_task(self)
    }

    fn abandon(&self) {
        run::abandon(self);
    }

    fn put_into(self: Arc<Self>, place: &mut dyn Any) {
        if let Some(place) = place.downcast_mut::<Option<Address<M>>>() {
            *place = Some(self);
        }
    }
}

impl<M: Protocol, F: Runs> ProcessOf<M> for Whole<M, F> {
    fn cell(&self) -> &ProcessCell<M> {
        &self.cell
    }

    fn run_here(&self, is_woken: bool) {
        run::by_a_caller(self, is_woken);
    }
}

/// What its futures are woken with.
impl<M: Protocol, F: Runs> std::task::Wake for Whole<M, F> {
    fn wake(self: Arc<Self>) {
        self.cell.core.wake();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.cell.core.wake();
    }
}
