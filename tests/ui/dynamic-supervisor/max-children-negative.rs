use otp_core::prelude::*;

#[dynamic_supervisor(max_children = -3)]
struct Cache;

fn main() {}
