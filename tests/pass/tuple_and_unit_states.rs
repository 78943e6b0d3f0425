//! States without named fields.

use otp_core::prelude::*;

#[gen_server]
pub struct Pair(u8, pub u16);

#[callbacks]
impl Pair {
    fn init(pair: (u8, u16)) -> Self {
        Self(pair.0, pair.1)
    }

    #[call]
    fn swap(&mut self) -> (u16, u8) {
        (self.1, self.0)
    }
}

#[gen_server]
pub struct Unit;

#[callbacks]
impl Unit {
    fn init((): ()) -> Self {
        Self
    }
}

#[gen_server]
pub struct Braces {}

#[callbacks]
impl Braces {
    fn init() -> Self {
        Self {}
    }
}
