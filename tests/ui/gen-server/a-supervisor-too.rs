use otp_core::prelude::*;

#[gen_server]
struct Worker;

#[callbacks]
impl Worker {
    fn init() -> Self {
        Worker
    }
}

#[gen_server]
#[supervisor]
struct System {
    worker: Worker,
}

#[callbacks]
impl System {
    fn init() -> Self {
        todo!()
    }
}

fn main() {}
