use otp_core::prelude::*;

struct Inner(std::rc::Rc<u8>);

#[gen_server]
struct Counter {
    inner: Inner,
}

#[callbacks]
impl Counter {
    fn init() -> Self {
        Counter {
            inner: Inner(std::rc::Rc::new(1)),
        }
    }
}

fn main() {}
