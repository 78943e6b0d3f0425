use otp_core::prelude::*;

#[supervisor]
struct A {
    b: B,
}

#[supervisor]
struct B {
    a: A,
}

fn main() {}
