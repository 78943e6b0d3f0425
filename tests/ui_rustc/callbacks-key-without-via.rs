use otp_core::prelude::*;

#[gen_server]
struct Counter;

#[callbacks]
impl Counter {
    fn init(#[key] _name: String) -> Self {
        Counter
    }
}

fn main() {}
