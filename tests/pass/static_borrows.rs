//! Borrows that live for ever, and those of later calls.

use otp_core::prelude::*;

pub type Callback = Box<dyn Fn(&str) -> usize + Send>;

#[gen_server]
pub struct Server {
    name: &'static str,
}

#[callbacks]
impl Server {
    fn init(name: &'static str) -> Self {
        Self { name }
    }

    #[call]
    fn name(&self) -> &'static str {
        self.name
    }

    #[call]
    fn apply(&self, f: fn(&str) -> usize) -> usize {
        f(self.name)
    }

    #[cast]
    fn run(&mut self, f: Box<dyn for<'a> FnOnce(&'a str) + Send>) {
        f(self.name);
    }

    #[call]
    fn call_back(&self, f: Callback) -> usize {
        f(self.name)
    }

    #[cast]
    fn cow(&mut self, _: std::borrow::Cow<'static, str>) {}
}
