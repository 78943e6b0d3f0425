use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[dynamic_supervisor]
struct Cache;

#[supervisor(kill_timeout = 2)]
struct System {
    cache: Cache,
}

fn main() {}
