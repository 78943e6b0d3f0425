use otp_core::prelude::*;

#[gen_server]
struct Counter<'a> {
    name: &'a str,
}

fn main() {}
