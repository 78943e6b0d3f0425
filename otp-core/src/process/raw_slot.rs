//! The memory of an answer slot: who may touch what of it, and when.
//!
//! One of the files with unsafe code (ARCHITECTURE.md). The rules:
//!
//! - A slot is in use by one [`Sender`](super::slot::Sender) and one [`Answer`](super::slot::Answer), made together
//!   and typed alike; of the two the last one frees it.
//! - The value belongs to the sender until it says `FULL`, then to the answer.
//! - The waker and the flags belong to the answer while the state is `OPEN` or `LEFT`; in `WAITING` and
//!   `LEFT_WAITING` to whoever turns that into `BUSY`, until it turns `BUSY` into something else.
#![allow(
    unsafe_code,
    reason = "a slot is used again for answers of other types and shared without a lock"
)]

use std::mem::{MaybeUninit, align_of, size_of};
use std::task::Waker;

use super::atomics::{AtomicU32, AtomicU64, Ordering, UnsafeCell, pause};

/// No deadline.
pub(crate) const NEVER: u64 = u64::MAX;
/// A deadline that has passed; no clock is before it.
const EXPIRED: u64 = 0;

/// Values of up to 48 bytes lie in the slot, others in a box.
type Storage = MaybeUninit<[u64; 6]>;

/// Both ends are there; no waker is stored. Also the state of a free slot.
pub(crate) const OPEN: u32 = 0;
/// Both ends are there, and the waker of the one that waits.
pub(crate) const WAITING: u32 = 1;
/// Somebody is at the waker or the flags, for a few instructions.
pub(crate) const BUSY: u32 = 2;
/// Answered; the sending end is gone.
pub(crate) const FULL: u32 = 3;
/// The sending end is gone and left no value.
pub(crate) const LEFT: u32 = 4;
/// The same, with the waker of the one that waits on, for the deadline.
pub(crate) const LEFT_WAITING: u32 = 5;
/// The waiting end is gone.
pub(crate) const ABANDONED: u32 = 6;

pub(crate) struct RawSlot {
    state: AtomicU32,
    /// The runtime whose clock `deadline` is of.
    site: AtomicU32,
    /// When to give up; [`NEVER`] if nobody waits.
    deadline: AtomicU64,
    /// Tells one use of the slot from the next.
    use_number: AtomicU64,
    wait: UnsafeCell<Wait>,
    value: UnsafeCell<Storage>,
}

/// What the waiting end leaves for others, and they for it.
#[derive(Default)]
pub(crate) struct Wait {
    pub(crate) waker: Option<Waker>,
    pub(crate) expired: bool,
    pub(crate) server_gone: bool,
}

// SAFETY: the rules above give each cell one owner at a time, and handing over is by release and acquire of `state`.
// The value is sent from one end to the other, so it must be `Send`: the typed ends ask for that.
unsafe impl Sync for RawSlot {}

impl RawSlot {
    pub(crate) fn new() -> Self {
        Self {
            state: AtomicU32::new(OPEN),
            site: AtomicU32::new(0),
            deadline: AtomicU64::new(NEVER),
            use_number: AtomicU64::new(0),
            wait: UnsafeCell::new(Wait::default()),
            value: UnsafeCell::new(Storage::uninit()),
        }
    }

    pub(crate) fn state(&self) -> u32 {
        self.state.load(Ordering::Acquire)
    }

    /// Goes from one state to another if it is in the first; else says in which it is.
    pub(crate) fn change(&self, from: u32, to: u32) -> Result<(), u32> {
        self.state
            .compare_exchange(from, to, Ordering::AcqRel, Ordering::Acquire)
            .map(drop)
    }

    /// Leaves `BUSY`, or a state in which the caller is the only one who may change it.
    pub(crate) fn set(&self, to: u32) {
        self.state.store(to, Ordering::Release);
    }

    /// Looks at the state until nobody is busy with the slot.
    pub(crate) fn settled(&self) -> u32 {
        let mut turns = 0;
        loop {
            let state = self.state();
            if state != BUSY {
                return state;
            }
            pause(&mut turns);
        }
    }

    pub(crate) fn use_number(&self) -> u64 {
        self.use_number.load(Ordering::Acquire)
    }

    /// Says when to give up. Sequentially consistent with the sweeper's look, see [`deadlines`](super::deadlines).
    pub(crate) fn expire_at(&self, site: u32, deadline: u64) {
        self.site.store(site, Ordering::Relaxed);
        self.deadline.swap(deadline, Ordering::SeqCst);
    }

    pub(crate) fn deadline(&self) -> u64 {
        self.deadline.load(Ordering::SeqCst)
    }

    pub(crate) fn site(&self) -> u32 {
        self.site.load(Ordering::Relaxed)
    }

    /// Says that this deadline has passed; false if the slot has another by now.
    pub(crate) fn expire(&self, deadline: u64) -> bool {
        self.deadline
            .compare_exchange(deadline, EXPIRED, Ordering::SeqCst, Ordering::SeqCst)
            .is_ok()
    }

    pub(crate) fn is_expired(&self) -> bool {
        self.deadline.load(Ordering::Acquire) == EXPIRED
    }

    /// The same for the end that waits, once it has said so in the state: the sweeper writes the deadline and then looks
    /// at the state, this end writes the state and then looks at the deadline. Both write to `deadline`, in one order
    /// or the other, so at least one of them sees what the other did.
    pub(crate) fn has_expired_meanwhile(&self) -> bool {
        self.deadline.load(Ordering::Relaxed) != NEVER
            && self.deadline.fetch_add(0, Ordering::SeqCst) == EXPIRED
    }

    pub(crate) fn forget_deadline(&self) {
        self.deadline.store(NEVER, Ordering::Relaxed);
    }

    /// Makes the slot ready for its next use. Nobody else has it any more, and it holds no value.
    pub(crate) fn reset(&self) {
        // SAFETY: both ends are gone, so this is the only user.
        let waker = unsafe { self.with_wait(std::mem::take) }.waker;
        self.forget_deadline();
        self.use_number.store(
            self.use_number.load(Ordering::Relaxed) + 1,
            Ordering::Release,
        );
        self.set(OPEN);
        drop(waker);
    }

    /// # Safety
    ///
    /// By the rules above the caller owns the waker and the flags now.
    pub(crate) unsafe fn with_wait<R>(&self, f: impl FnOnce(&mut Wait) -> R) -> R {
        // SAFETY: the caller says that nobody else has it.
        self.wait.with_mut(|wait| f(unsafe { &mut *wait }))
    }

    /// # Safety
    ///
    /// The caller is the sending end, and the slot holds no value.
    pub(crate) unsafe fn write<T>(&self, value: T) {
        self.value.with_mut(|place| {
            if is_inline::<T>() {
                // SAFETY: the sending end alone may touch the value, and a `T` fits by size and alignment.
                unsafe { place.cast::<T>().write(value) }
            } else {
                let boxed: *mut T = Box::into_raw(Box::new(value));
                // SAFETY: as above; a pointer fits.
                unsafe { place.cast::<*mut T>().write(boxed) }
            }
        });
    }

    /// # Safety
    ///
    /// The sending end wrote a `T` that nobody has read, and the caller, by the state that it saw, owns it.
    pub(crate) unsafe fn read<T>(&self) -> T {
        self.value.with_mut(|place| {
            if is_inline::<T>() {
                // SAFETY: the caller says so.
                unsafe { place.cast::<T>().read() }
            } else {
                // SAFETY: the caller says so, and `write` left the pointer of a box.
                *unsafe { Box::from_raw(place.cast::<*mut T>().read()) }
            }
        })
    }
}

const fn is_inline<T>() -> bool {
    size_of::<T>() <= size_of::<Storage>() && align_of::<T>() <= align_of::<Storage>()
}
