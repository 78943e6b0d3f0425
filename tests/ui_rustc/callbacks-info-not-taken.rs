use otp_core::prelude::*;

#[gen_server]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
}

fn tell(counter: &CounterRef) {
    counter.info(5u8);
}

fn main() {}
