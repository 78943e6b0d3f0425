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
    fn get<T: Send>(&self, _: T) -> u64 {
        self.count
    }
}

fn main() {}
