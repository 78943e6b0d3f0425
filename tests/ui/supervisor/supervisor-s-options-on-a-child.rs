use otp_core::prelude::*;

#[gen_server]
struct Worker;

#[callbacks]
impl Worker {
    fn init() -> Self {
        Worker
    }
}

#[supervisor]
struct System {
    #[child(strategy = "one_for_all", auto_shutdown = "never")]
    worker: Worker,
}

fn main() {}
