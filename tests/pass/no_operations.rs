//! A server that does nothing.

use otp_core::prelude::*;

#[gen_server]
pub struct Idle;

#[callbacks]
impl Idle {
    fn init() -> Self {
        Self
    }
}
