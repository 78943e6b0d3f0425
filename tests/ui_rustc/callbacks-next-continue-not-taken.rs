use otp_core::prelude::*;

struct Load;
#[gen_server]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
    #[cast]
    fn go(&mut self) -> Next<Load> {
        Next::then_continue(Load)
    }
}

fn main() {}
