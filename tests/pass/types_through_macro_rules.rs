//! Types, names and values that a `macro_rules!` hands on.

use otp_core::prelude::*;

macro_rules! server {
    ($name:ident, $state:ty, $answer:ty, $restart:literal, $size:expr) => {
        #[gen_server(restart = $restart, mailbox = $size)]
        pub struct $name {
            state: $state,
        }

        #[callbacks]
        impl $name {
            fn init(state: $state) -> Self {
                Self { state }
            }

            #[call]
            fn get(&self) -> $answer {
                self.state.clone().into()
            }

            #[cast]
            fn set(&mut self, state: $state) {
                self.state = state;
            }
        }
    };
}

server!(Text, String, Option<String>, "transient", 8);
server!(Number, u8, u64, "temporary", 1);
