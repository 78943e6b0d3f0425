use otp_core::prelude::*;

#[gen_server(shutdown = true)]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
