use otp_core::prelude::*;

#[dynamic_supervisor(period = 3)]
struct Cache;

fn main() {}
