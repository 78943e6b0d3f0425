use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[dynamic_supervisor]
struct Cache;

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
    cache: Cache,
    #[child(after = names, cache)]
    worker: Worker,
}

fn main() {}
