use otp_core::prelude::*;

#[registry(keys = "unique", partition = 4)]
struct Names;

fn main() {}
