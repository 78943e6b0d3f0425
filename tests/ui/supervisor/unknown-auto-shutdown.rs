use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[dynamic_supervisor]
struct Cache;

#[supervisor(auto_shutdown = "any")]
struct System {
    cache: Cache,
}

fn main() {}
