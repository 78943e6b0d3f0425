use otp_core::prelude::*;

#[gen_server(hibernate_after = 1000)]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
