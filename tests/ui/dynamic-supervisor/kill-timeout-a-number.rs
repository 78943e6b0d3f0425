use otp_core::prelude::*;

#[dynamic_supervisor(kill_timeout = 5)]
struct Cache;

fn main() {}
