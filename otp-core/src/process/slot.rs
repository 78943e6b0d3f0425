//! A call's answer: a pooled slot with a sending and a waiting end.
//!
//! Slots lie in an arena that is never given back and are used again, so a call allocates nothing in steady state and
//! the sweeper ([`deadlines`](super::deadlines)) can look at them all. Of the two ends, the last one frees.

use std::marker::PhantomData;
use std::task::{Poll, Waker};

use super::pool::{self, NEVER, RawSlot};
use super::storage;

/// What the two ends of a slot know of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Phase {
    /// In the pool.
    #[default]
    Free,
    /// Both ends are there.
    Open,
    /// Answered; the value is in the slot.
    Full,
    /// The sending end is gone and left no value.
    Closed,
    /// The waiting end is gone.
    Abandoned,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unanswered {
    /// The sending end was dropped.
    Closed,
    /// The process that owed the answer has ended, while the sending end lives on elsewhere.
    ServerGone,
    /// The deadline has passed.
    Expired,
}

/// The sending end.
pub(crate) struct Sender<T: Send + 'static> {
    raw: &'static RawSlot,
    value: PhantomData<T>,
}

/// The waiting end.
pub(crate) struct Answer<T: Send + 'static> {
    raw: &'static RawSlot,
    value: PhantomData<T>,
}

/// Remembers a slot whose answer is owed, to tell its waiting end that the server is gone.
#[derive(Clone, Copy)]
pub(crate) struct Owed {
    raw: &'static RawSlot,
    use_number: u64,
}

/// A slot of its own for one answer.
pub(crate) fn pair<T: Send + 'static>() -> (Sender<T>, Answer<T>) {
    let raw = pool::take();
    let mut state = raw.state.lock();
    state.phase = Phase::Open;
    state.expired = false;
    state.server_gone = false;
    state.use_number += 1;
    drop(state);
    (
        Sender {
            raw,
            value: PhantomData,
        },
        Answer {
            raw,
            value: PhantomData,
        },
    )
}

impl<T: Send + 'static> Sender<T> {
    /// Answers; says whether the other end was still there.
    pub(crate) fn send(self, value: T) -> bool {
        let raw = self.raw;
        std::mem::forget(self);
        let mut state = raw.state.lock();
        if state.phase == Phase::Abandoned {
            state.phase = Phase::Free;
            drop(state);
            pool::put(raw);
            return false;
        }
        storage::write(&mut state.value, value);
        state.phase = Phase::Full;
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
        true
    }

    /// To be kept by the process that owes the answer.
    pub(crate) fn owed(&self) -> Owed {
        Owed {
            raw: self.raw,
            use_number: self.raw.state.lock().use_number,
        }
    }
}

impl<T: Send + 'static> Drop for Sender<T> {
    fn drop(&mut self) {
        let mut state = self.raw.state.lock();
        if state.phase == Phase::Abandoned {
            state.phase = Phase::Free;
            drop(state);
            pool::put(self.raw);
            return;
        }
        state.phase = Phase::Closed;
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl Owed {
    /// Wakes the waiting end with [`Unanswered::ServerGone`], if it still waits for this very answer.
    pub(crate) fn server_gone(self) {
        let mut state = self.raw.state.lock();
        if state.use_number != self.use_number || state.phase != Phase::Open {
            return;
        }
        state.server_gone = true;
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T: Send + 'static> Answer<T> {
    /// Says when to give up: `deadline` is of the clock of `site`.
    pub(crate) fn expire_at(&self, site: u32, deadline: u64) {
        self.raw
            .site
            .store(site, std::sync::atomic::Ordering::Relaxed);
        // Sequentially consistent with the sweeper's look, see `deadlines`.
        self.raw
            .deadline
            .swap(deadline, std::sync::atomic::Ordering::SeqCst);
    }

    /// The answer, or why there is none. After `Ready(Ok(_))` it is taken; the errors can be asked for again, and
    /// leave `waker` in the slot: a deadline is still told of.
    pub(crate) fn poll(&self, waker: &Waker) -> Poll<Result<T, Unanswered>> {
        let mut state = self.raw.state.lock();
        match state.phase {
            Phase::Full => {
                state.phase = Phase::Closed;
                return Poll::Ready(Ok(storage::read(&mut state.value)));
            }
            _ if state.expired => return Poll::Ready(Err(Unanswered::Expired)),
            _ => {}
        }
        match &mut state.waker {
            Some(old) => old.clone_from(waker),
            none => *none = Some(waker.clone()),
        }
        match state.phase {
            _ if state.server_gone => Poll::Ready(Err(Unanswered::ServerGone)),
            Phase::Open => Poll::Pending,
            _ => Poll::Ready(Err(Unanswered::Closed)),
        }
    }
}

impl<T: Send + 'static> Drop for Answer<T> {
    fn drop(&mut self) {
        self.raw
            .deadline
            .store(NEVER, std::sync::atomic::Ordering::Relaxed);
        let mut state = self.raw.state.lock();
        let waker = state.waker.take();
        let left: Option<T> = match state.phase {
            Phase::Open => {
                state.phase = Phase::Abandoned;
                drop(state);
                drop(waker);
                return;
            }
            Phase::Full => Some(storage::read(&mut state.value)),
            _ => None,
        };
        state.phase = Phase::Free;
        drop(state);
        pool::put(self.raw);
        drop(waker);
        drop(left);
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn poll<T: Send>(answer: &Answer<T>) -> Poll<Result<T, Unanswered>> {
        answer.poll(Waker::noop())
    }

    #[test]
    fn an_answer_arrives_whole_whatever_its_size() {
        let (sender, answer) = pair::<[u64; 100]>();
        assert!(poll(&answer).is_pending());
        assert!(sender.send([7; 100]));
        assert_eq!(poll(&answer), Poll::Ready(Ok([7; 100])));

        let (sender, answer) = pair::<(String, u8)>();
        assert!(sender.send(("small".to_owned(), 3)));
        assert_eq!(poll(&answer), Poll::Ready(Ok(("small".to_owned(), 3))));

        let (sender, answer) = pair::<()>();
        assert!(sender.send(()));
        assert_eq!(poll(&answer), Poll::Ready(Ok(())));
    }

    #[test]
    fn a_sender_that_is_dropped_closes() {
        let (sender, answer) = pair::<u8>();
        drop(sender);
        assert_eq!(poll(&answer), Poll::Ready(Err(Unanswered::Closed)));
    }

    #[test]
    fn an_answer_that_nobody_takes_is_dropped_once() {
        let value = Arc::new(());
        let (sender, answer) = pair();
        assert!(sender.send(value.clone()));
        drop(answer);
        assert_eq!(Arc::strong_count(&value), 1);

        let (sender, answer) = pair();
        drop(answer);
        assert!(!sender.send(value.clone()));
        assert_eq!(Arc::strong_count(&value), 1);

        let (sender, answer) = pair::<Box<[Arc<()>; 20]>>();
        assert!(sender.send(Box::new(std::array::from_fn(|_| value.clone()))));
        assert_eq!(Arc::strong_count(&value), 21);
        drop(answer);
        assert_eq!(Arc::strong_count(&value), 1);
    }

    #[test]
    fn the_end_of_the_server_is_told_to_the_call_it_owes_and_to_no_later_one() {
        let (sender, answer) = pair::<u8>();
        let owed = sender.owed();
        owed.server_gone();
        assert_eq!(poll(&answer), Poll::Ready(Err(Unanswered::ServerGone)));
        drop((sender, answer));
        // The pool of this thread gives the same slot again.
        let (_sender, later) = pair::<u8>();
        owed.server_gone();
        assert!(poll(&later).is_pending());
    }
}
