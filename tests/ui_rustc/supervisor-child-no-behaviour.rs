use otp_core::prelude::*;

#[supervisor]
struct System {
    cache: String,
}

fn main() {}
