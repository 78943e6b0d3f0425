use otp_core::prelude::*;

#[gen_server(name, via = Names)]
struct Counter;

#[registry(keys = "unique")]
struct Names;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
