use otp_core::prelude::*;

#[gen_server]
struct Counter {
    count: u64,
}

#[callbacks]
impl Counter {
    fn init(#[key] _a: u8, #[key] _b: u8) -> Self {
        Self { count: 0 }
    }
}

fn main() {}
