use otp_core::prelude::*;

#[gen_server]
struct Counter {
    count: std::rc::Rc<u8>,
}

#[callbacks]
impl Counter {
    fn init() -> Self {
        todo!()
    }
}

fn main() {}
