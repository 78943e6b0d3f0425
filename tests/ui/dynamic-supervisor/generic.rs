use otp_core::prelude::*;

#[dynamic_supervisor]
struct Cache<const N: usize>;

fn main() {}
