use otp_core::prelude::*;

#[gen_server]
type Counter = u64;

fn main() {}
