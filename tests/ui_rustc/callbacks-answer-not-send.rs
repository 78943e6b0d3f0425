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
    fn get(&self) -> std::rc::Rc<u8> {
        std::rc::Rc::new(1)
    }
}

fn main() {}
