//! Atomics and cells of std, or of loom under `--cfg otp_loom`.

#[cfg(all(test, otp_loom))]
pub(crate) use loom::{
    cell::UnsafeCell,
    sync::atomic::{AtomicU32, AtomicU64, Ordering},
};
#[cfg(not(all(test, otp_loom)))]
pub(crate) use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// std's cell with the face of loom's.
#[cfg(not(all(test, otp_loom)))]
#[derive(Debug)]
pub(crate) struct UnsafeCell<T>(std::cell::UnsafeCell<T>);

#[cfg(not(all(test, otp_loom)))]
impl<T> UnsafeCell<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self(std::cell::UnsafeCell::new(value))
    }

    pub(crate) fn with_mut<R>(&self, f: impl FnOnce(*mut T) -> R) -> R {
        f(self.0.get())
    }
}

/// Waits a moment for another thread that is in the middle of a few instructions.
#[cfg(not(all(test, otp_loom)))]
pub(crate) fn pause(turns: &mut u32) {
    *turns += 1;
    if *turns < 64 {
        std::hint::spin_loop();
    } else {
        // It was put aside by the scheduler.
        std::thread::yield_now();
    }
}

#[cfg(all(test, otp_loom))]
pub(crate) fn pause(_turns: &mut u32) {
    // Who waits changes nothing: what can follow is what follows where this thread came later, and is explored there.
    loom::skip_branch();
    loom::thread::yield_now();
}
