//! Types named like those of OTP and of generated code.

use otp_core::prelude::*;

pub struct Message;
pub struct Info;
pub struct Continue;
pub struct Args;
pub struct Call;
pub struct Cast;
pub struct GenServer;
pub struct Slot;
pub struct Outcome;

#[gen_server]
pub struct Server;

#[callbacks]
impl Server {
    fn init(_: Args) -> Init<Self> {
        Init::ok(Self).then_continue(Continue)
    }

    #[call]
    fn ask(&self, _: Message, _: GenServer) -> Call {
        Call
    }

    #[cast]
    fn tell(&self, _: Slot, _: Cast) {}

    #[info]
    fn hear(&mut self, _: Info) {}

    #[info]
    fn end(&mut self, _: Outcome) {}

    #[handle_continue]
    fn go_on(&mut self, _: Continue) {}
}
