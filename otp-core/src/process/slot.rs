//! A call's answer: a pooled slot with a sending and a waiting end.
//!
//! Slots lie in an arena that is never given back and are used again, so a call allocates nothing in steady state and
//! the sweeper ([`deadlines`](super::deadlines)) can look at them all. The rules of who may touch what are in
//! [`raw_slot`](super::raw_slot).
#![allow(
    unsafe_code,
    reason = "the two ends are what keeps the rules of `raw_slot`"
)]

use std::marker::PhantomData;
use std::task::{Poll, Waker};

use super::atomics::pause;
use super::pool;
use super::raw_slot::{ABANDONED, BUSY, FULL, LEFT, LEFT_WAITING, OPEN, RawSlot, WAITING};

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

fn free(raw: &'static RawSlot) {
    raw.reset();
    pool::put(raw);
}

impl<T: Send + 'static> Sender<T> {
    /// Answers; says whether the other end was still there.
    pub(crate) fn send(self, value: T) -> bool {
        let raw = self.raw;
        std::mem::forget(self);
        // SAFETY: this is the sending end, and it sends once.
        unsafe { raw.write(value) };
        let received = leave(raw, FULL);
        if !received {
            // SAFETY: written above, and the other end, which is gone, has not read it.
            drop(unsafe { raw.read::<T>() });
            free(raw);
        }
        received
    }

    /// To be kept by the process that owes the answer.
    pub(crate) fn owed(&self) -> Owed {
        Owed {
            raw: self.raw,
            use_number: self.raw.use_number(),
        }
    }
}

impl<T: Send + 'static> Drop for Sender<T> {
    fn drop(&mut self) {
        if !leave(self.raw, LEFT) {
            free(self.raw);
        }
    }
}

/// The sending end goes, leaving this state; says whether the other end is there to see it, else the slot is the
/// caller's.
fn leave(raw: &RawSlot, to: u32) -> bool {
    let mut turns = 0;
    loop {
        match raw.settled() {
            WAITING if raw.change(WAITING, BUSY).is_ok() => {
                // SAFETY: turned from WAITING into BUSY by this thread.
                let waker = unsafe { raw.with_wait(|wait| wait.waker.take()) };
                raw.set(to);
                if let Some(waker) = waker {
                    waker.wake();
                }
                return true;
            }
            OPEN if raw.change(OPEN, to).is_ok() => return true,
            ABANDONED => return false,
            _ => pause(&mut turns),
        }
    }
}

impl Owed {
    /// Wakes the waiting end with [`Unanswered::ServerGone`], if it still waits for this very answer.
    pub(crate) fn server_gone(self) {
        tell(self.raw, |raw, wait| {
            // The use cannot change while the slot is BUSY.
            let ours = raw.use_number() == self.use_number;
            wait.server_gone |= ours;
            ours
        });
    }
}

/// Ends the wait for an answer whose deadline is not after `now`.
pub(crate) fn expire(raw: &RawSlot, now: u64) {
    let deadline = raw.deadline();
    if deadline > now || !raw.expire(deadline) {
        return;
    }
    tell(raw, |raw, wait| {
        // Looked at again: by now the slot may serve another call.
        let ours = raw.is_expired();
        wait.expired |= ours;
        ours
    });
}

/// Has `f` look at a slot in which somebody waits, and wakes the waiter if it says so.
fn tell(raw: &RawSlot, f: impl FnOnce(&RawSlot, &mut super::raw_slot::Wait) -> bool) {
    let mut turns = 0;
    let (before, after) = loop {
        match raw.settled() {
            WAITING if raw.change(WAITING, BUSY).is_ok() => break (WAITING, OPEN),
            LEFT_WAITING if raw.change(LEFT_WAITING, BUSY).is_ok() => break (LEFT_WAITING, LEFT),
            WAITING | LEFT_WAITING => pause(&mut turns),
            // Nobody waits, or whoever does is awake and about to look: at the deadline as well.
            _ => return,
        }
    };
    // SAFETY: turned from WAITING or LEFT_WAITING into BUSY by this thread.
    let waker = unsafe {
        raw.with_wait(|wait| {
            if f(raw, wait) {
                wait.waker.take()
            } else {
                None
            }
        })
    };
    raw.set(if waker.is_some() { after } else { before });
    if let Some(waker) = waker {
        waker.wake();
    }
}

impl<T: Send + 'static> Answer<T> {
    /// Says when to give up: `deadline` is of the clock of `site`.
    pub(crate) fn expire_at(&self, site: u32, deadline: u64) {
        self.raw.expire_at(site, deadline);
    }

    /// The answer if it is there.
    #[inline]
    pub(crate) fn take(&self) -> Option<T> {
        (self.raw.state() == FULL).then(|| {
            // SAFETY: FULL says that there is a value, and the state set next that it was read.
            let value = unsafe { self.raw.read() };
            self.raw.set(LEFT);
            value
        })
    }

    /// The answer, or why there is none. After `Ready(Ok(_))` it is taken; the errors can be asked for again, and but
    /// for `Expired` leave `waker` in the slot: a deadline is still told of.
    pub(crate) fn poll(&self, waker: &Waker) -> Poll<Result<T, Unanswered>> {
        let mut turns = 0;
        loop {
            match self.raw.settled() {
                FULL => {
                    if let Some(value) = self.take() {
                        return Poll::Ready(Ok(value));
                    }
                }
                from @ (OPEN | LEFT) => {
                    let to = if from == OPEN { WAITING } else { LEFT_WAITING };
                    // SAFETY: in OPEN and LEFT they are the answer's.
                    let (expired, server_gone, _old) =
                        unsafe { self.raw.with_wait(|wait| wait.renew(waker)) };
                    if expired {
                        return Poll::Ready(Err(Unanswered::Expired));
                    }
                    if self.raw.change(from, to).is_ok() {
                        if self.raw.has_expired_meanwhile() {
                            return Poll::Ready(Err(Unanswered::Expired));
                        }
                        return self.waiting(to, server_gone);
                    }
                }
                from @ (WAITING | LEFT_WAITING) if self.raw.change(from, BUSY).is_ok() => {
                    // SAFETY: turned from WAITING or LEFT_WAITING into BUSY by this thread.
                    let (_, server_gone, _old) =
                        unsafe { self.raw.with_wait(|wait| wait.renew(waker)) };
                    self.raw.set(from);
                    return self.waiting(from, server_gone);
                }
                _ => pause(&mut turns),
            }
        }
    }

    fn waiting(&self, state: u32, server_gone: bool) -> Poll<Result<T, Unanswered>> {
        match state {
            LEFT_WAITING => Poll::Ready(Err(Unanswered::Closed)),
            _ if server_gone => Poll::Ready(Err(Unanswered::ServerGone)),
            _ => Poll::Pending,
        }
    }
}

impl<T: Send + 'static> Drop for Answer<T> {
    fn drop(&mut self) {
        let mut turns = 0;
        loop {
            match self.raw.settled() {
                // The sending end frees it.
                OPEN if self.raw.change(OPEN, ABANDONED).is_ok() => return,
                WAITING if self.raw.change(WAITING, BUSY).is_ok() => {
                    // SAFETY: turned from WAITING into BUSY by this thread.
                    let waker = unsafe { self.raw.with_wait(|wait| wait.waker.take()) };
                    self.raw.forget_deadline();
                    self.raw.set(ABANDONED);
                    drop(waker);
                    return;
                }
                LEFT_WAITING if self.raw.change(LEFT_WAITING, LEFT).is_ok() => {}
                FULL => {
                    // SAFETY: FULL says that there is a value, and nobody reads it after this.
                    let value = unsafe { self.raw.read::<T>() };
                    free(self.raw);
                    drop(value);
                    return;
                }
                LEFT => return free(self.raw),
                _ => pause(&mut turns),
            }
        }
    }
}

impl super::raw_slot::Wait {
    /// Leaves the waker, and tells what others have left. The old waker is to be dropped when nobody is busy with the
    /// slot: that may be the end of a task, and run anything.
    fn renew(&mut self, waker: &Waker) -> (bool, bool, Option<Waker>) {
        let old = match &self.waker {
            Some(old) if old.will_wake(waker) => None,
            _ => self.waker.replace(waker.clone()),
        };
        (self.expired, self.server_gone, old)
    }
}

#[cfg(all(test, otp_loom))]
mod loom_models;

#[cfg(all(test, not(otp_loom)))]
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
        assert!(poll(&answer).is_pending());
        owed.server_gone();
        assert_eq!(poll(&answer), Poll::Ready(Err(Unanswered::ServerGone)));
        drop((sender, answer));
        // The pool of this thread gives the same slot again.
        let (_sender, later) = pair::<u8>();
        assert!(poll(&later).is_pending());
        owed.server_gone();
        assert!(poll(&later).is_pending());
    }
}
