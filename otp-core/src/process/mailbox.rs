//! A mailbox: a queue under a mutex that its receiver swaps out whole.
//!
//! Many may send, one receives ([`Inbox`](super::inbox::Inbox)). Nothing is allocated until the first message, messages
//! lie inline, and a batch costs its receiver one lock. With a capacity the receiver takes one message a lock instead,
//! so that the bound is exact, and senders may wait for room.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::task::{Context, Waker};

use super::core::Core;
use super::crowd::Crowd;
use super::sync::Mutex;

/// A batch buffer that grew beyond this many messages is given back when the mailbox is next empty.
const KEPT: usize = 64;

#[derive(Debug)]
pub(crate) struct Mailbox<M> {
    inner: Mutex<Inner<M>>,
}

/// In this order: what a send writes comes first, in one line of memory with the lock.
#[derive(Debug)]
#[repr(C)]
struct Inner<M> {
    queue: VecDeque<M>,
    closed: bool,
    /// The receiver waits for a message.
    parked: bool,
    /// The receiver is between two messages and does not run: whoever runs the process has it handle the next. It waits,
    /// or has been woken and has not run yet.
    rests: bool,
    crowd: Crowd,
    bound: Option<Box<Bound>>,
    /// Set when the receiver waits under another waker than its process's own, as in a `select!` of futures.
    foreign: Option<Waker>,
}

#[derive(Debug)]
struct Bound {
    capacity: usize,
    /// Who waits for room; the lowest ticket has its turn next.
    waiting: BTreeMap<u64, Waker>,
    /// Whose turn has come: a place is kept for each until it sends or goes away.
    granted: BTreeSet<u64>,
    next_ticket: u64,
}

/// Why a message was not taken.
#[derive(Debug, PartialEq)]
pub(crate) enum Refused<M> {
    Closed(M),
    Full(M),
}

/// Whom to wake after a message went in.
#[must_use]
pub(crate) enum Wake {
    Nobody,
    /// The process has been woken by another, and has not run yet.
    Woken,
    Process,
    /// The process by its task, not where the message comes from: many want it at once.
    Task,
    Foreign(Waker),
}

impl Wake {
    /// Wakes; `process` is the mailbox's own.
    #[inline]
    pub(crate) fn wake(self, process: &Core) {
        match self {
            Self::Nobody | Self::Woken => {}
            Self::Process | Self::Task => process.wake(),
            Self::Foreign(waker) => waker.wake(),
        }
    }
}

impl<M> Mailbox<M> {
    #[inline(always)]
    pub(crate) fn new(capacity: Option<usize>) -> Self {
        let bound = capacity.map(|capacity| {
            Box::new(Bound {
                capacity: capacity.max(1),
                waiting: BTreeMap::new(),
                granted: BTreeSet::new(),
                next_ticket: 0,
            })
        });
        Self {
            inner: Mutex::new(Inner {
                queue: VecDeque::new(),
                closed: false,
                parked: false,
                rests: false,
                crowd: Crowd::default(),
                foreign: None,
                bound,
            }),
        }
    }

    /// Puts a message in, if there is room; the caller wakes whom the answer names.
    pub(crate) fn push(&self, message: M) -> Result<Wake, Refused<M>> {
        let mut inner = self.inner.lock_in_a_crowd();
        if inner.closed {
            return Err(Refused::Closed(message));
        }
        if inner.is_full() {
            return Err(Refused::Full(message));
        }
        Ok(inner.put(message))
    }

    /// Puts a message in whatever the capacity: exit signals and downs are never refused for want of room.
    #[inline]
    pub(crate) fn push_beyond(&self, message: M) -> Result<Wake, M> {
        let mut inner = self.inner.lock_in_a_crowd();
        if inner.closed {
            Err(message)
        } else {
            Ok(inner.put(message))
        }
    }

    /// Puts a message in, or waits for its turn: `Full` then says that `cx` is woken. `ticket` is the waiter's own,
    /// kept from poll to poll, and given back by [`leave_queue`](Self::leave_queue).
    pub(crate) fn push_in_turn(
        &self,
        message: M,
        ticket: &mut Option<u64>,
        cx: &Context<'_>,
    ) -> Result<Wake, Refused<M>> {
        let mut inner = self.inner.lock_in_a_crowd();
        if inner.closed {
            *ticket = None;
            return Err(Refused::Closed(message));
        }
        let is_full = inner.is_full();
        if let Some(bound) = inner.bound.as_mut() {
            let has_place = ticket.is_some_and(|ticket| bound.granted.remove(&ticket));
            if is_full && !has_place {
                let number = *ticket.get_or_insert(bound.next_ticket);
                bound.next_ticket = bound.next_ticket.max(number + 1);
                bound.waiting.insert(number, cx.waker().clone());
                return Err(Refused::Full(message));
            }
            if let Some(ticket) = ticket.take() {
                bound.waiting.remove(&ticket);
            }
        }
        Ok(inner.put_in_a_crowd(message))
    }

    /// A waiter for room that gives up; the place that was kept for it goes to the next.
    pub(crate) fn leave_queue(&self, ticket: u64) {
        let mut inner = self.inner.lock();
        if let Some(bound) = inner.bound.as_mut() {
            bound.waiting.remove(&ticket);
            bound.granted.remove(&ticket);
        }
        let next = inner.next_turn();
        drop(inner);
        if let Some(waker) = next {
            waker.wake();
        }
    }

    /// Takes out the first message, and with it into `batch`, which is empty, all the others; parks the receiver if
    /// there is none. `foreign` is the receiver's waker if that is not the process's own.
    pub(crate) fn take(
        &self,
        batch: &mut VecDeque<M>,
        foreign: impl FnOnce() -> Option<Waker>,
    ) -> Option<M> {
        let mut inner = self.inner.lock_in_a_crowd();
        let Some(first) = inner.queue.pop_front() else {
            inner.park(foreign());
            if batch.capacity() > KEPT {
                *batch = VecDeque::new();
            }
            if inner.queue.capacity() > KEPT {
                inner.queue = VecDeque::new();
            }
            return None;
        };
        inner.parked = false;
        inner.rests = false;
        if inner.bound.is_some() {
            let next = inner.next_turn();
            drop(inner);
            if let Some(waker) = next {
                waker.wake();
            }
        } else if !inner.queue.is_empty() {
            std::mem::swap(&mut inner.queue, batch);
        }
        Some(first)
    }

    /// Parks the receiver, which has nothing left of its batch, if there is no message; says whether there is none.
    pub(crate) fn park(&self, foreign: impl FnOnce() -> Option<Waker>) -> bool {
        let mut inner = self.inner.lock_in_a_crowd();
        let is_empty = inner.queue.is_empty();
        let foreign = foreign();
        if is_empty {
            inner.park(foreign);
        } else {
            inner.rests = foreign.is_none();
        }
        is_empty
    }

    /// The receiver is to go on later, with what it has taken out.
    pub(crate) fn rest(&self, foreign: bool) {
        self.inner.lock_in_a_crowd().rests = !foreign;
    }

    /// A caller found the process run by another thread.
    pub(crate) fn note_crowd(&self) {
        self.inner.lock_in_a_crowd().crowd.note();
    }

    /// Whether the receiver is to let others come first: see [`Crowd::gathers`].
    pub(crate) fn gathers(&self) -> bool {
        self.inner.lock_in_a_crowd().crowd.gathers()
    }

    /// How many messages wait, beside those that the receiver has taken out.
    pub(crate) fn len(&self) -> usize {
        self.inner.lock().queue.len()
    }

    /// Takes no more, and gives back what is in it. Who waited for room is woken.
    pub(crate) fn close(&self) -> VecDeque<M> {
        let mut inner = self.inner.lock();
        inner.closed = true;
        inner.foreign = None;
        let waiting = inner
            .bound
            .take()
            .map(|bound| bound.waiting)
            .unwrap_or_default();
        let left = std::mem::take(&mut inner.queue);
        drop(inner);
        for waker in waiting.into_values() {
            waker.wake();
        }
        left
    }
}

impl<M> Inner<M> {
    /// Whether there is room for nobody but those that a place is kept for.
    fn is_full(&self) -> bool {
        self.bound
            .as_ref()
            .is_some_and(|bound| self.queue.len() + bound.granted.len() >= bound.capacity)
    }

    /// Keeps a place for who waits longest, if there is one; it is to be woken.
    fn next_turn(&mut self) -> Option<Waker> {
        if self.is_full() {
            return None;
        }
        let bound = self.bound.as_mut()?;
        let (ticket, waker) = bound.waiting.pop_first()?;
        bound.granted.insert(ticket);
        Some(waker)
    }

    fn park(&mut self, foreign: Option<Waker>) {
        self.parked = true;
        self.rests = foreign.is_none();
        self.foreign = foreign;
    }

    /// As [`put`](Self::put), of one who would have the message handled at once.
    fn put_in_a_crowd(&mut self, message: M) -> Wake {
        let wake = self.put(message);
        match wake {
            Wake::Nobody => self.crowd.note(),
            Wake::Woken if self.crowd.takes_call() => return Wake::Nobody,
            Wake::Process if self.crowd.takes_call() => return Wake::Task,
            _ => {}
        }
        wake
    }

    fn put(&mut self, message: M) -> Wake {
        self.queue.push_back(message);
        if !self.parked {
            return if self.rests {
                Wake::Woken
            } else {
                Wake::Nobody
            };
        }
        self.parked = false;
        match self.foreign.take() {
            Some(waker) => Wake::Foreign(waker),
            None => Wake::Process,
        }
    }
}

#[cfg(all(test, otp_loom))]
mod loom_models;

#[cfg(all(test, not(otp_loom)))]
mod tests {
    use super::*;

    fn drain(mailbox: &Mailbox<u32>) -> Vec<u32> {
        let mut batch = VecDeque::new();
        let mut all = Vec::new();
        while let Some(first) = mailbox.take(&mut batch, || None) {
            all.push(first);
            all.extend(batch.drain(..));
        }
        all
    }

    #[test]
    fn messages_come_out_in_the_order_in_which_they_went_in_gen_23() {
        let mailbox = Mailbox::new(None);
        for n in 0..100 {
            assert!(mailbox.push(n).is_ok());
        }
        assert_eq!(drain(&mailbox), (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn a_full_mailbox_gives_the_message_back_and_still_takes_signals() {
        let mailbox = Mailbox::new(Some(2));
        assert!(mailbox.push(1).is_ok());
        assert!(mailbox.push(2).is_ok());
        assert!(matches!(mailbox.push(3), Err(Refused::Full(3))));
        assert!(mailbox.push_beyond(4).is_ok());
        assert_eq!(drain(&mailbox), vec![1, 2, 4]);
        assert!(mailbox.push(5).is_ok());
    }

    #[test]
    fn a_closed_mailbox_gives_back_what_was_in_it_and_what_comes_after() {
        let mailbox = Mailbox::new(None);
        assert!(mailbox.push(1).is_ok());
        assert_eq!(mailbox.close(), [1]);
        assert!(matches!(mailbox.push(2), Err(Refused::Closed(2))));
        assert!(mailbox.push_beyond(3).is_err());
    }

    #[test]
    fn only_a_parked_receiver_is_woken() {
        let mailbox = Mailbox::new(None);
        assert!(matches!(mailbox.push(1), Ok(Wake::Nobody)));
        assert_eq!(drain(&mailbox), vec![1]);
        assert!(matches!(mailbox.push(2), Ok(Wake::Process)));
        assert!(matches!(mailbox.push(3), Ok(Wake::Woken)));
        let mut batch = VecDeque::new();
        assert_eq!(mailbox.take(&mut batch, || None), Some(2));
        assert!(matches!(mailbox.push(4), Ok(Wake::Nobody)));
    }

    fn wait(mailbox: &Mailbox<u32>, message: u32, ticket: &mut Option<u64>) -> bool {
        let cx = Context::from_waker(Waker::noop());
        matches!(
            mailbox.push_in_turn(message, ticket, &cx),
            Err(Refused::Full(_))
        )
    }

    #[test]
    fn who_waits_for_room_gets_it_in_turn() {
        let mailbox = Mailbox::new(Some(1));
        assert!(mailbox.push(1).is_ok());
        let (mut first, mut second) = (None, None);
        assert!(wait(&mailbox, 2, &mut first));
        assert!(wait(&mailbox, 3, &mut second));
        assert!(first < second);
        mailbox.leave_queue(first.expect("it waits"));
        assert_eq!(drain(&mailbox), vec![1]);
        assert!(!wait(&mailbox, 3, &mut second));
        assert_eq!(drain(&mailbox), vec![3]);
    }

    #[test]
    fn nobody_takes_the_place_of_who_waited_longer() {
        let mailbox = Mailbox::new(Some(1));
        assert!(mailbox.push(1).is_ok());
        let (mut first, mut second, mut late) = (None, None, None);
        assert!(wait(&mailbox, 2, &mut first));
        assert!(wait(&mailbox, 3, &mut second));
        assert_eq!(drain(&mailbox), vec![1]);
        assert!(matches!(mailbox.push(9), Err(Refused::Full(9))));
        assert!(wait(&mailbox, 9, &mut late));
        assert!(wait(&mailbox, 3, &mut second));
        assert!(!wait(&mailbox, 2, &mut first));
    }

    #[test]
    fn a_place_that_is_not_taken_goes_to_the_next() {
        let mailbox = Mailbox::new(Some(1));
        assert!(mailbox.push(1).is_ok());
        let (mut first, mut second) = (None, None);
        assert!(wait(&mailbox, 2, &mut first));
        assert!(wait(&mailbox, 3, &mut second));
        assert_eq!(drain(&mailbox), vec![1]);
        mailbox.leave_queue(first.expect("it waits"));
        assert!(!wait(&mailbox, 3, &mut second));
    }
}
