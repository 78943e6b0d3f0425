use otp_core::prelude::*;

#[gen_server]
struct Counter(std::cell::Cell<u8>);

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter(std::cell::Cell::new(1))
    }

    #[call]
    async fn get(&self) {}
}

fn main() {}
