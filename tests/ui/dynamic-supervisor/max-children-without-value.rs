use otp_core::prelude::*;

#[dynamic_supervisor(max_children)]
struct Cache;

fn main() {}
