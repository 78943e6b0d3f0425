//! A state that is an enum.

use otp_core::prelude::*;

#[gen_server]
pub enum Door {
    Open,
    Closed { since: u64 },
    Locked(String),
}

#[callbacks]
impl Door {
    fn init() -> Self {
        Door::Closed { since: 0 }
    }

    #[cast]
    fn open(&mut self) {
        *self = Self::Open;
    }

    #[cast]
    fn lock(&mut self, code: String) {
        *self = Self::Locked(code);
    }

    #[call]
    fn is_open(&self) -> bool {
        match self {
            Self::Open => true,
            Self::Closed { since } => *since > 1_000_000,
            Self::Locked(code) => code.is_empty(),
        }
    }
}
