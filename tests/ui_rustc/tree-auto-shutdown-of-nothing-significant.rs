use otp_core::prelude::*;

#[gen_server(shutdown = "10s")]
struct Slow;
#[callbacks]
impl Slow {
    fn init() -> Self {
        Slow
    }
}

#[supervisor(auto_shutdown = "all_significant")]
struct System {
    slow: Slow,
}

fn main() {}
