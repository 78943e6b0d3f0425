use otp_core::prelude::*;

#[supervisor]
struct System {
    worker: Wroker,
}

fn main() {}
