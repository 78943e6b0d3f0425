use otp_core::prelude::*;

#[dynamic_supervisor(children = System)]
struct Cache;

#[supervisor]
struct System {
    cache: Cache,
}

fn main() {}
