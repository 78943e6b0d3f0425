use otp_core::prelude::*;

#[gen_server(trap_exit = 1)]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
