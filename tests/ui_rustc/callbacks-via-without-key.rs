use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[gen_server(via = Names)]
struct Counter;

#[callbacks]
impl Counter {
    fn init(_name: String) -> Self {
        Counter
    }
}

fn main() {}
