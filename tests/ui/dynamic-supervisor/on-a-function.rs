use otp_core::prelude::*;

#[dynamic_supervisor]
fn cache() {}

fn main() {}
