use otp_core::prelude::*;

#[gen_server(name = "")]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
