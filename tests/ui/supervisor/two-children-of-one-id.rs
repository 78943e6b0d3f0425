use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[dynamic_supervisor]
struct Cache;

#[supervisor]
struct System {
    #[child(id = "x")]
    a: Cache,
    #[child(id = "x")]
    b: Names,
}

fn main() {}
