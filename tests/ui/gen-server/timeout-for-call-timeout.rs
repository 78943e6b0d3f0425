use otp_core::prelude::*;

#[gen_server(timeout = "5s")]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
