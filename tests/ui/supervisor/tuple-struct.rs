use otp_core::prelude::*;

#[dynamic_supervisor]
struct Cache;

#[supervisor]
struct System(Cache);

fn main() {}
