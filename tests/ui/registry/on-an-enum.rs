use otp_core::prelude::*;

#[registry(keys = "unique")]
enum Names {}

fn main() {}
