use otp_core::prelude::*;

#[gen_server(mailbox =)]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
