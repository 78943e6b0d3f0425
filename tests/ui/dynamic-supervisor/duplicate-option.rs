use otp_core::prelude::*;

#[dynamic_supervisor(max_children = 3, max_children = 4)]
struct Cache;

fn main() {}
