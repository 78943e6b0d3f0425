use otp_core::prelude::*;

#[callbacks]
fn count() {}

fn main() {}
