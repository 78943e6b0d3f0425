use otp_core::prelude::*;

#[gen_server(via)]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
