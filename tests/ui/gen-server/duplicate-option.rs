use otp_core::prelude::*;

#[gen_server(mailbox = 1, mailbox = 2)]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
