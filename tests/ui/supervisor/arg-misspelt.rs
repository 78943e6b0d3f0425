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
    worker: Worker,
    #[args]
    folder: String,
}

fn used() {
    drop(System::start_link("folder"));
}

fn main() {}
