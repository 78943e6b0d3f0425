use otp_core::prelude::*;

#[supervisor]
struct System<'a> {
    #[arg]
    name: std::marker::PhantomData<&'a u8>,
}

fn main() {}
