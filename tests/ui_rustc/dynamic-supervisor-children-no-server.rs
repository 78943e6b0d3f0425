use otp_core::prelude::*;

#[dynamic_supervisor(children = String)]
struct Cache;

fn main() {}
