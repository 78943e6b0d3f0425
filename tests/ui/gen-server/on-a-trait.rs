use otp_core::prelude::*;

#[gen_server()]
trait Counter {}

fn main() {}
