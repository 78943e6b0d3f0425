use otp_core::prelude::*;

#[gen_server]
struct Counter {
    count: u64,
}

#[callbacks]
impl Counter {
    #[call]
    fn init() -> Self {
        Self { count: 0 }
    }
}

fn main() {}
