//! A temporary server, and one that is never a child, with arguments that are used up.

use otp_core::prelude::*;

pub struct Once;

#[gen_server(restart = "temporary")]
pub struct Temporary(Once);

#[callbacks]
impl Temporary {
    fn init(once: Once) -> Self {
        Self(once)
    }

    #[call]
    fn take(&mut self) -> Once {
        std::mem::replace(&mut self.0, Once)
    }
}

#[gen_server]
pub struct Started(Once);

#[callbacks]
impl Started {
    fn init(once: Once) -> Self {
        Self(once)
    }

    #[call]
    fn take(&mut self) -> Once {
        std::mem::replace(&mut self.0, Once)
    }
}

pub fn uses() {
    let _ = Temporary::child_spec(Once);
    let _ = Started::start_link(Once);
}
