use otp_core::prelude::*;

#[gen_server]
struct Counter {
    count: u64,
}

#[callbacks]
impl Counter {
    fn init<T: Send>(_: T) -> Self {
        Self { count: 0 }
    }
}

fn main() {}
