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

    /// As [`lock`](Self::lock), for what threads take again and again and hold for a moment. Who finds it taken looks less
    /// and less often before it sleeps, so that the other may take it some times in a row: the memory beneath is slow to
    /// go to and fro.
    #[cfg(not(all(test, otp_loom)))]
    #[inline]
    pub(crate) fn lock_in_a_crowd(&self) -> MutexGuard<'_, T> {
        self.try_lock().unwrap_or_else(|| self.lock_by_and_by())
    }

    #[cfg(all(test, otp_loom))]
    pub(crate) fn lock_in_a_crowd(&self) -> MutexGuard<'_, T> {
        self.lock()
    }

    #[cfg(not(all(test, otp_loom)))]
    #[cold]
    fn lock_by_and_by(&self) -> MutexGuard<'_, T> {
        for pauses in [2, 4, 8, 16, 32, 64] {
            for _ in 0..pauses {
                std::hint::spin_loop();
            }
            if let Some(guard) = self.try_lock() {
                return guard;
            }
        }
        self.lock()
    }

    #[cfg(not(all(test, otp_loom)))]
    #[inline]
    fn try_lock(&self) -> Option<MutexGuard<'_, T>> {
        match self.inner.try_lock() {
            Ok(guard) => Some(guard),
            Err(TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
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
}
