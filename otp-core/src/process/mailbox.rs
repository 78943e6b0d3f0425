//! A mailbox: a queue under a mutex that its receiver swaps out whole.
//!
//! Many may send, one receives ([`Inbox`](super::inbox::Inbox)). Nothing is allocated until the first message, messages
//! lie inline, and a batch costs its receiver one lock. With a capacity the receiver takes one message a lock instead,
//! so that the bound is exact, and senders may wait for room.

use std::collections::VecDeque;
use std::task::{Context, Poll, Waker};

use super::sync::Mutex;

/// A batch buffer that grew beyond this many messages is given back when the mailbox is next empty.
const KEPT: usize = 64;

#[derive(Debug)]
pub(crate) struct Mailbox<M> {
    inner: Mutex<Inner<M>>,
}

#[derive(Debug)]
struct Inner<M> {
    queue: VecDeque<M>,
    closed: bool,
    /// The receiver waits for a message.
    parked: bool,
    /// Set when the receiver waits under another waker than its process's own, as in a `select!` of futures.
    foreign: Option<Waker>,
    bound: Option<Box<Bound>>,
}

#[derive(Debug)]
struct Bound {
    capacity: usize,
    waiting: VecDeque<(u64, Waker)>,
    next_ticket: u64,
}

/// Why a message was not taken.
#[derive(Debug, PartialEq)]
pub(crate) enum Refused<M> {
    Closed(M),
    Full(M),
}

/// Whom to wake after a message went in.
pub(crate) enum Wake {
    Nobody,
    Process,
    Foreign(Waker),
}

impl<M> Mailbox<M> {
    pub(crate) fn new(capacity: Option<usize>) -> Self {
        let bound = capacity.map(|capacity| {
            Box::new(Bound {
                capacity: capacity.max(1),
                waiting: VecDeque::new(),
                next_ticket: 0,
            })
        });
        Self {
            inner: Mutex::new(Inner {
                queue: VecDeque::new(),
                closed: false,
                parked: false,
                foreign: None,
                bound,
            }),
        }
    }

    /// Puts a message in, if there is room; the caller wakes whom the answer names.
    pub(crate) fn push(&self, message: M) -> Result<Wake, Refused<M>> {
        let mut inner = self.inner.lock();
        if inner.closed {
            return Err(Refused::Closed(message));
        }
        if inner.is_full() {
            return Err(Refused::Full(message));
        }
        Ok(inner.put(message))
    }

    /// Puts a message in whatever the capacity: exit signals and downs are never refused for want of room.
    pub(crate) fn push_beyond(&self, message: M) -> Result<Wake, M> {
        let mut inner = self.inner.lock();
        if inner.closed {
            Err(message)
        } else {
            Ok(inner.put(message))
        }
    }

    /// Waits for room or the end. `ticket` is the waiter's own, kept from poll to poll.
    pub(crate) fn poll_room(&self, ticket: &mut Option<u64>, cx: &Context<'_>) -> Poll<()> {
        let mut inner = self.inner.lock();
        let full = inner.is_full() && !inner.closed;
        let Some(bound) = inner.bound.as_mut() else {
            return Poll::Ready(());
        };
        let place = ticket.and_then(|ticket| {
            bound
                .waiting
                .iter()
                .position(|(waiting, _)| *waiting == ticket)
        });
        if !full {
            if let Some(place) = place {
                bound.waiting.remove(place);
            }
            *ticket = None;
            return Poll::Ready(());
        }
        match place {
            Some(place) => bound.waiting[place].1.clone_from(cx.waker()),
            None => {
                // A waiter that was woken and found no room after all keeps its turn.
                let (number, again) = match *ticket {
                    Some(ticket) => (ticket, true),
                    None => (bound.next_ticket, false),
                };
                bound.next_ticket += u64::from(!again);
                *ticket = Some(number);
                if again {
                    bound.waiting.push_front((number, cx.waker().clone()));
                } else {
                    bound.waiting.push_back((number, cx.waker().clone()));
                }
            }
        }
        Poll::Pending
    }

    /// A waiter for room that gives up; the room it was woken for goes to the next.
    pub(crate) fn leave_queue(&self, ticket: u64) {
        let mut inner = self.inner.lock();
        let room = !inner.is_full();
        let Some(bound) = inner.bound.as_mut() else {
            return;
        };
        let before = bound.waiting.len();
        bound.waiting.retain(|(waiting, _)| *waiting != ticket);
        let was_woken = before == bound.waiting.len();
        let next = if was_woken && room {
            bound.waiting.pop_front()
        } else {
            None
        };
        drop(inner);
        if let Some((_, waker)) = next {
            waker.wake();
        }
    }

    /// Moves what there is into `batch`, or parks the receiver. `foreign` is its waker if not the process's own.
    pub(crate) fn take(
        &self,
        batch: &mut VecDeque<M>,
        foreign: impl FnOnce() -> Option<Waker>,
    ) -> Poll<()> {
        let mut inner = self.inner.lock();
        if inner.queue.is_empty() {
            inner.parked = true;
            inner.foreign = foreign();
            if batch.capacity() > KEPT {
                *batch = VecDeque::new();
            }
            if inner.queue.capacity() > KEPT {
                inner.queue = VecDeque::new();
            }
            return Poll::Pending;
        }
        inner.parked = false;
        if inner.bound.is_none() {
            std::mem::swap(&mut inner.queue, batch);
            return Poll::Ready(());
        }
        batch.extend(inner.queue.pop_front());
        let waiter = inner
            .bound
            .as_mut()
            .and_then(|bound| bound.waiting.pop_front());
        drop(inner);
        if let Some((_, waker)) = waiter {
            waker.wake();
        }
        Poll::Ready(())
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
        for (_, waker) in waiting {
            waker.wake();
        }
        left
    }
}

impl<M> Inner<M> {
    fn is_full(&self) -> bool {
        self.bound
            .as_ref()
            .is_some_and(|bound| self.queue.len() >= bound.capacity)
    }

    fn put(&mut self, message: M) -> Wake {
        self.queue.push_back(message);
        if !self.parked {
            return Wake::Nobody;
        }
        self.parked = false;
        match self.foreign.take() {
            Some(waker) => Wake::Foreign(waker),
            None => Wake::Process,
        }
    }
}

#[cfg(all(test, not(otp_loom)))]
mod tests {
    use super::*;

    fn drain(mailbox: &Mailbox<u32>) -> Vec<u32> {
        let mut batch = VecDeque::new();
        let mut all = Vec::new();
        while mailbox.take(&mut batch, || None).is_ready() {
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
        assert!(matches!(mailbox.push(3), Ok(Wake::Nobody)));
    }

    #[test]
    fn who_waits_for_room_gets_it_in_turn() {
        let mailbox = Mailbox::new(Some(1));
        assert!(mailbox.push(1).is_ok());
        let cx = Context::from_waker(Waker::noop());
        let (mut first, mut second) = (None, None);
        assert!(mailbox.poll_room(&mut first, &cx).is_pending());
        assert!(mailbox.poll_room(&mut second, &cx).is_pending());
        assert!(first < second);
        mailbox.leave_queue(first.expect("it waits"));
        assert_eq!(drain(&mailbox), vec![1]);
        assert!(mailbox.poll_room(&mut second, &cx).is_ready());
    }
}
