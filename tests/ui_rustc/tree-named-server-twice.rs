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
    worker: Worker,
    #[child(id = "other")]
    other: Worker,
}

fn main() {}
