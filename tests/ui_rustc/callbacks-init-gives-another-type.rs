use otp_core::prelude::*;

#[gen_server]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> u8 {
        1
    }
}

fn main() {}
