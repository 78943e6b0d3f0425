use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names(u8);

fn main() {}
