use otp_core::prelude::*;

#[dynamic_supervisor(significant)]
struct Cache;

fn main() {}
