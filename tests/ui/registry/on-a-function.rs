use otp_core::prelude::*;

#[registry(keys = "unique")]
fn names() {}

fn main() {}
