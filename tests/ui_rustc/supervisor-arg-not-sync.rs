use otp_core::prelude::*;

#[supervisor]
struct System {
    #[arg]
    n: std::cell::Cell<u8>,
}

fn main() {}
