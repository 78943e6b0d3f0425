//! Arguments named like what generated code could name.

use otp_core::prelude::*;

#[gen_server]
pub struct Names;

#[callbacks]
impl Names {
    fn init(args: u8, state: u8, server: u8) -> Self {
        let _ = (args, state, server);
        Self
    }

    #[call]
    fn ask(&self, slot: u8, message: u8, reply: u8, this: u8, server: u8, client: u8, n: u8) -> u8 {
        slot + message + reply + this + server + client + n
    }

    #[cast]
    fn tell(&self, error: u8, formatter: u8, value: u8, options: u8, name: u8, key: u8, info: u8) {
        let _ = (error, formatter, value, options, name, key, info);
    }
}
