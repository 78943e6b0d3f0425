use otp_core::prelude::*;

#[dynamic_supervisor(intensity = 3)]
struct Cache;

fn main() {}
