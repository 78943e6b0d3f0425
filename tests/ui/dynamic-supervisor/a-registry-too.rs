use otp_core::prelude::*;

#[dynamic_supervisor]
#[registry(keys = "unique")]
struct Cache;

fn main() {}
