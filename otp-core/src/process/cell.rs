//! One process: its mailbox beside the core that all processes have alike.

use std::any::Any;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Waker};

use super::core::Core;
use super::mailbox::{Mailbox, Refused, Wake};
use super::protocol::Protocol;
use crate::reason::ExitReason;
use crate::signal::Signal;

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
