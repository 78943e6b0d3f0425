//! A cast that never comes back.

use otp_core::prelude::*;

#[gen_server]
pub struct Bomb;

#[callbacks]
impl Bomb {
    fn init() -> Self {
        Self
    }

    #[cast]
    fn explode(&mut self) -> ! {
        panic!("boom")
    }

    #[cast]
    fn maybe(&mut self) -> Result<Next, std::io::Error> {
        Ok(Next::wait())
    }
}
