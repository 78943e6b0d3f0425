use otp_core::prelude::*;

#[gen_server(restart = transient)]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
