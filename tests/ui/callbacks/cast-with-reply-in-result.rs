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
    #[cast]
    fn add(&mut self) -> Result<u64, String> {
        Ok(self.count)
    }
}

fn main() {}
