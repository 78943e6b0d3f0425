use otp_core::prelude::*;

#[dynamic_supervisor(max_childen = 3)]
struct Cache;

fn main() {}
