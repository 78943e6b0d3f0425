use otp_core::prelude::*;

#[registry(keys = unique)]
struct Names;

fn main() {}
