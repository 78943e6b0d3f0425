//! Operations named like methods that everything has.

use otp_core::prelude::*;

#[gen_server]
pub struct Server;

#[callbacks]
impl Server {
    fn init() -> Self {
        Self
    }

    #[call]
    fn new(&self) {}

    #[call]
    fn drop(&self) {}

    #[call]
    fn into(&self) {}

    #[call]
    fn deref(&self) {}

    #[call]
    fn handle(&self) {}

    #[call]
    fn fmt(&self) {}

    #[cast]
    fn operation(&self) {}

    #[cast]
    fn from(&self) {}

    #[cast]
    fn default(&self) {}

    #[info]
    fn stop(&mut self, _: u8) {}
}
