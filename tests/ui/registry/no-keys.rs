use otp_core::prelude::*;

#[registry]
struct Names;

fn main() {}
