use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[dynamic_supervisor]
struct Cache;

#[supervisor]
struct System {
    #[child(after = names)]
    cache: Cache,
    names: Names,
}

fn main() {}
