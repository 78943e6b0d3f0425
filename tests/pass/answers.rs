//! Every way to answer a call.

use otp_core::prelude::*;

pub struct Load;

#[gen_server]
pub struct Server {
    waiting: Vec<ReplyTo<u8>>,
}

#[callbacks]
impl Server {
    fn init() -> Result<Init<Self>, std::io::Error> {
        Ok(Init::ok(Self {
            waiting: Vec::new(),
        }))
    }

    #[call]
    fn nothing(&self) {}

    #[call]
    fn unit(&self) -> () {}

    #[call]
    fn at_once(&self) -> Result<u8, String> {
        Err("no".to_owned())
    }

    #[call]
    fn directed(&self) -> Reply<Option<u8>> {
        Reply::new(None)
    }

    #[call]
    fn and_continue(&self) -> Reply<u8, Load> {
        Reply::new(1).then_continue(Load)
    }

    #[call]
    fn later(&mut self, reply: ReplyTo<u8>) {
        self.waiting.push(reply);
    }

    #[call]
    async fn later_in_the_middle(&mut self, _a: u8, reply: ReplyTo<u8>, _b: u8) -> Next {
        self.waiting.push(reply);
        Next::wait()
    }

    #[call]
    fn another_s(&mut self, reply: ReplyTo<u8>) -> Result<(), std::io::Error> {
        self.waiting.push(reply);
        Ok(())
    }

    #[handle_continue]
    fn load(&mut self, _: Load) {}
}
