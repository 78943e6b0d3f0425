//! Receivers written at length.

use otp_core::prelude::*;

#[gen_server]
pub struct Server;

#[callbacks]
impl Server {
    fn init() -> Self {
        Self
    }

    #[call]
    fn short(&self) {}

    #[call]
    fn long(self: &Self) {}

    #[cast]
    fn mutable(self: &mut Self) {}

    #[cast]
    fn by_name(self: &mut Server) {}
}
