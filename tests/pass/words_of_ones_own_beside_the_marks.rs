//! The marks are attributes in the prelude: macros, functions and modules of the same names are others.

use otp_core::prelude::*;

macro_rules! call {
    () => {
        1
    };
}

macro_rules! info {
    () => {
        2
    };
}

mod shout {
    #[macro_export]
    macro_rules! cast {
        () => {
            3
        };
    }
}

fn call() -> u64 {
    call!() + info!() + cast!()
}

#[gen_server]
struct Server;

#[callbacks]
impl Server {
    fn init() -> Self {
        Self
    }

    #[call]
    fn call(&self) -> u64 {
        call()
    }

    #[cast]
    fn cast(&mut self) {}
}

fn main() {}
