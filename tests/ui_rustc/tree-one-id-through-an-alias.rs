use otp_core::prelude::*;

#[dynamic_supervisor]
struct Cache;

type Other = Cache;

#[supervisor]
struct System {
    cache: Cache,
    other: Other,
}

fn main() {}
