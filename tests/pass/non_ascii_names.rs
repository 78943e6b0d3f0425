//! Names outside ASCII.

use otp_core::prelude::*;

#[gen_server]
pub struct Zähler {
    größe: u64,
}

#[callbacks]
impl Zähler {
    fn init(größe: u64) -> Self {
        Self { größe }
    }

    #[call]
    fn erhöhe(&mut self, β: u64) -> u64 {
        self.größe += β;
        self.größe
    }
}
