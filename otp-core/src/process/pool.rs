//! The arena of answer slots and its free lists: one a thread, and one they share.

#[cfg(not(all(test, otp_loom)))]
use std::cell::RefCell;
#[cfg(not(all(test, otp_loom)))]
use std::sync::{Mutex as StdMutex, PoisonError, RwLock};

use super::raw_slot::RawSlot;

#[cfg(not(all(test, otp_loom)))]
const CHUNK: usize = 64;
/// A thread keeps at most this many free slots to itself.
#[cfg(not(all(test, otp_loom)))]
const KEPT: usize = 256;

#[cfg(not(all(test, otp_loom)))]
static ARENA: RwLock<Vec<&'static [RawSlot]>> = RwLock::new(Vec::new());
#[cfg(not(all(test, otp_loom)))]
static SHARED: StdMutex<Vec<&'static RawSlot>> = StdMutex::new(Vec::new());

#[cfg(not(all(test, otp_loom)))]
struct Kept(Vec<&'static RawSlot>);

#[cfg(not(all(test, otp_loom)))]
impl Drop for Kept {
    fn drop(&mut self) {
        SHARED
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .append(&mut self.0);
    }
}

#[cfg(not(all(test, otp_loom)))]
thread_local! {
    static OWN: RefCell<Kept> = const { RefCell::new(Kept(Vec::new())) };
}

/// A slot that nobody else has.
#[cfg(not(all(test, otp_loom)))]
pub(crate) fn take() -> &'static RawSlot {
    let own = OWN.try_with(|own| own.borrow_mut().0.pop()).ok().flatten();
    own.unwrap_or_else(refill)
}

/// Gives a slot back; both of its ends are gone.
#[cfg(not(all(test, otp_loom)))]
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

#[cfg(not(all(test, otp_loom)))]
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
#[cfg(not(all(test, otp_loom)))]
pub(crate) fn for_each(mut f: impl FnMut(&'static RawSlot)) {
    let chunks: Vec<&'static [RawSlot]> =
        ARENA.read().unwrap_or_else(PoisonError::into_inner).clone();
    for chunk in chunks {
        chunk.iter().for_each(&mut f);
    }
}

// A model of loom starts from nothing each time: no slot is used twice.
#[cfg(all(test, otp_loom))]
pub(crate) fn take() -> &'static RawSlot {
    Box::leak(Box::new(RawSlot::new()))
}

#[cfg(all(test, otp_loom))]
pub(crate) fn put(_slot: &'static RawSlot) {}

#[cfg(all(test, otp_loom))]
pub(crate) fn for_each(_f: impl FnMut(&'static RawSlot)) {}
