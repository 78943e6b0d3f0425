use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names<const N: usize>;

fn main() {}
