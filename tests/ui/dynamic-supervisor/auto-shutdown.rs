use otp_core::prelude::*;

#[dynamic_supervisor(auto_shutdown = "any_significant")]
struct Cache;

fn main() {}
