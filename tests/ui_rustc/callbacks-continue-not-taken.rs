use otp_core::prelude::*;

struct Load;
#[gen_server]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Init<Self> {
        Init::ok(Counter).then_continue(Load)
    }
}

fn main() {}
