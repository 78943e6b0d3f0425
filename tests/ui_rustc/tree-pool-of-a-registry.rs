use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[supervisor]
struct System {
    #[child(count = 3)]
    names: Names,
}

fn main() {}
