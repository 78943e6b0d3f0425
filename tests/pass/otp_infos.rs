//! The infos that OTP sends itself, and others.

use otp_core::prelude::*;

#[gen_server(trap_exit)]
pub struct Watcher;

#[callbacks]
impl Watcher {
    fn init() -> Init<Self> {
        Init::ok(Self).idle_timeout(std::time::Duration::from_secs(1))
    }

    #[info]
    fn exit(&mut self, _: Exit) {}

    #[info]
    fn down(&mut self, _: otp_core::Down) {}

    #[info]
    fn idle(&mut self, _: IdleTimeout) -> Next {
        Next::stop(ExitReason::Normal)
    }

    #[info]
    fn text(&mut self, text: String) {
        drop(text);
    }

    #[info]
    fn numbers(&mut self, _: Vec<(u8, [u16; 2])>) {}
}
