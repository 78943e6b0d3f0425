use otp_core::prelude::*;

#[registry(keys = "unique", partitions = 0)]
struct Names;

fn main() {}
