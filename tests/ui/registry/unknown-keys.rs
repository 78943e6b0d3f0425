use otp_core::prelude::*;

#[registry(keys = "uniqe")]
struct Names;

fn main() {}
