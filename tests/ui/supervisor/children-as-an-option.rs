use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[dynamic_supervisor]
struct Cache;

#[supervisor(children = [Cache])]
struct System {
}

fn main() {}
