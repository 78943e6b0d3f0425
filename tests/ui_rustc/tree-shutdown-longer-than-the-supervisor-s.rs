use otp_core::prelude::*;

#[gen_server(shutdown = "10s")]
struct Slow;
#[callbacks]
impl Slow {
    fn init() -> Self {
        Slow
    }
}

#[supervisor(shutdown = "5s")]
struct System {
    slow: Slow,
}

fn main() {}
