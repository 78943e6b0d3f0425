use otp_core::prelude::*;

#[gen_server(shutdown = 5000)]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
