//! A server that holds clients of its own kind, and `Self` in operations.

use otp_core::prelude::*;

#[gen_server]
#[derive(Clone)]
pub struct Node {
    next: Option<NodeRef>,
}

#[callbacks]
impl Node {
    fn init(next: Option<NodeRef>) -> Self {
        Self { next }
    }

    #[call]
    fn next(&self) -> Option<NodeRef> {
        self.next.clone()
    }

    #[call]
    fn state(&self) -> Self {
        self.clone()
    }

    #[cast]
    fn replace(&mut self, state: Self) {
        *self = state;
    }

    #[cast]
    fn replace_all(&mut self, states: Vec<Option<Self>>) {
        drop(states);
    }
}
