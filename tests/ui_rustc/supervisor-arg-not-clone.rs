use otp_core::prelude::*;

struct Plain;

#[supervisor]
struct System {
    #[arg]
    n: Plain,
}

fn main() {}
