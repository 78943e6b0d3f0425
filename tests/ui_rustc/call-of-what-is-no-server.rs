use otp_core::prelude::*;

struct Counter {
    count: u64,
}

impl Counter {
    #[call]
    fn count(&self) -> u64 {
        self.count
    }
}

fn main() {}
