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

#[supervisor(shutdown = "5s")]
struct Below {
    worker: Worker,
}

#[dynamic_supervisor]
struct Cache;

#[supervisor]
struct System {
    below: Below,
    #[child(shutdown = "1s")]
    cache: Cache,
}

fn main() {}
