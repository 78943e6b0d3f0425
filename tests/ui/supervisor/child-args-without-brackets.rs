use otp_core::prelude::*;

#[gen_server]
struct Worker;

#[callbacks]
impl Worker {
    fn init(_a: u8, _b: u8) -> Self {
        Worker
    }
}

#[supervisor]
struct System {
    #[child(args = 1, 2)]
    worker: Worker,
}

fn main() {}
