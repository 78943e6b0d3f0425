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

#[supervisor(max_restarts = 0)]
struct System {
    worker: Worker,
}

fn main() {}
