use otp_core::prelude::*;

#[gen_server]
struct Counter;

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter
    }
    #[call]
    async fn get(&mut self) {
        let _rc = std::rc::Rc::new(1);
        std::future::ready(()).await;
    }
}

fn main() {}
