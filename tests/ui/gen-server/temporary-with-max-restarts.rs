use otp_core::prelude::*;

#[gen_server(restart = "temporary", max_restarts = 3)]
struct Worker;

#[callbacks]
impl Worker {
    fn init() -> Self {
        Worker
    }
}

fn main() {}
