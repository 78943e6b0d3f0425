//! Two servers with the same operations in one module.

use otp_core::prelude::*;

#[gen_server]
pub struct First;

#[callbacks]
impl First {
    fn init() -> Self {
        Self
    }

    #[call]
    fn get(&self, n: u8) -> u8 {
        n
    }

    #[cast]
    fn put(&mut self, _n: u8) {}

    #[info]
    fn hear(&mut self, _: u8) {}
}

#[gen_server]
pub struct Second;

#[callbacks]
impl Second {
    fn init() -> Self {
        Self
    }

    #[call]
    fn get(&self, n: u16) -> u16 {
        n
    }

    #[cast]
    fn put(&mut self, _n: u16) {}

    #[info]
    fn hear(&mut self, _: u16) {}
}
