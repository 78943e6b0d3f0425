use otp_core::prelude::*;

#[call]
fn count() -> u64 {
    0
}

fn main() {}
