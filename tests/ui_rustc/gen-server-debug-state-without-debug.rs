use otp_core::prelude::*;

#[gen_server(debug_state)]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
