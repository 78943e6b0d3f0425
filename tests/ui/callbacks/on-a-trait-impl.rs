use otp_core::prelude::*;

#[gen_server]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

#[callbacks]
impl Clone for Counter {
    fn clone(&self) -> Self { Self }
}

fn main() {}
