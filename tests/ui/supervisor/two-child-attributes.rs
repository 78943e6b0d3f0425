use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[dynamic_supervisor]
struct Cache;

#[supervisor]
struct System {
    #[child(id = "a")]
    #[child(restart = "transient")]
    cache: Cache,
}

fn main() {}
