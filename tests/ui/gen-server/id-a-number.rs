use otp_core::prelude::*;

#[gen_server(id = 7)]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
