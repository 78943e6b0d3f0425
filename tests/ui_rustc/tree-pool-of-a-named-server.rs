use otp_core::prelude::*;

#[gen_server(name)]
struct Worker;

#[callbacks]
impl Worker {
    fn init() -> Self {
        Worker
    }
}

#[supervisor]
struct System {
    #[child(count = 3)]
    worker: Worker,
}

fn main() {}
