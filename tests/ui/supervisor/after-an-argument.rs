use otp_core::prelude::*;

#[dynamic_supervisor]
struct Cache;

#[supervisor]
struct System {
    #[arg]
    folder: String,
    #[child(after = folder)]
    cache: Cache,
}

fn main() {}
