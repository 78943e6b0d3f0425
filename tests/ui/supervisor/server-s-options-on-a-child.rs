use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

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
    names: Names,
    #[child(name = "worker", via = Names, start = 3)]
    worker: Worker,
}

fn main() {}
