use otp_core::prelude::*;

#[gen_server]
struct Counter {
    count: u64,
}

#[callbacks(name)]
impl Counter {
    fn init() -> Self {
        Self { count: 0 }
    }
}

fn main() {}
