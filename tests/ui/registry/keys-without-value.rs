use otp_core::prelude::*;

#[registry(keys)]
struct Names;

fn main() {}
