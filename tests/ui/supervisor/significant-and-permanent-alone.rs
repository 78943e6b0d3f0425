use otp_core::prelude::*;

#[gen_server]
struct Worker;

#[callbacks]
impl Worker {
    fn init() -> Self {
        Worker
    }
}

#[supervisor(auto_shutdown = "any_significant")]
struct System {
    #[child(significant, restart = "permanent")]
    worker: Worker,
}

fn main() {}
