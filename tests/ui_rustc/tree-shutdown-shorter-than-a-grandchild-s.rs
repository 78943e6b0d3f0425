use otp_core::prelude::*;
#[gen_server(shutdown = "10s")]
struct Slow;
#[callbacks]
impl Slow {
    fn init() -> Self {
        Slow
    }
}
#[supervisor]
struct Below {
    slow: Slow,
}
#[supervisor]
struct System {
    #[child(shutdown = "5s")]
    below: Below,
}

fn main() {}
