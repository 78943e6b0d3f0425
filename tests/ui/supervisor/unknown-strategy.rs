use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[dynamic_supervisor]
struct Cache;

#[supervisor(strategy = "one_for_al")]
struct System {
    cache: Cache,
}

fn main() {}
