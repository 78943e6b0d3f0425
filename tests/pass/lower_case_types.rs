//! Types in lower case, as FFI has them.

#![allow(non_camel_case_types)]

use otp_core::prelude::*;

#[gen_server]
pub struct counter_t;

#[callbacks]
impl counter_t {
    fn init() -> Self {
        Self
    }

    #[allow(non_snake_case)]
    #[call]
    fn getCount(&self) -> u8 {
        1
    }
}
