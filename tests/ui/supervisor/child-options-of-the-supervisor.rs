use otp_core::prelude::*;

#[gen_server]
struct Worker;

#[callbacks]
impl Worker {
    fn init() -> Self {
        Worker
    }
}

#[supervisor(count = 3, args = 1, after = worker)]
struct System {
    worker: Worker,
}

fn main() {}
