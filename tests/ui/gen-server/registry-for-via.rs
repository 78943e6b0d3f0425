use otp_core::prelude::*;

#[gen_server(registry = Names)]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
