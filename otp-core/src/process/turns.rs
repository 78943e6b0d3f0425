//! Whose turn it is: the body of a process lies in its cell, and at any time one thread at most runs it.
//!
//! One of the files with unsafe code (ARCHITECTURE.md). The rules:
//!
//! - Who turns `HELD` on has the turn, and alone may touch the runner; a [`Turn`] stands for that.
//! - Who comes while another has it leaves a word, `MISSED` or `ABANDONED`, which the holder finds as it gives the turn
//!   back: by then it is the holder's business.
//! - The body is pinned: it is dropped where it lies, and the runner never moves.
#![allow(
    unsafe_code,
    reason = "the body is shared by those who may run it, one at a time, and is pinned in place"
)]

use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Waker;

use super::atomics::{AtomicU32, Ordering, UnsafeCell};
use super::cell::Process;

/// Somebody has the turn.
const HELD: u32 = 1;
/// Somebody came to run the process, and is to be called again.
const MISSED: u32 = 2;
/// The runtime is gone: who has the turn ends the process.
const ABANDONED: u32 = 4;
/// There is no body any more.
const OVER: u32 = 8;
/// There is no body yet; held by who starts the process.
const UNBORN: u32 = 16;

#[repr(C)]
pub(crate) struct Turns<B> {
    state: AtomicU32,
    runner: UnsafeCell<Runner<B>>,
}

// SAFETY: the rules above give the runner one user at a time, handed over by release and acquire of `state`. It goes
// from thread to thread, so it must be `Send`.
unsafe impl<B: Send> Sync for Turns<B> {}

/// What it takes to run a process.
#[repr(C)]
pub(crate) struct Runner<B> {
    pub(crate) identity: Option<Identity>,
    body: B,
}

/// The process itself, as whom its code runs, and its waker.
pub(crate) struct Identity {
    pub(crate) process: Arc<dyn Process>,
    pub(crate) waker: Waker,
}

/// What came of asking for the turn.
pub(crate) enum Asked<'a, B> {
    Mine(Turn<'a, B>),
    /// Another has it.
    Theirs,
    Over,
}

/// What happened while a turn lasted.
pub(crate) enum Meanwhile<'a, B> {
    Nothing,
    /// Somebody else came to run the process.
    Missed,
    /// The runtime is gone; the turn is still held.
    Abandoned(Turn<'a, B>),
}

/// The right to run the process. Dropped without a word, the process is never run again.
pub(crate) struct Turn<'a, B> {
    turns: &'a Turns<B>,
}

impl<B> Turns<B> {
    /// Of a process that has no body yet; `body` is the place for it.
    #[inline(always)]
    pub(crate) fn new(body: B) -> Self {
        Self {
            state: AtomicU32::new(HELD | UNBORN),
            runner: UnsafeCell::new(Runner {
                identity: None,
                body,
            }),
        }
    }

    /// The first turn, for who starts the process; there is none after.
    pub(crate) fn begin(&self) -> Option<Turn<'_, B>> {
        let before = self.state.fetch_and(!UNBORN, Ordering::AcqRel);
        (before & UNBORN != 0).then(|| Turn { turns: self })
    }

    /// The turn, unless another has it.
    pub(crate) fn try_take(&self) -> Option<Turn<'_, B>> {
        self.state
            .compare_exchange(0, HELD, Ordering::Acquire, Ordering::Relaxed)
            .is_ok()
            .then(|| Turn { turns: self })
    }

    /// The turn; else whoever has it is told that somebody came.
    pub(crate) fn take(&self) -> Asked<'_, B> {
        self.ask(MISSED)
    }

    /// The turn, to end the process; else whoever has it does that.
    pub(crate) fn abandon(&self) -> Asked<'_, B> {
        self.ask(ABANDONED)
    }

    fn ask(&self, word: u32) -> Asked<'_, B> {
        let mut state = self.state.load(Ordering::Relaxed);
        loop {
            if state & OVER != 0 {
                return Asked::Over;
            }
            let next = if state & HELD == 0 {
                HELD
            } else {
                state | word
            };
            match self
                .state
                .compare_exchange(state, next, Ordering::AcqRel, Ordering::Relaxed)
            {
                Ok(_) if state & HELD == 0 => return Asked::Mine(Turn { turns: self }),
                Ok(_) => return Asked::Theirs,
                Err(seen) => state = seen,
            }
        }
    }
}

impl<'a, B> Turn<'a, B> {
    /// The runner's two halves.
    pub(crate) fn runner(&mut self) -> (&mut Option<Identity>, Pin<&mut B>) {
        let runner = self.turns.runner.with_mut(|runner| {
            // SAFETY: this turn alone may touch it, and is borrowed for as long.
            unsafe { &mut *runner }
        });
        // SAFETY: the body lies in a cell that is behind an `Arc` since before the first turn, and nothing moves it.
        (&mut runner.identity, unsafe {
            Pin::new_unchecked(&mut runner.body)
        })
    }

    /// Gives the turn back.
    pub(crate) fn give_back(self) -> Meanwhile<'a, B> {
        let this = ManuallyDrop::new(self);
        let turns = this.turns;
        let before = turns
            .state
            .compare_exchange(HELD, 0, Ordering::AcqRel, Ordering::Acquire);
        match before {
            Ok(_) => Meanwhile::Nothing,
            Err(state) if state & ABANDONED != 0 => Meanwhile::Abandoned(Turn { turns }),
            // Nobody adds to `MISSED` but one who abandons, and that one is heard at the second try.
            Err(state) => {
                match turns
                    .state
                    .compare_exchange(state, 0, Ordering::AcqRel, Ordering::Acquire)
                {
                    Ok(_) => Meanwhile::Missed,
                    Err(_) => Meanwhile::Abandoned(Turn { turns }),
                }
            }
        }
    }
}

/// There are no more turns.
impl<B> Drop for Turn<'_, B> {
    fn drop(&mut self) {
        self.turns.state.swap(OVER, Ordering::AcqRel);
    }
}

#[cfg(all(test, otp_loom))]
mod loom_models;
