use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[dynamic_supervisor]
struct Cache;

#[supervisor(strategy = "simple_one_for_one")]
struct System {
    cache: Cache,
}

fn main() {}
