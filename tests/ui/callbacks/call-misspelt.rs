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
    #[cal]
    fn get(&self) -> u64 {
        self.count
    }
}

fn used(counter: &CounterRef) {
    drop(counter.get());
}

fn main() {}
