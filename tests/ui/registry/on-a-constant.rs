use otp_core::prelude::*;

#[registry(keys = "unique")]
const NAMES: u8 = 1;

fn main() {}
