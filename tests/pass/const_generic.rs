//! A constant among the parameters, and a default.

use otp_core::prelude::*;

#[gen_server]
pub struct Ring<T: Copy + Send + 'static = u8, const N: usize = 4> {
    entries: [T; N],
}

#[callbacks]
impl<T: Copy + Send + 'static, const N: usize> Ring<T, N> {
    fn init(first: T) -> Self {
        Self {
            entries: [first; N],
        }
    }

    #[call]
    fn all(&self) -> [T; N] {
        self.entries
    }
}
