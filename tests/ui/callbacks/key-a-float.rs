use otp_core::prelude::*;

#[gen_server]
struct Counter {
    count: u64,
}

#[callbacks]
impl Counter {
    fn init(#[key] _a: f64) -> Self {
        Self { count: 0 }
    }
}

fn main() {}
