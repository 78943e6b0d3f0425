use otp_core::prelude::*;

#[registry(keys = "unique")]
struct Names;

#[gen_server(via = "Names")]
struct Counter {
    count: u64,
}

#[callbacks]
impl Counter {
    fn init(#[key] count: u64) -> Self {
        Self { count }
    }
}

fn main() {}
