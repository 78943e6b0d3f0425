use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[dynamic_supervisor]
struct Cache;

#[supervisor(strategy = OneForAll)]
struct System {
    cache: Cache,
}

fn main() {}
