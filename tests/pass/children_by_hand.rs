//! A child of a type that no macro wrote.

use otp_core::prelude::*;

pub struct ByHand;

impl ByHand {
    pub fn child_spec(n: u8) -> ChildSpec<Pid> {
        Idle::child_spec().with_id(format!("by hand {n}")).by_pid()
    }
}

#[gen_server]
pub struct Idle;

#[callbacks]
impl Idle {
    fn init() -> Self {
        Self
    }
}

#[supervisor]
pub struct Tree {
    #[child(args = 1)]
    by_hand: ByHand,
}
