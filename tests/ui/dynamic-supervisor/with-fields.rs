use otp_core::prelude::*;

#[dynamic_supervisor]
struct Cache {
    size: usize,
}

fn main() {}
