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
    #[handle_continue]
    fn load(&mut self, _: u8) -> u64 {
        self.count
    }
}

fn main() {}
