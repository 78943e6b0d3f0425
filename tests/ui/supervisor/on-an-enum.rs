use otp_core::prelude::*;

#[supervisor]
enum System {
    Cache,
}

fn main() {}
