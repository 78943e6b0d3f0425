use otp_core::prelude::*;

mod other {
    #[otp_core::dynamic_supervisor]
    pub struct Cache;
}
#[dynamic_supervisor]
struct Cache;

#[supervisor]
struct System {
    cache: Cache,
    other: other::Cache,
}

fn main() {}
