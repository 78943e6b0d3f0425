use otp_core::prelude::*;

struct System;

#[supervisor]
impl System {}

fn main() {}
