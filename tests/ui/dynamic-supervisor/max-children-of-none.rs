use otp_core::prelude::*;

#[dynamic_supervisor(max_children = 0)]
struct Cache;

fn main() {}
