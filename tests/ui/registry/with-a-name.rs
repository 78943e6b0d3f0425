use otp_core::prelude::*;

#[registry(keys = "unique", name = "names")]
struct Names;

fn main() {}
