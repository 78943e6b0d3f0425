use otp_core::prelude::*;
use std::path::Path;

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
    fn get(&self, _: &Path) -> u64 {
        1
    }
}

fn main() {}
