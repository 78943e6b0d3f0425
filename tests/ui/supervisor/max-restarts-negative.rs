use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[dynamic_supervisor]
struct Cache;

#[supervisor(max_restarts = -3)]
struct System {
    cache: Cache,
}

fn main() {}
