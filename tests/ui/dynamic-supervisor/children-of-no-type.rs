use otp_core::prelude::*;

#[dynamic_supervisor(children = ())]
struct Cache;

fn main() {}
