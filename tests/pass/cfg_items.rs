//! Whole items that are not there.

use otp_core::prelude::*;

#[cfg(any())]
#[gen_server]
pub struct Absent;

#[cfg(any())]
#[callbacks]
impl Absent {
    fn init() -> Self {
        Self
    }
}

#[cfg(any())]
#[supervisor]
pub struct Nothing {
    absent: Absent,
}

#[gen_server]
#[cfg(not(any()))]
pub struct Present;

#[callbacks]
#[cfg(not(any()))]
impl Present {
    fn init() -> Self {
        Self
    }
}
