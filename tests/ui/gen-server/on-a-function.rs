use otp_core::prelude::*;

#[gen_server()]
fn counter() {}

fn main() {}
