use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[gen_server(via = Names)]
struct Worker;
#[callbacks]
impl Worker {
    fn init(#[key] _: u8) -> Self {
        Worker
    }
}

#[dynamic_supervisor(children = Worker)]
struct Cache;

#[supervisor(root)]
struct System {
    cache: Cache,
}

fn main() {}
