use otp_core::prelude::*;

#[gen_server]
struct Worker;

#[callbacks]
impl Worker {
    fn init() -> Self {
        Worker
    }
}

#[dynamic_supervisor(children = [Worker])]
struct Cache;

fn main() {}
