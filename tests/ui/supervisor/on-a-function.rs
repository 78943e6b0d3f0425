use otp_core::prelude::*;

#[supervisor]
fn system() {}

fn main() {}
