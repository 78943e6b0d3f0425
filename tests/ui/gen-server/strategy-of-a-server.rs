use otp_core::prelude::*;

#[gen_server(strategy = "one_for_one")]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
