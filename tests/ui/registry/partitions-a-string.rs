use otp_core::prelude::*;

#[registry(keys = "unique", partitions = "4")]
struct Names;

fn main() {}
