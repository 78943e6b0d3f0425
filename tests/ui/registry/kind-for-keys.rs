use otp_core::prelude::*;

#[registry(kind = "unique", keys = "unique")]
struct Names;

fn main() {}
