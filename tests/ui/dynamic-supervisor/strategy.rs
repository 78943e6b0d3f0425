use otp_core::prelude::*;

#[dynamic_supervisor(strategy = "one_for_one")]
struct Cache;

fn main() {}
