use otp_core::prelude::*;

#[dynamic_supervisor(max_restarts = "3")]
struct Cache;

fn main() {}
