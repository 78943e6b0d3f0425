use otp_core::prelude::*;

#[gen_server]
struct Counter {
    count: u64,
}

impl Counter {
    fn init() -> Self {
        Self { count: 0 }
    }
}

fn main() {}
