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
    fn get(&self) -> Result<Reply<u8>, String> {
        todo!()
    }
}

fn main() {}
