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

#[supervisor(max_seconds = 10)]
struct System {
    #[child(restart = "temporary")]
    worker: Worker,
}

fn main() {}
