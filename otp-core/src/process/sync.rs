//! Locks of std, or of loom under `--cfg otp_loom`, that shrug off poison: a user's panic never happens under one of ours.

#[cfg(otp_loom)]
pub(crate) use loom::sync::MutexGuard;
#[cfg(not(otp_loom))]
pub(crate) use std::sync::MutexGuard;

#[derive(Debug, Default)]
pub(crate) struct Mutex<T> {
    #[cfg(otp_loom)]
    inner: loom::sync::Mutex<T>,
    #[cfg(not(otp_loom))]
    inner: std::sync::Mutex<T>,
}

impl<T> Mutex<T> {
    #[cfg(not(otp_loom))]
    pub(crate) const fn new(value: T) -> Self {
        Self {
            inner: std::sync::Mutex::new(value),
        }
    }

    #[cfg(otp_loom)]
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
