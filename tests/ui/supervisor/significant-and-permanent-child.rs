use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[dynamic_supervisor]
struct Cache;

#[supervisor(auto_shutdown = "any_significant")]
struct System {
    #[child(significant, restart = "permanent")]
    cache: Cache,
    #[child(significant, restart = "transient")]
    names: Names,
}

fn main() {}
