//! A `Result` under another name, and one with a default error.

use otp_core::prelude::*;

#[derive(Debug)]
pub struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("broken")
    }
}

impl std::error::Error for Broken {}

pub type Outcome = std::result::Result<(), Broken>;
pub type Result<T = (), E = Broken> = std::result::Result<T, E>;

#[gen_server]
pub struct Fragile;

#[callbacks]
impl Fragile {
    fn init() -> Result<Self> {
        Ok(Self)
    }

    #[call]
    fn ask(&self) -> Result<u8> {
        Ok(1)
    }

    #[cast]
    fn tell(&self) -> Outcome {
        Err(Broken)
    }

    #[info]
    fn hear(&self, _: u8) -> Result {
        Ok(())
    }
}
