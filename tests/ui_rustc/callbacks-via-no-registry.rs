use otp_core::prelude::*;

struct Names;

#[gen_server(via = Names)]
struct Counter;

#[callbacks]
impl Counter {
    fn init(#[key] _name: String) -> Self {
        Counter
    }
}

fn main() {}
