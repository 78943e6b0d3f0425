use otp_core::prelude::*;

#[dynamic_supervisor(max_seconds = "0s")]
struct Cache;

fn main() {}
