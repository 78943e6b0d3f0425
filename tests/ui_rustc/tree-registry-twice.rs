use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[supervisor]
struct Below {
    names: Names,
}

#[supervisor]
struct System {
    names: Names,
    below: Below,
}

fn main() {}
