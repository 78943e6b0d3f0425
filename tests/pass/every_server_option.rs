//! Every option of a server, and a comma at the end.

use otp_core::prelude::*;

const SIZE: usize = 16;

#[gen_server(
    restart = "transient",
    shutdown = "brutal_kill",
    id = "one",
    significant = true,
    name = "the one",
    mailbox = SIZE,
    call_timeout = "infinity",
    trap_exit = false,
    blocking,
    debug_state,
)]
#[derive(Debug)]
pub struct Server;

#[callbacks()]
impl Server {
    fn init() -> Self {
        Self
    }

    #[call()]
    fn get(&self) {}

    #[cast]
    fn put(&mut self, _n: u8) {}
}

#[gen_server(mailbox = { SIZE * 2 }, shutdown = "infinity", restart = "temporary", significant,)]
pub struct Other;

#[callbacks]
impl Other {
    fn init() -> Self {
        Self
    }
}
