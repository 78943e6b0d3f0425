use otp_core::prelude::*;

#[callbacks]
impl (u8, u8) {}

fn main() {}
