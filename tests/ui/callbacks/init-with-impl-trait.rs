use otp_core::prelude::*;

#[gen_server]
struct Counter {
    count: u64,
}

#[callbacks]
impl Counter {
    fn init(_: impl Into<u64>) -> Self {
        Self { count: 0 }
    }
}

fn main() {}
