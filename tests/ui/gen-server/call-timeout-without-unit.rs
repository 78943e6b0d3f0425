use otp_core::prelude::*;

#[gen_server(call_timeout = "5")]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
