use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;
struct Key;

#[gen_server(via = Names)]
struct Counter;

#[callbacks]
impl Counter {
    fn init(#[key] _name: Key) -> Self {
        Counter
    }
}

fn main() {}
