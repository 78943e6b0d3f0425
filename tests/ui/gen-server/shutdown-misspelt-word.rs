use otp_core::prelude::*;

#[gen_server(shutdown = "brutal_kil")]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
