//! Operations, infos and children that are not there.

use otp_core::prelude::*;

pub struct Tick;

#[gen_server]
pub struct Clock;

#[callbacks]
impl Clock {
    fn init() -> Self {
        Self
    }

    #[cfg(unix)]
    #[call]
    fn now(&self) -> u64 {
        1
    }

    #[cfg(not(unix))]
    #[call]
    fn now(&self) -> u64 {
        2
    }

    #[cfg(any())]
    #[cast]
    fn never(&mut self, _: NoSuchType) {}

    #[cfg(any())]
    #[info]
    fn nothing(&mut self, _: NoSuchType) {}

    #[cfg(not(any()))]
    #[info]
    fn tick(&mut self, _: Tick) {}
}

#[supervisor]
pub struct Clocks {
    clock: Clock,
    #[cfg(any())]
    other: NoSuchType,
    #[cfg(any())]
    #[arg]
    name: NoSuchType,
}
