use otp_core::prelude::*;

#[gen_server]
struct Counter {
    count: u64,
}

impl Counter {
    fn init() -> Self {
        Self { count: 0 }
    }

    #[call]
    fn count(&self) -> u64 {
        self.count
    }

    #[cast]
    fn add(&mut self, n: u64) {
        self.count += n;
    }
}

fn main() {}
