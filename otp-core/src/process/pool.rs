//! The arena of answer slots and its free lists: one a thread, and one they share.

#[cfg(not(loom))]
use std::cell::RefCell;
#[cfg(not(loom))]
use std::sync::atomic::Ordering;
use std::sync::atomic::{AtomicU32, AtomicU64};
#[cfg(not(loom))]
use std::sync::{Mutex as StdMutex, PoisonError, RwLock};
use std::task::Waker;

use super::slot::Phase;
use super::storage::Storage;
use super::sync::Mutex;

/// No deadline.
pub(crate) const NEVER: u64 = u64::MAX;

#[cfg(not(loom))]
const CHUNK: usize = 64;
/// A thread keeps at most this many free slots to itself.
#[cfg(not(loom))]
const KEPT: usize = 256;

pub(crate) struct RawSlot {
    /// When to give up, in the clock of `site`; [`NEVER`] if nobody waits.
    pub(crate) deadline: AtomicU64,
    pub(crate) site: AtomicU32,
    pub(crate) state: Mutex<RawState>,
}

pub(crate) struct RawState {
    pub(crate) phase: Phase,
    pub(crate) expired: bool,
    pub(crate) server_gone: bool,
    /// Tells one use of the slot from the next.
    pub(crate) use_number: u64,
    pub(crate) waker: Option<Waker>,
    pub(crate) value: Storage,
}

impl RawSlot {
    fn new() -> Self {
        let state = RawState {
            phase: Phase::Free,
            expired: false,
            server_gone: false,
            use_number: 0,
            waker: None,
            value: Storage::uninit(),
        };
        Self {
            deadline: AtomicU64::new(NEVER),
            site: AtomicU32::new(0),
            state: Mutex::new(state),
        }
    }

    /// Ends the wait for this answer, if it still lasts and is due at `now`.
    #[cfg(not(loom))]
    pub(crate) fn expire(&self, now: u64) {
        let mut state = self.state.lock();
        // Under the lock: by now the slot may serve another call.
        let due = self.deadline.load(Ordering::SeqCst) <= now;
        if !due || matches!(state.phase, Phase::Free | Phase::Abandoned | Phase::Full) {
            return;
        }
        self.deadline.store(NEVER, Ordering::Relaxed);
        state.expired = true;
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

#[cfg(not(loom))]
static ARENA: RwLock<Vec<&'static [RawSlot]>> = RwLock::new(Vec::new());
#[cfg(not(loom))]
static SHARED: StdMutex<Vec<&'static RawSlot>> = StdMutex::new(Vec::new());

#[cfg(not(loom))]
struct Kept(Vec<&'static RawSlot>);

#[cfg(not(loom))]
impl Drop for Kept {
    fn drop(&mut self) {
        SHARED
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .append(&mut self.0);
    }
}

#[cfg(not(loom))]
thread_local! {
    static OWN: RefCell<Kept> = const { RefCell::new(Kept(Vec::new())) };
}

/// A slot that nobody else has.
#[cfg(not(loom))]
pub(crate) fn take() -> &'static RawSlot {
    let own = OWN.try_with(|own| own.borrow_mut().0.pop()).ok().flatten();
    own.unwrap_or_else(refill)
}

/// Gives a slot back; both of its ends are gone.
#[cfg(not(loom))]
pub(crate) fn put(slot: &'static RawSlot) {
    let overflow = OWN.try_with(|own| {
        let own = &mut own.borrow_mut().0;
        own.push(slot);
        if own.len() > KEPT {
            own.split_off(KEPT / 2)
        } else {
            Vec::new()
        }
    });
    // A thread that is ending has no list of its own any more.
    let mut overflow = overflow.unwrap_or_else(|_| vec![slot]);
    if !overflow.is_empty() {
        SHARED
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .append(&mut overflow);
    }
}

#[cfg(not(loom))]
#[cold]
fn refill() -> &'static RawSlot {
    let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
    let rest = shared.len().saturating_sub(CHUNK);
    let mut fresh: Vec<&'static RawSlot> = shared.split_off(rest);
    drop(shared);
    if fresh.is_empty() {
        let chunk: &'static [RawSlot] = Box::leak((0..CHUNK).map(|_| RawSlot::new()).collect());
        ARENA
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .push(chunk);
        fresh.extend(chunk);
    }
    let slot = fresh.pop().expect("a chunk is not empty");
    let kept = OWN.try_with(|own| own.borrow_mut().0.append(&mut fresh));
    if kept.is_err() {
        SHARED
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .append(&mut fresh);
    }
    slot
}

/// Looks at every slot there is.
#[cfg(not(loom))]
pub(crate) fn for_each(mut f: impl FnMut(&'static RawSlot)) {
    let chunks: Vec<&'static [RawSlot]> =
        ARENA.read().unwrap_or_else(PoisonError::into_inner).clone();
    for chunk in chunks {
        chunk.iter().for_each(&mut f);
    }
}

// A model of loom starts from nothing each time: no slot is used twice.
#[cfg(loom)]
pub(crate) fn take() -> &'static RawSlot {
    Box::leak(Box::new(RawSlot::new()))
}

#[cfg(loom)]
pub(crate) fn put(_slot: &'static RawSlot) {}
