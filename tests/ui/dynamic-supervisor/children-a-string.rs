use otp_core::prelude::*;

#[dynamic_supervisor(children = "TodoServer")]
struct Cache;

fn main() {}
