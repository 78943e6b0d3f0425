use otp_core::prelude::*;

#[gen_server(crate)]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
