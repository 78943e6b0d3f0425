use otp_core::prelude::*;

#[gen_server]
struct Counter {
    count: u64,
}

#[callbacks]
impl Counter {
    fn init() -> Self {
        Self { count: 0 }
    }
    fn init(count: u64) -> Self {
        Self { count }
    }
}

fn main() {}
