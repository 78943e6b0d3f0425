//! Locks of std, or of loom under `--cfg otp_loom`, that shrug off poison: a user's panic never happens under one of ours.

#[cfg(all(test, otp_loom))]
pub(crate) use loom::sync::MutexGuard;
#[cfg(not(all(test, otp_loom)))]
pub(crate) use std::sync::MutexGuard;

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
