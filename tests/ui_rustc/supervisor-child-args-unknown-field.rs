use otp_core::prelude::*;

#[gen_server]
struct Worker;

#[callbacks]
impl Worker {
    fn init(_n: u8) -> Self {
        Worker
    }
}

#[supervisor]
struct System {
    #[child(args = self.folder)]
    worker: Worker,
}

fn main() {}
