#![deny(deprecated)]

use otp_core::prelude::*;

#[gen_server]
struct Worker;
#[callbacks]
impl Worker {
    fn init() -> Self {
        Worker
    }
}

#[supervisor(strategy = "one_for_all")]
struct System {
    worker: Worker,
}

fn main() {}
