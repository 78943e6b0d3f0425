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
    #[call]
    fn get(&self, _a: ReplyTo<u8>, _b: ReplyTo<u8>) {}
}

fn main() {}
