//! A deprecated operation warns at its callers, not in the server.

#![deny(warnings)]

use otp_core::prelude::*;

#[gen_server]
pub struct Old;

#[callbacks]
impl Old {
    fn init() -> Self {
        Self
    }

    #[deprecated]
    #[call]
    pub fn answer(&self) -> u8 {
        42
    }
}
