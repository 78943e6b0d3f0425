use otp_core::prelude::*;

#[gen_server(blocking = "yes")]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
