use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[dynamic_supervisor]
struct Cache;

#[supervisor(speed = 1)]
struct System {
    cache: Cache,
}

fn main() {}
