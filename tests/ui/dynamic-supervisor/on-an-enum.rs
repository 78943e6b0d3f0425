use otp_core::prelude::*;

#[dynamic_supervisor]
enum Cache {}

fn main() {}
