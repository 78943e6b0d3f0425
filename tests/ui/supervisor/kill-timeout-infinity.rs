use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[dynamic_supervisor]
struct Cache;

#[supervisor(kill_timeout = "infinity")]
struct System {
    cache: Cache,
}

fn main() {}
