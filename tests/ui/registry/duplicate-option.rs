use otp_core::prelude::*;

#[registry(keys = "unique", keys = "unique")]
struct Names;

fn main() {}
