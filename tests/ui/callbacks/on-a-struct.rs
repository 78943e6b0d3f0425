use otp_core::prelude::*;

#[callbacks]
struct Counter {
    count: u64,
}

fn main() {}
