use otp_core::prelude::*;

#[gen_server(mailbox = "unbounded")]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
