use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[dynamic_supervisor]
struct Cache;

#[supervisor]
struct System {
    #[child(count = 3, args = 5)]
    cache: Cache,
}

fn main() {}
