use otp_core::prelude::*;

#[gen_server(mailbx = 10)]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
