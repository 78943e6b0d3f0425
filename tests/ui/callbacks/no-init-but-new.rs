use otp_core::prelude::*;

#[gen_server]
struct Counter {
    count: u64,
}

#[callbacks]
impl Counter {
    fn new() -> Self {
        Self { count: 0 }
    }
}

fn main() {}
