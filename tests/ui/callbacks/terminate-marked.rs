use otp_core::prelude::*;

#[gen_server]
struct Counter {
    count: u64,
}

#[callbacks]
impl Counter {
    fn init() -> Self {
        Self { count: 0 }
    }
    #[info]
    fn terminate(&mut self, _: ExitReason) {}
}

fn main() {}
