use otp_core::prelude::*;

#[gen_server]
#[gen_server(restart = "transient")]
struct Counter {
    count: u64,
}

#[callbacks]
impl Counter {
    fn init() -> Self {
        Self { count: 0 }
    }
}

fn main() {}
