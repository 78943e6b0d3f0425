use otp_core::prelude::*;

#[gen_server(restart = "sometimes", shutdown = "5", mailbox = 0)]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
