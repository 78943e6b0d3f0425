use otp_core::prelude::*;

#[gen_server(id = "")]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
