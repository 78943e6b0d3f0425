use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[dynamic_supervisor]
struct Cache;

#[supervisor(max_seconds = 1.5)]
struct System {
    cache: Cache,
}

fn main() {}
