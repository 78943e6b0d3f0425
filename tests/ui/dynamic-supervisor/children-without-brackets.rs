use otp_core::prelude::*;

#[gen_server]
struct Worker;

#[callbacks]
impl Worker {
    fn init() -> Self {
        Worker
    }
}

#[dynamic_supervisor(children = Worker, Worker)]
struct Cache;

fn main() {}
