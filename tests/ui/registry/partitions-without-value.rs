use otp_core::prelude::*;

#[registry(keys = "unique", partitions)]
struct Names;

fn main() {}
