use otp_core::prelude::*;

#[gen_server(restart = Restart::Transient)]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn main() {}
