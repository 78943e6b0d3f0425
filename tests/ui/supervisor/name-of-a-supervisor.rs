use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[dynamic_supervisor]
struct Cache;

#[supervisor(name = "system")]
struct System {
    cache: Cache,
}

fn main() {}
