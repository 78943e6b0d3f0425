//! Locks of std, or of loom under `--cfg otp_loom`, that shrug off poison: a user's panic never happens under one of ours.

#[cfg(all(test, otp_loom))]
pub(crate) use loom::sync::MutexGuard;
#[cfg(not(all(test, otp_loom)))]
pub(crate) use std::sync::MutexGuard;
#[cfg(not(all(test, otp_loom)))]
use std::sync::TryLockError;

#[cfg(all(test, otp_loom))]
pub(crate) use loom::sync::{RwLockReadGuard, RwLockWriteGuard};
#[cfg(not(all(test, otp_loom)))]
pub(crate) use std::sync::{RwLockReadGuard, RwLockWriteGuard};

#[derive(Debug, Default)]
pub(crate) struct Mutex<T> {
    #[cfg(all(test, otp_loom))]
    inner: loom::sync::Mutex<T>,
    #[cfg(not(all(test, otp_loom)))]
    inner: std::sync::Mutex<T>,
}

impl<T> Mutex<T> {
    #[cfg(not(all(test, otp_loom)))]
    pub(crate) const fn new(value: T) -> Self {
        Self {
            inner: std::sync::Mutex::new(value),
        }
    }

    #[cfg(all(test, otp_loom))]
    pub(crate) fn new(value: T) -> Self {
        Self {
            inner: loom::sync::Mutex::new(value),
        }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, T> {
        self.inner
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// As [`lock`](Self::lock), for what threads take again and again and hold for a moment: see [`by_and_by`].
    #[cfg(not(all(test, otp_loom)))]
    #[inline]
    pub(crate) fn lock_in_a_crowd(&self) -> MutexGuard<'_, T> {
        let try_lock = || taken(self.inner.try_lock());
        try_lock()
            .or_else(|| by_and_by(try_lock))
            .unwrap_or_else(|| self.lock())
    }

    #[cfg(all(test, otp_loom))]
    pub(crate) fn lock_in_a_crowd(&self) -> MutexGuard<'_, T> {
        self.lock()
    }
}

/// Looks less and less often whether a lock is free, for a microsecond or some: so the other takes it many times in a row, and
/// the memory beneath, which is slow to go to and fro, stays with it. Who sleeps at once makes each of its turns a system call.
#[cfg(not(all(test, otp_loom)))]
#[cold]
fn by_and_by<G>(try_lock: impl Fn() -> Option<G>) -> Option<G> {
    [2, 4, 8, 16, 32, 64].into_iter().find_map(|pauses| {
        (0..pauses).for_each(|_| std::hint::spin_loop());
        try_lock()
    })
}

#[cfg(not(all(test, otp_loom)))]
#[inline]
fn taken<G>(tried: Result<G, TryLockError<G>>) -> Option<G> {
    match tried {
        Ok(guard) => Some(guard),
        Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}

#[derive(Debug, Default)]
pub(crate) struct RwLock<T> {
    #[cfg(all(test, otp_loom))]
    inner: loom::sync::RwLock<T>,
    #[cfg(not(all(test, otp_loom)))]
    inner: std::sync::RwLock<T>,
}

impl<T> RwLock<T> {
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, T> {
        self.inner
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    pub(crate) fn write(&self) -> RwLockWriteGuard<'_, T> {
        self.inner
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// As [`write`](Self::write), for what threads take again and again and hold for a moment: see [`by_and_by`].
    #[cfg(not(all(test, otp_loom)))]
    pub(crate) fn write_in_a_crowd(&self) -> RwLockWriteGuard<'_, T> {
        let try_write = || taken(self.inner.try_write());
        try_write()
            .or_else(|| by_and_by(try_write))
            .unwrap_or_else(|| self.write())
    }

    #[cfg(all(test, otp_loom))]
    pub(crate) fn write_in_a_crowd(&self) -> RwLockWriteGuard<'_, T> {
        self.write()
    }
}
