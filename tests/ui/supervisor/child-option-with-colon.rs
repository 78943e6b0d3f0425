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
    #[child(restart: "transient")]
    worker: Worker,
}

fn main() {}
