use otp_core::prelude::*;

#[gen_server()]
mod counter {}

fn main() {}
