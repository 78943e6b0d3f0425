use otp_core::prelude::*;

#[gen_server(mailbox = 99999999999999999999999)]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
