use otp_core::prelude::*;

#[gen_server(shutdown = "5")]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
